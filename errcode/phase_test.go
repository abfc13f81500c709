package errcode

import (
	"slices"
	"strings"
	"testing"
)

// Each phase in which a code is known to come up has the advice for it.
func TestAdviceByPhase(t *testing.T) {
	for _, c := range []struct {
		code   uint32
		phase  Phase
		advice string // a piece of it; "" stands for none
	}{
		// transfers: files and lists of files
		{0x80190190, Manifest | Cloud, "1906 or 1910"}, {0x80190190, Manifest, ""},
		{0x80190191, Manifest, "anonymous access"}, {0x80190191, Manifest | Cloud, "registration"},
		{0x80070005, Manifest, "anonymous access"}, {0x80070005, Manifest | Cloud, "gateway does not accept"},
		{0x80190193, Manifest, "Require SSL"}, {0x80190193, Manifest | Cloud, "certificate or token"},
		{0x80190193, Transfer | Cloud, "token has ended"}, {0x80190193, Messaging | Cloud, "certificate or token"},
		{0x80190194, Manifest, "request filtering"}, {0x80190194, Transfer, "request filtering"},
		{0x80190194, Transfer | Cloud, "to the gateway"}, {0x80070002, Manifest, "redistribute"},
		{0x80190195, Manifest, "WebDAV Publishing"}, {0x80190195, Transfer | Cloud, "BranchCache"}, {0x80190195, Manifest | Cloud, ""},
		{0x801901F4, Manifest, "WMI and DCOM"}, {0x801901F4, Transfer, "WMI and DCOM"}, {0x801901F4, Manifest | Cloud, "2409"},
		{0x801901F4, Transfer | Cloud, "2409"}, {0x801901F4, Messaging, "management point"},
		{0x801901F7, Transfer, "application pool"},
		{0x87D0027E, Manifest, "HTTP status"}, {0x87D0027E, Messaging, "HTTP status"},
		{0x80072EE2, Scan, "8530 or 8531"}, {0x80072EE2, Manifest, "proxy"}, {0x80072EE2, Transfer, "proxy"}, {0x80072EE2, Messaging, "proxy"},
		{0x80072EE7, Transfer, "nothing to do"}, {0x80072EE7, Scan, "DNS"},
		{0x80072EFD, Manifest, "as SYSTEM"}, {0x800704CF, Manifest, "as SYSTEM"}, {12029, Manifest, "distribution point"},
		{0x80072EFE, Transfer, "TLS"}, {0x80072F8F, Manifest, "revocation list"}, {12175, Messaging, "revocation list"},
		{0x80072F78, Transfer, "proxy"}, {0x80070057, Transfer, "alternate provider"}, {0x80070057, Scan, ""},
		{0x80200010, Transfer, ""}, {0x80200011, Transfer, "proxy"}, {0x80200013, Transfer, "ranges"}, {0x80200024, Transfer, "range requests"},
		{0x8020002C, Transfer, "2203"}, {0x8020003E, Transfer, "policy"}, {0x80200049, Transfer, "stale jobs"},
		{0x80200050, Transfer, "stale jobs"}, {0x80200051, Transfer, "BITS policies"}, {0x80200053, Transfer, "sign-in page"},
		{0x80200054, Transfer, "slow"}, {0x800706D9, Transfer, "MpsSvc"},
		{0x80070070, Transfer, "client cache"}, {0x80070070, Hash, "client cache"}, {0x80070070, Install, "system drive"},
		{0x80091007, Hash, "virus scanning"}, {0x80091007, HandOver, "delta content"},
		{0x87D00215, Location, "Ignore"}, {0x87D00231, Messaging, "HTTP status"}, {0x87D00231, Location, "HTTP status"},
		{0x87D00454, Messaging, "certificate"}, {0x87D00455, Messaging, "ccmsetup.log"}, {0x87D00607, Location, "boundary groups"},
		{0x87D00669, Location, "boundary group"}, {0x87D01106, Install, "package"}, {0x87D01107, Transfer, "DataTransferService.log"},
		{0x87D01200, Cache, "CcmExec"}, {0x87D01201, Cache, "disk"}, {0x87D01202, Cache, "larger"},
		{0x800704CD, HandOver, "delta content off"}, {0x80D02002, HandOver, "third-party"}, {0x80D02002, HandOver | Microsoft, "localhost:8005"},
		{0x80246002, HandOver, "Redistribute"}, {0x80240031, HandOver, "2103"}, {0x80004004, Transfer, "line before"},
		{0x80040215, Transfer, "Ignore"}, {0x800705B4, Transfer, "ten days"}, {0x800705B4, Install, ""},
		// scan, installation, restart
		{0x800B0101, Scan, "software update point"}, {0x800B0101, Install, "time stamp"}, {0x800B0101, HandOver, "time stamp"},
		{0x800B0101, Install | Microsoft, "SHA-2"},
		{0x800B0109, Scan, "root CA"}, {0x800B0109, HandOver, "Trusted Publishers"}, {0x800B0109, Install, "intranet location"},
		{0x800B0109, Install | Microsoft, "SHA-2"}, {0x800B0004, Scan, "software update point"}, {0x800B0004, Install, "Trusted Publishers"},
		{0x87D00692, Scan, "RSoP"}, {0x80244010, Scan, "up to five times"},
		{0x8024001E, Scan, "Wait"}, {0x8024001E, HandOver, "Wait"}, {0x8024001E, Install, "wuauserv"},
		{0x80240016, Install, "Restart"}, {0x80240017, Install, "Scan again"}, {0x80240024, Install, "Scan again"},
		{0x80070643, Install, "installer's log"}, {1603, Install, "installer's log"}, {0x8007064C, Install, "source"}, {0x8024002D, Install, "source"},
		{0x80070652, Install, "tries again"}, {0x80070BC9, Install, "Restart"}, {0x800F0831, Install, "CBS.log"},
		{0x80073712, Install, "RestoreHealth"}, {0x800736B3, Install, "RestoreHealth"}, {0x80070308, Install, "CBS.log"},
		{0x800F0981, Install, "RestoreHealth"}, {0x800F0922, Install, "names the installer"}, {0x800F0922, Restart, "the restart undid"},
		{0x8007000D, Restart, ".inf"}, {0x80070002, Restart, ".inf"}, {0x80070003, Restart, ".inf"}, {0x8007000D, Install, "RestoreHealth"},
		{0x80242014, Restart, "next scan decides"}, {0x80242015, Restart, "Scan again"}, {0x80242016, Restart, "CBS.log"},
		{0x87D00656, Restart, "next scan"}, {0x87D00664, Restart, "next scan"}, {0x87D0070C, Restart, "next scan"},
		{0x87D00664, Install, "maximum run time"}, {0x87D00668, Install, "scan again"}, {0x87D00668, Restart, "undid"},
		{0x80240033, Scan, "wsusutil"}, {0x8007000E, Scan, "own process"}, {0x80004005, Scan, "registry.pol"},
		{0x80240438, Scan, "proxy"}, {0x80244017, Scan, "proxy"},
	} {
		have := Advice(c.code, c.phase)
		if c.advice == "" && have != "" || !strings.Contains(have, c.advice) {
			t.Errorf("0x%08X, %v: have %q, want %q", c.code, c.phase, have, c.advice)
		}
	}
}

// What concerns one phase only is not advised in another one.
func TestAdviceKeepsToItsPhase(t *testing.T) {
	for _, c := range []struct {
		words  string // a piece of an advice
		code   uint32
		phases []Phase // those that may have it
	}{
		{"software update point", 0x800B0101, []Phase{Scan}},
		{"software update point", 0x800B0109, []Phase{Scan}},
		{"time stamp", 0x800B0101, []Phase{HandOver, Install}},
		{"Trusted Publishers", 0x800B0109, []Phase{HandOver, Install}},
		{"Trusted Publishers", 0x800B0004, []Phase{HandOver, Install}},
		{"delta content", 0x80246002, []Phase{HandOver}},
		{"delta content", 0x80D02002, []Phase{HandOver}},
		{".inf", 0x8007000D, []Phase{Restart}},
		{"RestoreHealth", 0x8007000D, []Phase{Install}},
		{"wuauserv", 0x8024001E, []Phase{Install}},
		{"MpsSvc", 0x800706D9, []Phase{Transfer}},
		{"WMI and DCOM", 0x801901F4, []Phase{Manifest, Transfer}},
		{"anonymous access", 0x80070005, []Phase{Manifest}},
	} {
		for p := range Phase(numPhases) {
			if has := strings.Contains(Advice(c.code, p), c.words); has != slices.Contains(c.phases, p) {
				t.Errorf("0x%08X, %v: %q advised is %v", c.code, p, c.words, has)
			}
		}
	}
}

// A cloud source gets no advice about the IIS of a distribution point.
func TestAdviceForCloudSources(t *testing.T) {
	for _, status := range []int{400, 401, 403, 404, 405, 500, 503} {
		for _, p := range []Phase{Manifest, Transfer} {
			advice := StatusAdvice(status, p|Cloud)
			for _, word := range []string{"distribution point's", "WebDAV", "request filtering", "anonymous", "WMI"} {
				if strings.Contains(advice, word) {
					t.Errorf("%d, %v: %q", status, p|Cloud, advice)
				}
			}
		}
	}
}

func TestStatus(t *testing.T) {
	for status, want := range map[int]string{
		400: "answered 400 Bad Request", 401: "answered 401 Unauthorized", 403: "answered 403 Forbidden",
		404: "answered 404 Not Found", 405: "answered 405 Method Not Allowed", 500: "answered 500 Internal Server Error",
		503: "answered 503 Service Unavailable", NoAnswer: "gave no answer", 418: "answered 418",
	} {
		if have := StatusMeaning(status); have != want {
			t.Errorf("%d: have %q, want %q", status, have, want)
		}
	}
	for status, want := range map[int]string{
		405: "Remove the role service WebDAV Publishing", 401: "anonymous access", NoAnswer: "code beside it",
	} {
		if have := StatusAdvice(status, Manifest); !strings.Contains(have, want) {
			t.Errorf("%d: have %q, want %q", status, have, want)
		}
	}
	if have := StatusAdvice(418, Manifest); have != "" {
		t.Errorf("have %q", have)
	}
}

// Every row of the table of advice is one sentence or a few, fits into two lines, and is the only
// one of its code and phase.
func TestAdviceTable(t *testing.T) {
	for code, rows := range embeddedTables().advice {
		seen := map[Phase]bool{}
		for _, a := range rows {
			switch {
			case seen[a.Phase]:
				t.Errorf("0x%08X, %v: twice", code, a.Phase)
			case a.Advice != noAdvice && (len(a.Advice) > 200 || !strings.HasSuffix(a.Advice, ".")):
				t.Errorf("0x%08X, %v: %q", code, a.Phase, a.Advice)
			case a.Phase != parsePhase(a.Phase.String()):
				t.Errorf("%v is not read as what it was written for", a.Phase)
			}
			seen[a.Phase] = true
		}
		if code != statusCode(NoAnswer) && !Lookup(code).Known {
			t.Errorf("0x%08X has advice but no meaning", code)
		}
	}
}

func TestExplainShowsPhases(t *testing.T) {
	var b strings.Builder
	if err := Explain(&b, []string{"0x800b0109"}, Options{Width: 500}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"  do         Put the root certificate",
		"  do         at a scan: Trust the root CA of the software update point",
		"  do         at the hand-over to the Windows Update Agent and at an installation: Put the update's signing certificate",
		"  do         for a Microsoft update, at the hand-over to the Windows Update Agent and at an installation: Install",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, &b)
		}
	}
	b.Reset()
	if err := ExplainJSON(&b, []string{"0x80190195", "0x80240022"}, Options{}); err != nil {
		t.Fatal(err)
	}
	if strings.Count(b.String(), `"action_by_phase": []`) != 1 || !strings.Contains(b.String(), `"phase": "transfer+cloud"`) {
		t.Errorf("have\n%s", &b)
	}
	if strings.Contains(b.String(), "is off") {
		t.Errorf("says that something is off:\n%s", &b)
	}
}
