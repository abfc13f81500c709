package redact

import (
	"bytes"
	"fmt"
	"net/netip"
	"regexp"
	"strings"
	"testing"
)

// redacted returns a text after Learn and Apply.
func redacted(t *testing.T, guids bool, text string) string {
	t.Helper()
	r := New()
	r.GUIDs = guids
	r.Learn([]byte(text))
	return string(r.Apply([]byte(text)))
}

func TestNamesAreReplacedAndNothingElse(t *testing.T) {
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

func TestANameHasTheSameStandInInAllForms(t *testing.T) {
	got := redacted(t, false, strings.Join([]string{
		`https://mp01.corp.fabrikam.com/ccm_system and \\MP01\SMS_CCM\Logs`,
		`MPName=mp01.corp.fabrikam.com, <NetBIOSName>PC0147</NetBIOSName>, PC0147.corp.fabrikam.com`,
		`Certificate Issuer 1 [CN=Fabrikam Issuing CA 2; OU=Security; O=Fabrikam Ltd]; ` +
			`subject 'CN=PC0147.corp.fabrikam.com, DC=corp, DC=fabrikam, DC=com'`,
		`Issued by Fabrikam Issuing CA 2.`,
		`User FABRIKAM\j.doe, C:\Users\j.doe\AppData, "C:\Users\j.doe", j.doe@corp.fabrikam.com; and FABRIKAM\s.roe logged on`,
		`fe80::c4ac:29ab:6839:d160 and 10.20.4.11, 10.20.4.11:80`,
		`Property OSDComputerName is now = PC0147`,
	}, "\r\n"))
	for _, gone := range []string{"abrikam", "FABRIKAM", "mp01", "MP01", "0147", "doe", "roe", "10.20", "c4ac", "Issuing", "Security"} {
		if strings.Contains(got, gone) {
			t.Errorf("%q is still there:\n%s", gone, got)
		}
	}
	for want, n := range map[string]int{"HOST01": 3, "HOST02": 4, "user1": 4, "Subject1": 2, "192.0.2.": 2, "DC=com": 1} {
		if strings.Count(got, want) != n {
			t.Errorf("%q is there %d times, not %d:\n%s", want, strings.Count(got, want), n, got)
		}
	}
	if !strings.Contains(got, `DOMAIN1\user1`) || !strings.Contains(got, `domain1.example`) {
		t.Errorf("the short and the full name of the domain have different stand-ins:\n%s", got)
	}
}

func TestTextThatLooksLikeNames(t *testing.T) {
	text := strings.Join([]string{
		`Folder 'Microsoft\Configuration Manager' not found`, `Device PCI\VEN_8086 STORAGE\Volume ACPI\ThermalZone`,
		`\Operating Systems\Windows 11\sources`, `Systems\Windows is a folder`, `Player\setup_wm.exe`,
		`Package_for_KB3121255~31bf3856ad364e35~amd64~~6.1.1.0, 5.00.9141.1000`, `The user name is unknown`,
		`at 10:00:00 CDTSJob::HandleErrors, 0x80070005, http://localhost/path and https://www.w3.org/2001`,
	}, "\r\n")
	if got := redacted(t, false, text); got != text {
		t.Errorf("replaced text that is not a name:\n%s", got)
	}
}

// manyNames returns a text with a thousand names of each kind.
func manyNames() string {
	const alphanumerics = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	var b strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&b, "Server='srv%d.d%d.fabrikam.com' address 10.9.%d.%d SMS:Q%c%c C:\\Users\\person%d\\x ",
			i, i, i/250, i%250+1, alphanumerics[i/36], alphanumerics[i%36], i)
		fmt.Fprintf(&b, "S-1-5-21-9-9-9-%d {%08X-1111-4111-8111-111111111111} fd00:9::%x\r\n", 5000+i, i, i+1)
	}
	return b.String()
}

// redactAll returns a text after Learn and Apply, with GUIDs, and the redactor.
func redactAll(text string) (string, *Redactor) {
	r := New()
	r.GUIDs = true
	r.Learn([]byte(text))
	return string(r.Apply([]byte(text))), r
}

// TestManyStandIns checks that the stand-ins of many names differ and have the form of their kind.
func TestManyStandIns(t *testing.T) {
	forms := map[Kind]*regexp.Regexp{
		Host: regexp.MustCompile(`^HOST\d+$`), Domain: regexp.MustCompile(`^domain\d+\.example$`), User: regexp.MustCompile(`^user\d+$`),
		SID: regexp.MustCompile(`^S-1-5-21-1-2-3-\d+$`), Site: regexp.MustCompile(`^[A-Z][A-Z0-9]{2}$`),
		GUID: regexp.MustCompile(`^[0-9a-f]{8}-0000-4000-8000-[0-9a-f]{12}$`), IP: regexp.MustCompile(`.`),
	}
	_, r := redactAll(manyNames())
	standIns, count := map[string]bool{}, map[Kind]int{}
	for _, name := range r.Names() {
		low := strings.ToLower(name.StandIn)
		if standIns[low] || r.names[low] != nil {
			t.Fatalf("%s is used twice, or is a name itself", name.StandIn)
		}
		standIns[low] = true
		count[name.Kind]++
		if !forms[name.Kind].MatchString(name.StandIn) {
			t.Errorf("the stand-in of a %s is %s", name.Kind, name.StandIn)
		}
		if a, err := netip.ParseAddr(name.StandIn); name.Kind == IP && (err != nil || a.Is6() != strings.Contains(name.Text, ":")) {
			t.Errorf("the stand-in of %s is %s", name.Text, name.StandIn)
		}
		if name.Count == 0 {
			t.Errorf("%+v was not replaced", name)
		}
	}
	for k, want := range map[Kind]int{Host: 1000, Domain: 1000, User: 1000, SID: 1000, Site: 1000, GUID: 1000, IP: 2000} {
		if count[k] != want {
			t.Errorf("%d names of kind %s, want %d", count[k], k, want)
		}
	}
}

func TestRedactingAgain(t *testing.T) {
	text := manyNames()
	once, r := redactAll(text)
	if again, _ := redactAll(text); again != once {
		t.Error("the same text is redacted differently")
	}
	twice, ofCopy := redactAll(once)
	if strings.Count(twice, "\n") != 1000 || len(ofCopy.Names()) != len(r.Names()) {
		t.Errorf("%d names in the copy, %d in the original", len(ofCopy.Names()), len(r.Names()))
	}
}

func TestASiteWithTheNameOfAStandIn(t *testing.T) {
	got := redacted(t, false, "SMS:PS1 SMS:X01")
	if got != "SMS:X02 SMS:X03" {
		t.Errorf("%s: a stand-in is also a name", got)
	}
}

func TestGUIDsAreReplacedOnRequest(t *testing.T) {
	got := redacted(t, true, "({BC67FD70-E41A-48D6-BBF5-B7510E8573E8}) and SUM_bc67fd70-e41a-48d6-bbf5-b7510e8573e8")
	if strings.Contains(strings.ToLower(got), "bc67fd70") {
		t.Fatal(got)
	}
	a, b, _ := strings.Cut(got, " and ")
	if !strings.EqualFold(strings.Trim(a, "({})"), strings.TrimPrefix(b, "SUM_")) {
		t.Errorf("two spellings of a GUID have different stand-ins: %s", got)
	}
}

func TestNamesCountReplacements(t *testing.T) {
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

// FuzzRedact redacts a text of a few records: go test ends an input that takes 10 seconds as one that
// hangs, on a machine however busy.
func FuzzRedact(f *testing.F) {
	f.Add(`https://sup01.fabrikam.com \\srv\share S-1-5-21-1-2-3-4`)
	for i := 0; i+3 <= len(canaries); i += 3 {
		log, _ := records(canaries[i : i+3])
		f.Add(log)
	}
	f.Add(`<![LOG[ADSite Name="a]LOG]!><time="1"> successfully to host 'b]LOG]!>' C:\Users\]LOG]!>\ password=]LOG]!><![LOG[x`)
	f.Add(`user S-1-5-22-31-1-2-3SSSSSSSSSSSSSS-4`)
	f.Fuzz(func(t *testing.T, s string) {
		s = s[:min(len(s), 2<<10)]
		r, again := New(), New()
		r.key = []byte("the key of words that are not learnt")
		again.key = r.key
		r.Learn([]byte(s))
		out := r.Apply([]byte(s))
		for _, what := range []string{"\n", "\r", "<![LOG[", "]LOG]!>", "$$<"} {
			if strings.Count(s, what) != strings.Count(string(out), what) {
				t.Fatalf("%q was added or lost", what)
			}
		}
		again.Learn([]byte(s))
		if !bytes.Equal(again.Apply([]byte(s)), out) {
			t.Fatal("the same text is redacted differently")
		}
	})
}
