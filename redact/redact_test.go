package redact

import (
	"strings"
	"testing"
)

func redacted(t *testing.T, guids bool, text string) string {
	t.Helper()
	r := New()
	r.GUIDs = guids
	r.Learn([]byte(text))
	return string(r.Apply([]byte(text)))
}

func TestNamesGoAndTheRestStays(t *testing.T) {
	text := strings.Join([]string{
		`WSUS Path='https://SUP01.corp.fabrikam.com:8531', Server='SUP01.corp.fabrikam.com', Version='38'`,
		`Download location found 0 - http://dp07.corp.fabrikam.com/SMS_DP_SMSPKG$/fbb5724a-aa0f-47f9-908a-47068fd8ad6f`,
		`Created CTM job {62A1C0B7-6B0E-4D2A-8F39-0A6E3B9D4C11} for user S-1-5-21-111-222-333-4455`,
		`Auditing: User FABRIKAM\j.doe created an instance of class SMS_Package.`,
		`Connecting to server with IP: 10.20.4.11 Port: 10123`,
		`client version 5.00.9141.1000, file version 10.0.26100.1`,
		`C:\Users\jdoe\AppData\Local\Temp and C:\Windows\ccmcache\1`,
		`CCM_Policy_Policy5.PolicyID="{BC67FD70-E41A-48D6-BBF5-B7510E8573E8}",PolicySource="SMS:PS1",PolicyVersion="1.00", package PS100012`,
		`mail to j.doe@fabrikam.com; sup01 is named without its domain`,
		`http://download.windowsupdate.com/d/x.cab and NT AUTHORITY\SYSTEM`,
	}, "\r\n")
	got := redacted(t, false, text)
	for _, gone := range []string{"SUP01", "sup01", "dp07", "fabrikam", "FABRIKAM", "doe", "10.20.4.11", "111-222", "PS1"} {
		if strings.Contains(got, gone) {
			t.Errorf("%q is still there:\n%s", gone, got)
		}
	}
	for _, stays := range []string{
		"fbb5724a-aa0f-47f9-908a-47068fd8ad6f", "{BC67FD70-E41A-48D6-BBF5-B7510E8573E8}", "Version='38'", ":8531'", "5.00.9141.1000",
		"10.0.26100.1", `C:\Windows\ccmcache\1`, `NT AUTHORITY\SYSTEM`, "download.windowsupdate.com", "class SMS_Package.", "\r\n",
	} {
		if !strings.Contains(got, stays) {
			t.Errorf("%q is gone:\n%s", stays, got)
		}
	}
	if strings.Count(got, "HOST01") != 3 {
		t.Errorf("one computer has several stand-ins:\n%s", got)
	}
}

func TestGUIDsGoOnRequestAndStillLink(t *testing.T) {
	got := redacted(t, true, "({BC67FD70-E41A-48D6-BBF5-B7510E8573E8}) and SUM_bc67fd70-e41a-48d6-bbf5-b7510e8573e8")
	if strings.Contains(strings.ToLower(got), "bc67fd70") {
		t.Fatal(got)
	}
	a, b, _ := strings.Cut(got, " and ")
	if !strings.EqualFold(strings.Trim(a, "({})"), strings.TrimPrefix(b, "SUM_")) {
		t.Errorf("two spellings of one id have two stand-ins: %s", got)
	}
}

func TestTheReportCounts(t *testing.T) {
	r := New()
	text := []byte("https://sup01.fabrikam.com and https://SUP01.fabrikam.com")
	r.Learn(text)
	r.Apply(text)
	for _, n := range r.Names() {
		if n.Count != 2 {
			t.Errorf("%+v", n)
		}
	}
	if len(r.Names()) != 2 {
		t.Errorf("%+v", r.Names())
	}
}

func FuzzRedact(f *testing.F) {
	f.Add(`https://sup01.fabrikam.com \\srv\share S-1-5-21-1-2-3-4`)
	f.Fuzz(func(t *testing.T, s string) {
		r := New()
		r.Learn([]byte(s))
		out := r.Apply([]byte(s))
		if strings.Count(s, "\n") != strings.Count(string(out), "\n") {
			t.Fatal("lines were added or lost")
		}
	})
}
