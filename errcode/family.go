package errcode

import "fmt"

// facilities holds what defines the codes of each HRESULT facility (winerror.h; from 0x7D0 on, the
// ConfigMgr client).
var facilities = map[uint32]string{
	0x00: "COM, general", 0x01: "RPC", 0x02: "COM dispatch", 0x03: "COM storage", 0x04: "COM interface",
	0x07: "Win32", 0x08: "COM server", 0x09: "security and cryptography", 0x0A: "script and controls", 0x0B: "trust and certificates",
	0x0C: "Internet", 0x0F: "set-up and servicing", 0x13: ".NET", 0x19: "HTTP status (BITS)", 0x20: "BITS",
	0x24: "Windows Update Agent", 0xD0: "Delivery Optimization", 0x5DD: "Windows Update web site",
	0x7D0: "ConfigMgr client", 0x7D1: "device management (SyncML)", 0x7D2: "device management",
}

// agentParts holds the parts of the Windows Update Agent by the upper four of the lower 16 bits, by
// which wuerror.h groups its codes.
var agentParts = [16]string{
	0x0: "", 0x1: "Windows Installer", 0x2: "update handlers", 0x3: "user interface", 0x4: "server communication",
	0x5: "redirector and self-healing", 0x6: "downloads", 0x7: "offline scan and metadata", 0x8: "data store", 0x9: "inventory",
	0xA: "Automatic Updates", 0xB: "tasks and trust", 0xC: "drivers", 0xD: "self-update", 0xE: "applicability rules", 0xF: "reporting",
}

// family returns what defines a code, "" if that is not known.
func family(code uint32) string {
	switch {
	case code == 0:
		return "success"
	case win32(code) != 0:
		return win32Family(win32(code))
	case code>>20 == 0xC19:
		return "Windows set-up (feature update)"
	case code>>28 == 0xC, code>>28 == 0xD: // 0xD is an NTSTATUS wrapped as an HRESULT
		return "Windows kernel (NTSTATUS)"
	}
	low := code & 0xFFFF
	switch facility(code) {
	case 0x24:
		return joinParts("Windows Update Agent", agentParts[low>>12])
	case 0x04:
		return interfaceFamily(low)
	case 0x0F:
		return setupFamily(low)
	case 0x7D0:
		return joinParts("ConfigMgr client", clientPart(low))
	}
	return facilities[facility(code)]
}

// facility returns the facility of an HRESULT, the 11 bits above the lower 16.
func facility(code uint32) uint32 { return code >> 16 & 0x7FF }

// joinParts returns a family with the part of it, if that is known.
func joinParts(family, part string) string {
	if part == "" {
		return family
	}
	return family + ": " + part
}

// win32Family returns the family of a Win32 error (msi.h, winsock2.h, winhttp.h, winerror.h).
func win32Family(n uint32) string {
	switch {
	case n >= 1601 && n <= 1663, n == 3010:
		return "Windows Installer"
	case n >= 1700 && n <= 1999:
		return "Win32: RPC and logon"
	case n >= 10000 && n <= 11999:
		return "Win32: sockets"
	case n >= 12000 && n <= 12190:
		return "WinHTTP and WinINet"
	case n >= 14000 && n <= 14111:
		return "Win32: component store (side by side)"
	}
	return "Win32"
}

// interfaceFamily returns the family of a code with facility 4 and these lower 16 bits.
func interfaceFamily(low uint32) string {
	switch {
	case low >= 0x0600 && low <= 0x0715:
		return "ConfigMgr 2007 client: software updates"
	case low >= 0x1001 && low <= 0x1FFF:
		return "WMI"
	}
	return "COM interface"
}

// setupFamily returns the family of a code with facility 15 and these lower 16 bits.
func setupFamily(low uint32) string {
	if low >= 0x0800 && low < 0x1000 {
		return "Windows servicing (CBS)"
	}
	return "device set-up and drivers"
}

// clientPart returns the part of the ConfigMgr client that defines a code with these lower 16 bits,
// by the ranges of its messages.
func clientPart(low uint32) string {
	switch {
	case low >= 0x0310 && low <= 0x0330, low >= 0x0400 && low <= 0x0442:
		return "applications and configuration items"
	case low >= 0x0600 && low <= 0x0715:
		return "software updates"
	case low >= 0x0800 && low <= 0x080C:
		return "content transfer and multicast"
	case low >= 0x1001 && low <= 0x110A, low >= 0x2002 && low <= 0x2004:
		return "programs"
	case low >= 0x1200 && low <= 0x1210:
		return "content cache"
	}
	return ""
}

// unknownText returns the meaning of a code that is not known.
func unknownText(code uint32) string {
	f := family(code)
	if code <= 0xFFFF || win32(code) != 0 {
		return fmt.Sprintf("Not a code known here. Family: %s, number %d.", f, win32(code))
	}
	switch {
	case code>>28 == 0xC, code>>28 == 0xD: // an NTSTATUS, whose facilities are others
		return fmt.Sprintf("Not a code known here. Family: %s, severity: failure.", f)
	case f == "":
		f = "not known"
	}
	return fmt.Sprintf("Not a code known here. Family: %s (facility 0x%X), severity: %s, number 0x%04X.",
		f, facility(code), severityText(code), code&0xFFFF)
}

// severityText returns the severity of an HRESULT, its highest bit.
func severityText(code uint32) string {
	if code>>31 == 1 {
		return "failure"
	}
	return "success"
}
