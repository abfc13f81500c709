package cli

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestABinaryIsRefused(t *testing.T) {
	own, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("03-17-2026 21:00:00 something happened\r\n", 50)
	wide := []byte("\xff\xfe")
	for _, c := range []byte(text) {
		wide = append(wide, c, 0)
	}
	for name, c := range map[string]struct {
		content []byte
		binary  bool
	}{
		"program":   {own, true},
		"picture":   {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00"), true},
		"text":      {[]byte(text), false},
		"UTF-16":    {wide, false},
		"padded":    {append([]byte(text), make([]byte, 9000)...), false},
		"all NUL":   {make([]byte, 9000), false},
		"coloured":  {[]byte("\x1b[31mred\x1b[m\n" + text), false},
		"a log":     {[]byte("\x01\x02\x03\x00\x04<![LOG[x]LOG]!><time=\"21:00:00.000+300\" date=\"3-17-2026\" component=\"a\" context=\"\" type=\"1\" thread=\"1\" file=\"\">"), false},
		"empty.log": {nil, false},
	} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, c.content, 0o600); err != nil {
			t.Fatal(err)
		}
		var errOut bytes.Buffer
		code := run(t.Context(), []string{"report", "--config", "", path}, strings.NewReader(""), io.Discard, &errOut, time.Now)
		if refused := strings.Contains(errOut.String(), "is a binary file, not a log"); refused != c.binary || refused && code != exitFailed {
			t.Errorf("%s: exit %d, %s", name, code, errOut.String())
		}
	}
	folder := t.TempDir()
	program, log := filepath.Join(folder, "program"), filepath.Join(folder, "a.log")
	for name, content := range map[string][]byte{program: own, log: []byte(text)} {
		if err := os.WriteFile(name, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out, errOut bytes.Buffer
	code := run(t.Context(), []string{"report", "--config", "", program, log}, strings.NewReader(""), &out, &errOut, time.Now)
	if code != exitDone || !strings.Contains(errOut.String(), "is a binary file") || !strings.Contains(out.String(), "a.log") || strings.Contains(out.String(), "program") {
		t.Errorf("beside a log: exit %d, %s", code, errOut.String())
	}
}
