package tail

import (
	"errors"
	"io/fs"
	"testing"
)

func TestFailureNamesTheFileAndTheReason(t *testing.T) {
	denied := func(path string) error {
		return &fs.PathError{Op: "open", Path: path, Err: errors.New("Access is denied.")}
	}
	for _, c := range []struct {
		log  string
		err  error
		want string
	}{
		{"CAS.log", nil, ""},
		{"CAS.log", errors.New("timeout"), "CAS.log (timeout)"},
		{"CAS.log", denied(`C:\Logs\CAS.log`), "CAS.log (Access is denied)"},
		{"CAS.log", denied("/logs/CAS.lo_"), "CAS.lo_ (Access is denied)"},
		{"PC1/CAS.log", denied("/logs/PC1/CAS-20260317-100000.log"), "PC1/CAS-20260317-100000.log (Access is denied)"},
		{"CAS.log", &fs.PathError{Op: "read", Path: "a.zip/CAS.lo_", Err: denied("a.zip")}, "CAS.lo_ (Access is denied)"},
		{"CAS.log", denied("/logs"), "CAS.log (Access is denied)"}, // the folder cannot be listed
	} {
		if got := (Status{Log: c.log, Err: c.err}).Failure(); got != c.want {
			t.Errorf("%s, %v: %q, want %q", c.log, c.err, got, c.want)
		}
	}
}
