package redact

import (
	"strings"
	"testing"
)

const testKey = "0123456789abcdef0123456789abcdef"

// TestKeyedStandInsDependOnNothingButNameAndKey: what was learnt before, and in which order, is no difference.
func TestKeyedStandInsDependOnNothingButNameAndKey(t *testing.T) {
	lines := []string{
		"GET http://wksomega.corp.fabrikam.net:8530/x", "user FABRIKAM\\johnalpha on WKSOMEGA", "path C:\\Users\\johnalpha\\x", "Johnalpha said wksomega",
		"Gateway 10.77.1.35 and fd00:77::a1", "MAC 00:15:5D:77:AA:01", "S-1-5-21-2111222233-2222333444-2333444555-1001", "TenantId: 77770001-aaaa-4bbb-8ccc-dddddddddddd",
	}
	apply := func(key string, all ...string) (out []string) {
		r := NewKeyed([]byte(key))
		for _, line := range all {
			r.Learn([]byte(line + "\n"))
			out = append(out, string(r.Apply([]byte(line))))
		}
		return out
	}
	forwards := apply(testKey, lines...)
	for i, line := range lines {
		if alone := apply(testKey, line)[0]; alone != forwards[i] && i != 3 { // alone, nothing says that the last two are one name
			t.Errorf("%q: alone %q, behind others %q", line, alone, forwards[i])
		}
		if other := apply(testKey+"x", line)[0]; other == forwards[i] {
			t.Errorf("%q is %q with another key too", line, other)
		}
		for _, name := range []string{"wksomega", "fabrikam", "johnalpha", "10.77", "fd00", "00:15", "2222333444", "77770001"} {
			if strings.Contains(strings.ToLower(forwards[i]), name) {
				t.Errorf("%q: %q", line, forwards[i])
			}
		}
	}
	host := NewKeyed([]byte(testKey)).StandInOf(Host, "WKSOMEGA")
	for _, i := range []int{0, 1, 3} {
		if !strings.Contains(forwards[i], host) {
			t.Errorf("%q does not call the computer %s", forwards[i], host)
		}
	}
	if host == NewKeyed([]byte(testKey)).StandInOf(Host, "WKSOMEGB") || len(host) != len(keyedName)+keyedDigits {
		t.Error(host)
	}
}

// TestAKeyedRedactorLearnsOn: names that come later are found from then on, also those of more letters.
func TestAKeyedRedactorLearnsOn(t *testing.T) {
	r := NewKeyed([]byte(testKey))
	for _, name := range []string{"PCALPHA", "PCALPHA-02", "PCALPH"} {
		r.LearnName(Host, name)
		if got, want := string(r.Apply([]byte("on "+name+"."))), "on "+r.StandInOf(Host, name)+"."; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if r.Size() != 3 || len(r.wordOrder) != 0 || len(r.Fingerprint()) != 8 {
		t.Errorf("%d names, %d words", r.Size(), len(r.wordOrder))
	}
}

func TestNamesOfLogs(t *testing.T) {
	r := NewKeyed([]byte(testKey))
	for _, kept := range []string{"WUAHandler.log", "wuahandler.LOG", "CAS.lo_", "UpdatesDeployment-20260318-021440.log", "CAS-1.log", "Logs/CAS.log", "CAS.log.1"} {
		if got := r.LogName(kept); got != kept {
			t.Errorf("%s: %s", kept, got)
		}
	}
	for _, name := range []string{"johnalpha.log", "CAS-johnalpha.log", "johnalpha/CAS.log", "johnalpha", "name00112233445566x.log", "CAS.log.johnalpha"} {
		got := r.LogName(name)
		if strings.Contains(got, "johnalpha") || got == name || r.LogName(got) != got {
			t.Errorf("%s: %s, and that %s", name, got, r.LogName(got))
		}
	}
}
