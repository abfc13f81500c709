package errcode

import (
	"slices"
	"strings"
	"testing"
)

func TestLookup(t *testing.T) {
	for _, c := range []struct {
		code    uint32
		hresult uint32
		win32   uint32
		symbol  string
		family  string
		meaning string // a piece of it
		failed  bool
	}{
		{0x80240022, 0x80240022, 0, "WU_E_ALL_UPDATES_FAILED", "Windows Update Agent", "Every update", true},
		{0x8024402C, 0x8024402C, 0, "WU_E_PT_WINHTTP_NAME_NOT_RESOLVED", "Windows Update Agent: server communication",
			"cannot be resolved", true},
		{1603, 0x80070643, 1603, "ERROR_INSTALL_FAILURE", "Windows Installer", "installer failed", true},
		{0x80070643, 0x80070643, 1603, "ERROR_INSTALL_FAILURE", "Windows Installer", "installer failed", true},
		{0x2EFD, 0x80072EFD, 12029, "ERROR_WINHTTP_CANNOT_CONNECT", "WinHTTP and WinINet", "No connection", true},
		{3010, 0x80070BC2, 3010, "ERROR_SUCCESS_REBOOT_REQUIRED", "Windows Installer", "restart is needed", false},
		{1641, 0x80070669, 1641, "ERROR_SUCCESS_REBOOT_INITIATED", "Windows Installer", "started a restart", false},
		{0x87D00664, 0x87D00664, 0, "", "ConfigMgr client: software updates", "maximum run time", true},
		{0x87D00667, 0x87D00667, 0, "", "ConfigMgr client: software updates", "no window", true},
		{0, 0, 0, "ERROR_SUCCESS", "success", "Success", false},
		{0x00240005, 0x00240005, 0, "WU_S_REBOOT_REQUIRED", "Windows Update Agent", "restart is needed", false},
		{0x80242014, 0x80242014, 0, "WU_E_UH_POSTREBOOTSTILLPENDING", "Windows Update Agent: update handlers", "Not a failure", false},
		{10060, 0x8007274C, 10060, "WSAETIMEDOUT", "Win32: sockets", "did not answer", true},
		{0x80190193, 0x80190193, 0, "BG_E_HTTP_ERROR_403", "HTTP status (BITS)", "HTTP 403", true},
		{0x801901AA, 0x801901AA, 0, "", "HTTP status (BITS)", "HTTP status 426", true},
		{0x80200010, 0x80200010, 0, "BG_E_NETWORK_DISCONNECTED", "BITS", "No network", true},
		{0x800F0922, 0x800F0922, 0, "CBS_E_INSTALLERS_FAILED", "Windows servicing (CBS)", "Installers inside", true},
		{0x80D02002, 0x80D02002, 0, "DO_E_DOWNLOAD_NO_PROGRESS", "Delivery Optimization", "no progress", true},
		{0x800B0109, 0x800B0109, 0, "CERT_E_UNTRUSTEDROOT", "trust and certificates", "does not trust", true},
		{0x8004100E, 0x8004100E, 0, "WBEM_E_INVALID_NAMESPACE", "WMI", "namespace", true},
		{0x80040693, 0x80040693, 0, "", "ConfigMgr 2007 client: software updates", "too old", true},
		{0x80040704, 0x80040704, 0, "E_HARDREBOOT_PENDING", "ConfigMgr 2007 client: software updates", "hard restart", true},
	} {
		info := Lookup(c.code)
		if info.Code != c.code || info.HRESULT != c.hresult || info.Win32 != c.win32 || info.Symbol != c.symbol || info.Family != c.family ||
			!strings.Contains(info.Meaning, c.meaning) || info.Failed != c.failed || !info.Known {
			t.Errorf("0x%x: have %+v, want %+v", c.code, info, c)
		}
	}
}

func TestTheMeaningOfAnUnknownCodeNamesItsFamily(t *testing.T) {
	for code, want := range map[uint32]string{
		0x8024ABCD: "Not a code known here. Family: Windows Update Agent: Automatic Updates (facility 0x24), severity: failure, number 0xABCD.",
		0x87D00999: "Not a code known here. Family: ConfigMgr client (facility 0x7D0), severity: failure, number 0x0999.",
		0x12345678: "Not a code known here. Family: not known, severity: success.",
		0xC001EEEE: "Not a code known here. Family: Windows kernel (NTSTATUS), severity: failure.",
		0xC1800103: "Not a code known here. Family: Windows set-up (feature update), severity: failure.",
		54321:      "Not a code known here. Family: Win32, number 54321.",
	} {
		if info := Lookup(code); info.Known || info.Meaning != want {
			t.Errorf("0x%x: have %+v", code, info)
		}
	}
}

func TestHints(t *testing.T) {
	for code, want := range map[uint32]string{
		1603:       "As an HRESULT this is 0x80070643.",
		0x80070643: "This is the Win32 error 1603 (0x643) as an HRESULT.",
		0x80040693: "since 2012 this is 0x87D00693",
		0x8004066A: "since 2012 this is probably 0x87D0066A: None of the updates in the bundle",
		0x87D00704: "In ConfigMgr 2007, which used facility 4, this was 0x80040704.",
		0x87D00664: "this was probably 0x80040664",
		0x87D00215: "", // not a software update code
		0x80041002: "",
		0:          "",
	} {
		if have := Lookup(code).Relation; !strings.Contains(have, want) || want == "" && have != "" {
			t.Errorf("0x%x: have %q, want %q", code, have, want)
		}
	}
}

func TestAliases(t *testing.T) {
	info := Lookup(0x80070005)
	if info.Symbol != "ERROR_ACCESS_DENIED" || !slices.Equal(info.Aliases, []string{"E_ACCESSDENIED"}) {
		t.Errorf("have %+v", info)
	}
	if code, ok := BySymbol("wu_e_all_updates_failed"); !ok || code != 0x80240022 {
		t.Errorf("have 0x%x, %v", code, ok)
	}
	if code, ok := BySymbol("E_ACCESSDENIED"); !ok || code != 0x80070005 {
		t.Errorf("have 0x%x, %v", code, ok)
	}
	if _, ok := BySymbol("E_BANANA"); ok {
		t.Error("found a name that does not exist")
	}
}

// TestMeanings checks that enough codes of common families have a meaning, and all those that a
// finding names.
func TestMeanings(t *testing.T) {
	if n := len(embeddedTables().descriptions); n < 300 {
		t.Errorf("%d meanings", n)
	}
	if n := len(embeddedTables().symbols); n < 2300 {
		t.Errorf("%d codes with a symbol", n)
	}
	for prefix, want := range map[uint32]int{
		0x8024: 250, 0x87D0: 100, 0x8007: 150, 0x8020: 25, 0x800F: 50, 0x80D0: 20, 0x800B: 12, 0x0024: 15,
	} {
		n := 0
		for code := range embeddedTables().descriptions {
			if code>>16 == prefix {
				n++
			}
		}
		if n < want {
			t.Errorf("0x%04Xxxxx: %d meanings, want %d", prefix, n, want)
		}
	}
	for _, code := range []uint32{
		0x87D00692, 0x80004005, 0x80070002, 0x80244021, 0x8024401B, 0x80240030, 0x8024402C, 0x80072EE2, 0x8024401C, 0x80244023, 0x80244017,
		0x80244018, 0x80244022, 0x80240438, 0x80072F0C, 0x80245003, 0x80070514, 0x8DDD0018, 0x80246008, 0x80200013, 0x80004015, 0x800A0046,
		0x800A01AD, 0x80070424, 0x800B0100, 0x80248011, 0x8007000E, 0x87D00669, 0x80072EE7, 0x800704CF, 0x80072EFD, 0x800704CD, 0x80D02002,
		0x80246002, 0x80091007, 0x80070070, 0x800B0109, 0x800B0004, 0x8024B303, 0x800B0101, 0x80070643, 0x80240022, 0x8024002D, 0x87D00664,
		0x87D00666, 0x87D00667, 0x87D00704, 0x87D00712, 0x87D00310, 0x87D00215, 0x80070490,
	} {
		if _, ok := embeddedTables().description(code, code); !ok {
			t.Errorf("0x%08X has no meaning", code)
		}
	}
}

// TestMeaningsAreSentences checks the form of meanings and actions.
func TestMeaningsAreSentences(t *testing.T) {
	for code, d := range embeddedTables().descriptions {
		for _, text := range []string{d.meaning, d.action} {
			if text != strings.TrimSpace(text) || strings.ContainsAny(text, "\t\r\n") || strings.Contains(text, "  ") || len(text) > 240 ||
				text != "" && !strings.HasSuffix(text, ".") {
				t.Errorf("0x%08X: %q", code, text)
			}
		}
		if d.meaning == "" {
			t.Errorf("0x%08X: no meaning", code)
		}
	}
}

func TestEachCodeHasOneMeaning(t *testing.T) {
	seen := map[uint32]bool{}
	eachRow(unpacked(packedMeanings), func(code uint32, _ string) {
		if seen[code] {
			t.Errorf("0x%08X has two meanings", code)
		}
		seen[code] = true
	})
}
