package errcode

import (
	"strings"
	"testing"
)

// Each code here was once missing, or named or explained wrongly.
func TestCodesOfTheField(t *testing.T) {
	const (
		wua      = "Windows Update Agent"
		handlers = "Windows Update Agent: update handlers"
		updates  = "ConfigMgr client: software updates"
		cbs      = "Windows servicing (CBS)"
		setup    = "Windows set-up (feature update)"
		http     = "HTTP status (BITS)"
	)
	for _, c := range []struct {
		code                            uint32
		symbol, family, meaning, action string // of meaning and action a piece
	}{
		// BITS
		{0x80200024, "BG_E_NO_PROGRESS", "BITS", "no headway", "range requests"},
		{0x8020000A, "BG_E_ERROR_CONTEXT_REMOTE_FILE", "BITS", "file on the server", ""},
		{0x8020000B, "BG_E_ERROR_CONTEXT_GENERAL_TRANSPORT", "BITS", "in the transfer", ""},
		{0x8020001C, "BG_E_TOO_MANY_FILES", "BITS", "No more files", ""},
		{0x8020001D, "BG_E_LOCAL_FILE_CHANGED", "BITS", "local file was changed", ""},
		{0x80200011, "BG_E_MISSING_FILE_SIZE", "BITS", "how large the file is", "proxy"},
		{0x00200017, "BG_S_PARTIAL_COMPLETE", "BITS", "complete", ""},
		{0x80200017, "", "BITS", "Not a code known here", ""},
		{0x8020002C, "BG_E_OVERLAPPING_RANGES", "BITS", "over 4 GB", "BranchCache"},
		{0x8020003E, "BG_E_BLOCKED_BY_POLICY", "BITS", "paused, not failed", "client setting"},
		{0x80200053, "BG_E_VALIDATION_FAILED", "BITS", "sign-in page", "proxy"},
		{0x80190190, "BG_E_HTTP_ERROR_400", http, "did not understand", ""},
		{0x80190191, "BG_E_HTTP_ERROR_401", http, "As a first answer this is normal", "last answer"},
		{0x80190193, "BG_E_HTTP_ERROR_403", http, "token has ended", "Require SSL"},
		{0x80190195, "BG_E_HTTP_ERROR_405", http, "was reached", "Remove the role service WebDAV Publishing"},
		{0x801901F4, "BG_E_HTTP_ERROR_500", http, "inside the server", "IIS"},
		// Delivery Optimization
		{0x80D02005, "DO_E_NO_DOWNLOADS", "Delivery Optimization", "no downloads", ""},
		{0x80D02002, "DO_E_DOWNLOAD_NO_PROGRESS", "Delivery Optimization", "no progress", "source"},
		{0x80D06005, "", "Delivery Optimization", "Not a code known here", ""},
		// ConfigMgr
		{0x87D0027E, "", "ConfigMgr client", "server was reached", "HTTP status"},
		{0x87D00289, "", "ConfigMgr client", "could not be unpacked", ""},
		{0x87D00454, "CCM_E_NO_CLIENT_PKI_CERT", "ConfigMgr client", "no PKI certificate", "token"},
		{0x87D00455, "", "ConfigMgr client", "neither a token nor a certificate", "ccmsetup.log"},
		{0x80040215, "", "COM interface", "alone it means nothing", "Ignore it"},
		{0x87D00656, "", updates, "may go on", "setupact.log"},
		{0x87D00668, "", updates, "still finds the update missing", "CBS.log"},
		{0x87D00708, "", updates, "No installation is needed", "task sequence"},
		{0x87D0070C, "", updates, "may go on", "maximum run time"},
		{0x87D01107, "", "ConfigMgr client: programs", "locations", "LocationServices.log"},
		{0x87D01200, "", "ConfigMgr client: content cache", "does not know this content request", "CcmExec"},
		{0x87D01201, "", "ConfigMgr client: content cache", "younger than a day", "whatever the size"},
		// Windows Update Agent, scan and installation
		{0x80240024, "WU_E_NO_UPDATE", wua, "no updates", "Scan again"},
		{0x80240031, "WU_E_INVALID_FILE", wua, "cannot read the file", "Redistribute"},
		{0x80246002, "WU_E_DM_INCORRECTFILEHASH", "Windows Update Agent: downloads", "expected hash", "Redistribute"},
		{0x80242014, "WU_E_UH_POSTREBOOTSTILLPENDING", handlers, "Not a failure", "next scan decides"},
		{0x80244010, "WU_E_PT_EXCEEDED_MAX_SERVER_TRIPS", "Windows Update Agent: server communication", "round trips", "up to five times"},
		{0x800B0101, "CERT_E_EXPIRED", "trust and certificates", "expired", "clock"},
		{0x800B0109, "CERT_E_UNTRUSTEDROOT", "trust and certificates", "does not trust", "Trusted Root"},
		{0x800B0004, "TRUST_E_SUBJECT_NOT_TRUSTED", "trust and certificates", "not trusted", "trusts it"},
		// Win32
		{0x80070005, "ERROR_ACCESS_DENIED", "Win32", "HTTP 401", ""},
		{0x80070308, "ERROR_REQUEST_OUT_OF_SEQUENCE", "Win32", "component store", "CBS.log"},
		{0x800705B4, "ERROR_TIMEOUT", "Win32", "given up", ""},
		{0x800706D9, "EPT_S_NOT_REGISTERED", "Win32: RPC and logon", "Windows Firewall", "Start"},
		// servicing
		{0x800F0842, "CBS_E_SESSION_FINALIZED", cbs, "closed already", ""},
		{0x800F0922, "CBS_E_INSTALLERS_FAILED", cbs, "the restart undoes", "names the installer"},
		{0x800F0954, "CBS_E_INVALID_WINDOWS_UPDATE_COUNT_WSUS", cbs, "asked of WSUS", ""},
		{0x800F0980, "PSFX_E_DELTA_NOT_SUPPORTED_FOR_COMPONENT", cbs, "by a delta", "full package"},
		{0x800F0981, "PSFX_E_REVERSE_AND_FORWARD_DELTAS_MISSING", cbs, "Both deltas", "CBS.log"},
		{0x800F0987, "PSFX_E_NULL_DELTA_HYDRATION_FAILED", cbs, "empty delta", ""},
		{0x800F0991, "PSFX_E_MISSING_PAYLOAD_FILE", cbs, "payload", ""},
		{0x800F0845, "", cbs, "Not a code known here", ""},
		// Windows set-up
		{0xC1800118, "", setup, "encrypted", "WSUS"},
		{0xC1900101, "MOSETUP_E_SETUP_PLATFORM", setup, "rolled back", "SetupDiag"},
		{0xC1900107, "MOSETUP_E_CLEANUP_PENDING", setup, "clean-up", "Restart"},
		{0xC19001F4, "", setup, "cancelled", ""},
		{0xC1900201, "MOSETUP_E_COMPAT_SYSREQ_CANCEL", setup, "user cancelled", ""},
		{0xC190020E, "MOSETUP_E_INSTALLDISKSPACE_BLOCK", setup, "disk space", "Free space"},
		{0xC1900210, "MOSETUP_E_COMPAT_SCANONLY", setup, "Not a failure", ""},
		{0xC1900405, "MOSETUP_E_UA_BOX_CRASHED", setup, "ended unexpectedly", ""},
	} {
		info := Lookup(c.code)
		if info.Symbol != c.symbol || info.Family != c.family ||
			!strings.Contains(info.Meaning, c.meaning) || !strings.Contains(info.Action, c.action) {
			t.Errorf("0x%08X: have %q, %q, %q, %q, want %q, %q, %q, %q", c.code,
				info.Symbol, info.Family, info.Meaning, info.Action, c.symbol, c.family, c.meaning, c.action)
		}
	}
}

// Names that other lists give to the wrong code lead to the right one.
func TestSymbolsOfTheField(t *testing.T) {
	for name, want := range map[string]uint32{
		"BG_E_TOO_MANY_FILES": 0x8020001C, "BG_E_LOCAL_FILE_CHANGED": 0x8020001D, "BG_E_MISSING_FILE_SIZE": 0x80200011,
		"BG_E_HTTP_ERROR_404": 0x80190194, "BG_E_NO_PROGRESS": 0x80200024, "DO_E_NO_DOWNLOADS": 0x80D02005,
		"BG_E_SERVER_EXECUTE_ENABLE": 0x80200023, "BG_E_SERVER_EXECUTE_ENABLED": 0x80200023,
		"MOSETUP_E_SETUP_PLATFORM": 0xC1900101,
	} {
		if code, ok := BySymbol(name); !ok || code != want {
			t.Errorf("%s: have 0x%08X, %v, want 0x%08X", name, code, ok, want)
		}
	}
	for _, name := range []string{"DO_E_NO_DOWNLOAD_SOURCES", "DO_E_BLOCKED_BY_POLICY"} {
		if code, ok := BySymbol(name); ok {
			t.Errorf("%s is no published name, but is 0x%08X", name, code)
		}
	}
}

// Only a status between 100 and 599 is said to be one.
func TestHTTPStatus(t *testing.T) {
	if info := Lookup(0x801901AA); info.Meaning != "The server answered with HTTP status 426." {
		t.Errorf("have %q", info.Meaning)
	}
	if info := Lookup(0x80190001); info.Known {
		t.Errorf("have %q", info.Meaning)
	}
}
