package errcode

import "fmt"

// agentParts names the parts of the Windows Update Agent by the first digit of the low word, as
// wuerror.h groups its codes.
var agentParts = [16]string{
	0x0: "", 0x1: "Windows Installer", 0x2: "update handlers", 0x3: "user interface", 0x4: "server communication",
	0x5: "redirector and self-healing", 0x6: "downloads", 0x7: "offline scan and metadata", 0x8: "data store", 0x9: "inventory",
	0xA: "Automatic Updates", 0xB: "tasks and trust", 0xC: "drivers", 0xD: "self-update", 0xE: "applicability rules", 0xF: "reporting",
}

// family says who defines a code, "" if that is not known: rather nothing than a wrong name.
func family(code uint32) string {
	switch {
	case code == 0:
		return "success"
	case win32(code) != 0:
		return win32Family(win32(code))
	case namedPrefixes[code>>16] != "":
		return namedPrefixes[code>>16]
	case isActivation(code):
		return "Windows activation"
	case isNTStatus(code):
		return "Windows kernel (NTSTATUS)"
	case code&bitCustomer != 0:
		return "defined by a program, not by Windows"
	case !isHRESULT(code):
		return ""
	}
	return facilityFamily(facility(code), code&0xFFFF)
}

// facilityFamily says who defines the number of a facility.
func facilityFamily(facility, low uint32) string {
	who := facilities[facility]
	switch facility {
	case 0x24:
		return joinParts(who, agentParts[low>>12])
	case 0x04:
		return interfaceFamily(low)
	case 0x09:
		return securityFamily(low)
	case 0x0F:
		return setupFamily(low)
	case 0x7D0:
		return joinParts(who, clientPart(low))
	case 0x7D1:
		return deviceFamily(low)
	}
	return who
}

func joinParts(who, part string) string {
	if part == "" {
		return who
	}
	return who + ": " + part
}

// win32Family tells apart what shares the Win32 numbers (msi.h, winsock2.h, winhttp.h, winerror.h).
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

// interfaceFamily tells apart who uses facility 4.
func interfaceFamily(low uint32) string {
	switch {
	case low >= 0x0600 && low <= 0x0715:
		return "ConfigMgr 2007 client: software updates"
	case low >= 0x1001 && low <= 0x10FF, low >= 0x2001 && low <= 0x2002, low >= 0x4001 && low <= 0x40FF:
		return "WMI"
	case low >= 0x1300 && low <= 0x13FF:
		return "Task Scheduler"
	}
	return facilities[0x04]
}

// securityFamily tells apart who uses facility 9 (winerror.h).
func securityFamily(low uint32) string {
	switch {
	case low >= 0x0001 && low <= 0x00FF:
		return "cryptography (keys)"
	case low >= 0x0300 && low <= 0x03FF:
		return "secure channel and logon (SSPI)"
	case low >= 0x1001 && low <= 0x3FFF:
		return "cryptography (certificates and messages)"
	}
	return facilities[0x09]
}

// setupFamily splits facility 15 into drivers and component based servicing.
func setupFamily(low uint32) string {
	if low >= 0x0800 && low < 0x1000 {
		return "Windows servicing (CBS)"
	}
	return "device set-up and drivers"
}

// deviceFamily tells apart the codes of SyncML, of apps on devices and of compliance settings.
func deviceFamily(low uint32) string {
	switch {
	case low <= 0x02FF:
		return "device management (SyncML)"
	case low >= 0xFDE8:
		return "ConfigMgr compliance settings"
	}
	return facilities[0x7D1]
}

// clientPart names the part of the ConfigMgr client, by the ranges its messages show.
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

// unknownText returns what can be said of a code without an entry.
func unknownText(code uint32) string {
	who := family(code)
	if code <= 0xFFFF || win32(code) != 0 {
		return fmt.Sprintf("Not a code known here. Family: %s, number %d.", who, win32(code))
	}
	if who == "" {
		who = "not known"
	}
	if !isHRESULT(code) { // so it has no facility in the sense of an HRESULT
		return fmt.Sprintf("Not a code known here. Family: %s, severity: %s.", who, severityText(code))
	}
	return fmt.Sprintf("Not a code known here. Family: %s (facility 0x%X), severity: %s, number 0x%04X.",
		who, facility(code), severityText(code), code&0xFFFF)
}

// severityText reads the top bits of a code.
func severityText(code uint32) string {
	if code>>31 == 1 {
		return "failure"
	}
	return "success"
}
