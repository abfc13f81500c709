package errcode

// The layout of an HRESULT, from winerror.h: severity, reserved, customer, NTSTATUS wrapped in an
// HRESULT, reserved, then 11 bits of facility and 16 bits of number.
const (
	bitsReserved = 0x48000000 // R and X
	bitCustomer  = 0x20000000
	bitNT        = 0x10000000
)

// facility returns the part of an HRESULT that says who defines it.
func facility(code uint32) uint32 { return code >> 16 & 0x7FF }

// facilities names who defines the codes of an HRESULT facility (winerror.h, and for 0x7D0 and up
// ConfigMgr). A facility that two owners share is called after both.
var facilities = map[uint32]string{
	0x00: "COM, general", 0x01: "RPC", 0x02: "COM dispatch", 0x03: "COM storage", 0x04: "COM interface",
	0x07: "Win32", 0x08: "COM server", 0x09: "security and cryptography", 0x0A: "script and controls", 0x0B: "trust and certificates",
	0x0C: "Internet", 0x0E: "message queuing", 0x0F: "set-up and servicing", 0x10: "smart cards", 0x11: "COM+", 0x13: ".NET",
	0x17: "component store (side by side)", 0x19: "HTTP status (BITS)", 0x1B: "Windows Error Reporting", 0x1F: "file system filters",
	0x20: "BITS", 0x22: "state management", 0x24: "Windows Update Agent", 0x25: "Active Directory", 0x26: "graphics",
	0x28: "TPM services", 0x29: "TPM software", 0x30: "performance logs or Windows set-up", 0x31: "BitLocker",
	0x32: "Windows Filtering Platform", 0x33: "WinRM", 0x34: "network drivers (NDIS)", 0x35: "hypervisor", 0x37: "virtualization",
	0x38: "volume manager", 0x39: "boot configuration", 0x3A: "virtual disks", 0x3C: "Windows diagnostics",
	0x3D: "Windows web services or Windows PE", 0x3F: "Microsoft Store", 0x50: "Microsoft Defender", 0x53: "remote access (VPN)",
	0x87: "update agent for devices", 0x88: "driver servicing", 0xD0: "Delivery Optimization",
	0x7D0: "ConfigMgr client", 0x7D1: "device management", 0x7D2: "ConfigMgr site server",
}

// namedPrefixes names the owners of codes that do not keep to the layout of an HRESULT, by their
// upper half.
var namedPrefixes = map[uint32]string{
	0x8DDD: "Windows Update web site",
	0xC00D: "Windows Media",
	0xC00E: "message queuing",
	0xC180: "Windows set-up (feature update)",
	0xC190: "Windows set-up (feature update)",
}

// ntFacilities are the facilities of kernel codes, from and to (ntstatus.h). Others that begin with
// 0xC0 are defined elsewhere, as those of Windows activation are.
var ntFacilities = [...][2]uint32{
	{0x00, 0x04}, {0x06, 0x0B}, {0x10, 0x15}, {0x19, 0x1E}, {0x20, 0x24}, {0x29, 0x2A}, {0x35, 0x3A}, {0x3E, 0x45}, {0x50, 0x51},
	{0x5C, 0x5E}, {0x99, 0x99}, {0xE7, 0xEC},
}

// isNTStatus reports whether a code is a failure of the kernel, as it is or wrapped as an HRESULT.
func isNTStatus(code uint32) bool {
	if top := code >> 24; top != 0xC0 && top != (0xC0000000|bitNT)>>24 {
		return false
	}
	for _, f := range ntFacilities {
		if n := code >> 16 & 0xFF; n >= f[0] && n <= f[1] {
			return true
		}
	}
	return false
}

// isActivation reports whether a code is one of Windows activation, which shares 0xC004 with the
// input and output errors of the kernel.
func isActivation(code uint32) bool { return code>>16 == 0xC004 && code&0xFFFF >= 0xA000 }

// isHRESULT reports whether a code has the layout of an HRESULT that Windows defines.
func isHRESULT(code uint32) bool { return code&(bitsReserved|bitCustomer|bitNT) == 0 }
