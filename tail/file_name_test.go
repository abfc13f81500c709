package tail

import (
	"slices"
	"strings"
	"testing"
)

func TestNames(t *testing.T) {
	for name, want := range map[string]fileName{
		"WUAHandler.log":                           {log: "WUAHandler.log"},
		"WUAHandler.lo_":                           {log: "WUAHandler.log", rolled: true},
		"UpdatesHandler-20260316-035718.log":       {"UpdatesHandler.log", true, "20260316-035718", ""},
		"UpdatesHandler-20260316-035718-1.log":     {"UpdatesHandler.log", true, "20260316-035718", "1"},
		"SCNotify_CORP@anna_1-20260316-035718.log": {"SCNotify_CORP@anna_1.log", true, "20260316-035718", ""},
		"SCNotify_CORP@anna_1.log":                 {log: "SCNotify_CORP@anna_1.log"},
		"-20260316-035718.log":                     {log: "-20260316-035718.log"},
		"CAS-2026031-0357180.log":                  {log: "CAS-2026031-0357180.log"},
		"smsts-20190711-153211.LOG":                {"smsts.LOG", true, "20190711-153211", ""},
		"ScanAgent-20260316-035718.txt":            {log: "ScanAgent-20260316-035718.txt"},
		"execmgr.log.txt":                          {log: "execmgr.log.txt"},
		"":                                         {log: ""},
	} {
		if got := parseName(name); got != want {
			t.Errorf("%q: got %+v, want %+v", name, got, want)
		}
	}
}

func TestRolledFilesAreOrderedByAge(t *testing.T) {
	want := []string{"A-20251231-235959.log", "A-20260101-000000.log", "A-20260101-000000-1.log",
		"A-20260101-000000-2.log", "A-20260101-000000-10.log", "A-20260101-000001.log", "A.lo_", "A.log"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, func(a, b string) int { return parseName(a).compareAge(parseName(b)) })
	if !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestWhichFilesAreLogs(t *testing.T) {
	for names, want := range map[string]string{
		"A.log B.LO_ c.txt d.cab .hidden.log": "A.log B.LO_",
		"setupdiagresults.XML a.xml d":        "setupdiagresults.XML",
		"SetupDiagResults.xml c.txt":          "SetupDiagResults.xml c.txt",
		"A.log SetupDiagResults.xml c.txt":    "A.log SetupDiagResults.xml",
		"a.txt b.log.txt .c.txt d":            "a.txt b.log.txt",
		"a.exe":                               "",
		"":                                    "",
	} {
		if got := strings.Join(pickLogs(strings.Fields(names)), " "); got != want {
			t.Errorf("%q: got %q, want %q", names, got, want)
		}
	}
}

func TestDisplayNames(t *testing.T) {
	for spec, want := range map[string]string{
		"-": "stdin", "/var/captures/PC0147": "PC0147", "x/WUAHandler.log": "WUAHandler.log",
		`\\pc0147\c$\Windows\CCM\Logs`: "pc0147", `\\?\UNC\pc0147\c$\Windows`: "pc0147", "capture.zip/Logs/": "Logs",
	} {
		if got := displayName(spec); got != want {
			t.Errorf("%s: got %q, want %q", spec, got, want)
		}
	}
	if displayName(".") == "." {
		t.Error(`"." is displayed as it is`)
	}
}
