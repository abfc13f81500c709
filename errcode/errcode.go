// Package errcode explains result codes: HRESULTs, Win32 errors, NTSTATUS values and exit codes of
// installers.
//
//   - Parse parses a code in any of the notations of logs.
//   - Find finds the codes in a log line. It does not take a plain number for a code unless the words
//     before it say so.
//   - Lookup returns the name of a code and what it means for a deployment of software updates.
//   - Explain and ExplainJSON print that.
//
// All functions may be called from any goroutine.
package errcode

import (
	"cmp"
	"fmt"
	"strings"
)

// Info is what is known about a code. Texts that are not known are empty.
type Info struct {
	Code       uint32   // the code as it was written, such as 1603
	HRESULT    uint32   // the code as an HRESULT, such as 0x80070643 for 1603
	Win32      uint32   // the Win32 error or exit code in it, 0 if there is none
	Symbol     string   // its name in Microsoft's headers
	Aliases    []string // its other names
	Meaning    string   // what it means for a deployment of updates; says so if the code is unknown
	Action     string   // what to do, if that is clear
	SystemText string   // the text of this Windows, if there is no meaning
	Family     string   // what defines the code, such as "Windows Update Agent"
	Relation   string   // how it is related to other codes
	Known      bool     // whether more than the family is known
	Failed     bool     // whether it stands for a failure
}

// Lookup returns what is known about a code. It takes codes below 0x10000 for Win32 errors and exit
// codes.
func Lookup(code uint32) Info {
	info := Info{Code: code, HRESULT: hresult(code), Win32: win32(code), Family: family(code), Failed: Failed(code)}
	names := embeddedTables().names(code, info.HRESULT)
	if len(names) > 0 {
		info.Symbol, info.Aliases = names[0], names[1:]
	}
	info.describe()
	if info.Meaning == "" {
		info.SystemText = systemText(cmp.Or(info.Win32, info.Code))
	}
	info.Known = info.Symbol != "" || info.Meaning != "" || info.SystemText != ""
	if !info.Known {
		info.Meaning = unknownText(code)
	}
	return info
}

// describe sets Meaning, Action and Relation.
func (info *Info) describe() {
	text, ok := embeddedTables().description(info.Code, info.HRESULT)
	twin := info.counterpart()
	switch {
	case ok:
	case twin != 0 && documentedInBoth(info.Code):
		text, _ = embeddedTables().description(twin, twin)
	case info.Code>>16 == prefixHTTP:
		text.meaning = fmt.Sprintf("The server answered with HTTP status %d.", info.Code&0xFFFF)
	}
	info.Meaning, info.Action = text.meaning, text.action
	switch {
	case twin != 0:
		info.Relation = counterpartHint(info.Code, twin)
	case info.Win32 != 0 && info.Code == info.Win32:
		info.Relation = fmt.Sprintf("As an HRESULT this is 0x%08X.", info.HRESULT)
	case info.Win32 != 0:
		info.Relation = fmt.Sprintf("This is the Win32 error %d (0x%x) as an HRESULT.", info.Win32, info.Win32)
	}
}

// The upper 16 bits of codes. ConfigMgr 2007 used facility 4 for its codes, and later versions use
// 0x7D0. The lower 16 bits of a code for software updates, 0x0600 to 0x0715, are the same in both,
// as far as both are documented; for the others that is only probable.
const (
	prefix2007    = 0x8004
	prefixCurrent = 0x87D0
	prefixHTTP    = 0x8019
)

// documentedInBoth reports whether a code for software updates is documented for ConfigMgr 2007 and
// for later versions, with the same meaning.
func documentedInBoth(code uint32) bool {
	switch code & 0xFFFF {
	case 0x0693, 0x0700, 0x0701, 0x0702, 0x0703, 0x0704, 0x0708:
		return true
	}
	return false
}

// counterpartHint returns a sentence about the code that means the same in other versions.
func counterpartHint(code, twin uint32) string {
	perhaps := ""
	if !documentedInBoth(code) {
		perhaps = "probably "
	}
	if code>>16 == prefixCurrent {
		return fmt.Sprintf("In ConfigMgr 2007, which used facility 4, this was %s0x%08X.", perhaps, twin)
	}
	text, _ := embeddedTables().description(twin, twin)
	return fmt.Sprintf("ConfigMgr 2007 used facility 4 for its own codes; since 2012 this is %s0x%08X: %s", perhaps, twin, text.meaning)
}

// counterpart returns the code that means the same in later versions for one of ConfigMgr 2007, and
// vice versa, 0 if there is none.
func (info *Info) counterpart() uint32 {
	low := info.Code & 0xFFFF
	if low < 0x0600 || low > 0x0715 {
		return 0
	}
	other := prefixCurrent<<16 | low
	if _, ok := embeddedTables().description(other, other); !ok {
		return 0
	}
	switch info.Code >> 16 {
	case prefix2007:
		return other
	case prefixCurrent:
		return prefix2007<<16 | low
	}
	return 0
}

// hresult returns the HRESULT for a Win32 error (HRESULT_FROM_WIN32 of winerror.h), and any other
// code as it is.
func hresult(code uint32) uint32 {
	if code == 0 || code > 0xFFFF {
		return code
	}
	return 0x80070000 | code
}

// win32 returns the Win32 error in a code, 0 if there is none.
func win32(code uint32) uint32 {
	if code <= 0xFFFF || code>>16 == 0x8007 {
		return code & 0xFFFF
	}
	return 0
}

// Failed reports whether a code stands for a failure. Zero, HRESULTs without the severity bit, and
// codes for a restart that is needed (3010, 1641, 3011, 0x80242014) do not.
func Failed(code uint32) bool {
	switch win32(code) {
	case 3010, 1641, 3011:
		return false
	}
	switch code {
	case 0x80242014, 0xC1900210: // a restart is pending; a compatibility scan found nothing
		return false
	}
	return hresult(code)&0x80000000 != 0
}

// BySymbol returns the code with a name such as WU_E_ALL_UPDATES_FAILED, in any case, and whether
// there is one.
func BySymbol(name string) (code uint32, ok bool) {
	code, ok = embeddedTables().codes[strings.ToUpper(name)]
	return code, ok
}
