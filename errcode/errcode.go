// Package errcode turns a result code, in whatever notation a log wrote it, into what it is called
// and what it means for an update deployment. It finds codes in log lines without being told where
// they are; it never guesses that a bare number is one.
//
// Parse reads one code, Find finds them in a line, Lookup says what one is, Advice what to do about
// it in a phase of a deployment, Explain prints all that.
package errcode

import (
	"cmp"
	"fmt"
	"strings"
)

// Info is what is known about a code.
type Info struct {
	Code       uint32   // as written: a Win32 error stays small
	HRESULT    uint32   // the code as an HRESULT: 0x80070643 for 1603
	Win32      uint32   // the Win32 error or exit code in it, 0 if there is none
	Symbol     string   // the name in Microsoft's headers, "" if there is none
	Aliases    []string // other names of the same code
	Meaning    string   // what it means for an update deployment, in our words; "" if only the name is known
	Action     string   // what to do, where that is sure
	SystemText string   // this Windows' own text, asked only where Meaning would be empty
	Family     string   // who defines the code
	Relation   string   // a relation to another code
	Known      bool     // whether anything but the family is known
	Failed     bool     // whether it stands for a failure
	Own        bool     // Meaning is the user's
}

// Lookup returns what a code is. A code below 0x10000 is taken as a Win32 error or installer exit
// code. An unknown code gets a Meaning that says so; what the user has taught comes before all else.
func Lookup(code uint32) Info {
	info := Info{Code: code, HRESULT: hresult(code), Win32: win32(code), Family: family(code), Failed: Failed(code)}
	names := embeddedTables().names(code, info.HRESULT)
	if len(names) > 0 {
		info.Symbol, info.Aliases = names[0], names[1:]
	}
	info.describe()
	if own := ownMeaning(code); own != "" {
		info.Meaning, info.Action, info.Family, info.Own = own, "", ownFamily, true
	}
	if info.Meaning == "" {
		info.SystemText = systemText(cmp.Or(info.Win32, info.Code))
	}
	info.Known = info.Symbol != "" || info.Meaning != "" || info.SystemText != ""
	if !info.Known {
		info.Meaning = unknownText(code)
	}
	return info
}

// describe fills in meaning, action and hint.
func (info *Info) describe() {
	text, ok := embeddedTables().description(info.Code, info.HRESULT)
	twin := info.counterpart()
	switch {
	case ok:
	case twin != 0 && documentedInBoth(info.Code):
		text, _ = embeddedTables().description(twin, twin)
	case isHTTPStatus(info.Code):
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

// ConfigMgr 2007 made its own codes with facility 4, the versions since 2012 with facility 0x7D0.
// The low words agree where both are documented; for the rest of the software update codes, 0x0600
// to 0x0715, that is an inference and said to be one.
const (
	prefix2007    = 0x8004
	prefixCurrent = 0x87D0
	prefixHTTP    = 0x8019
)

// isHTTPStatus reports whether a code is an HTTP status as BITS wraps it.
func isHTTPStatus(code uint32) bool {
	status := code & 0xFFFF
	return code>>16 == prefixHTTP && status >= 100 && status <= 599
}

// documentedInBoth reports whether the software update code is published for both generations with
// the same meaning.
func documentedInBoth(code uint32) bool {
	switch code & 0xFFFF {
	case 0x0693, 0x0700, 0x0701, 0x0702, 0x0703, 0x0704, 0x0708:
		return true
	}
	return false
}

// counterpartHint returns how a code is written in the other generation.
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

// counterpart returns the same software update code in the other generation of ConfigMgr, 0 if
// there is none.
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

// hresult returns a Win32 error as an HRESULT, and any other code as it is (HRESULT_FROM_WIN32 of
// winerror.h).
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

// Failed reports whether a code stands for a failure. Zero, HRESULTs without the severity bit and
// the "restart needed" results of installers (3010, 1641, 3011, as numbers or HRESULTs) do not.
func Failed(code uint32) bool {
	switch win32(code) {
	case 3010, 1641, 3011:
		return false
	}
	switch code {
	case 0x80242014, 0xC1900210: // installed and waiting for the restart; compatibility scan without findings
		return false
	}
	return hresult(code)&0x80000000 != 0
}

// BySymbol returns the code of a name such as WU_E_ALL_UPDATES_FAILED, whatever its case.
func BySymbol(name string) (code uint32, ok bool) {
	code, ok = embeddedTables().codes[strings.ToUpper(name)]
	return code, ok
}
