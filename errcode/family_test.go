package errcode

import "testing"

// A code that is not listed names the family of its facility; where that is not known, none.
func TestFamilyByFacility(t *testing.T) {
	for code, want := range map[uint32]string{
		0x80070F99: "Win32",
		0x800704FF: "Win32",
		0x80072F0F: "WinHTTP and WinINet",
		0x800701FA: "Win32",
		0x80190001: "HTTP status (BITS)",
		0x80200099: "BITS",
		0x00200099: "BITS",
		0x8024B999: "Windows Update Agent: tasks and trust",
		0x80246999: "Windows Update Agent: downloads",
		0x80D06005: "Delivery Optimization",
		0x800F0845: "Windows servicing (CBS)",
		0x800F0999: "Windows servicing (CBS)",
		0x800F0299: "device set-up and drivers",
		0x800B0199: "trust and certificates",
		0x80090099: "cryptography (keys)",
		0x80090399: "secure channel and logon (SSPI)",
		0x80092099: "cryptography (certificates and messages)",
		0x80094099: "security and cryptography",
		0x803D0099: "Windows web services or Windows PE",
		0x80041099: "WMI",
		0x80044001: "WMI",
		0x80041309: "Task Scheduler",
		0x80040999: "COM interface",
		0x87D00299: "ConfigMgr client",
		0x87D00699: "ConfigMgr client: software updates",
		0x87D01199: "ConfigMgr client",
		0x87D10194: "device management (SyncML)",
		0x87D103E9: "device management",
		0x87D1FDE9: "ConfigMgr compliance settings",
		0x87D2040C: "ConfigMgr site server",
		0xC1800103: "Windows set-up (feature update)",
		0xC1800118: "Windows set-up (feature update)",
		0xC1900999: "Windows set-up (feature update)",
		0xC0000022: "Windows kernel (NTSTATUS)",
		0xD0000034: "Windows kernel (NTSTATUS)",
		0xC004F074: "Windows activation",
		0xC0040001: "Windows kernel (NTSTATUS)",
		0xC00D1199: "Windows Media",
		0xC00E0003: "message queuing",
		0xE0434352: "defined by a program, not by Windows",
		0xA0240001: "defined by a program, not by Windows",
		0xC7700112: "",
		0xDEADBEEF: "",
		0x88240001: "",
		0x87D30001: "",
		0x12345678: "",
	} {
		if have := Lookup(code).Family; have != want {
			t.Errorf("0x%08X: have %q, want %q", code, have, want)
		}
	}
}
