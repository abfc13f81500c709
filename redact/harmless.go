package redact

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"ccmtail/model"
)

// maxWord is the length in bytes of the longest word that is looked up. A longer one is no word.
const maxWord = 64

// maxKnown is how many words are remembered as harmless or not.
const maxKnown = 1 << 16

// isHarmless reports whether text[from:to], a word, cannot be a name: it is in the vocabulary, a
// number that tells nobody apart, or has a form that only technical terms have.
func (r *Redactor) isHarmless(text []byte, from, to int) bool {
	word := text[from:to]
	if len(word) <= 2 && word[0] < 0x80 {
		return true
	}
	verdict, known := r.known[string(word)]
	if !known {
		verdict = r.judge(string(word))
		if len(r.known) >= maxKnown {
			clear(r.known)
		}
		if len(word) <= maxWord {
			r.known[string(word)] = verdict
		}
	}
	return verdict || isHarmlessThere(text, from, to)
}

// judge reports whether a word is harmless wherever it stands.
func (r *Redactor) judge(word string) bool {
	switch {
	case r.kept[strings.ToLower(word)]:
		return true
	case strings.IndexFunc(word, func(c rune) bool { return c >= 0x80 }) >= 0:
		core := strings.TrimFunc(word, isUnseen)
		return core == "" || len(core) < len(word) && r.judge(core)
	case strings.Trim(word, "0123456789") == "":
		return isHarmlessNumber(word)
	case len(word) > maxWord:
		return false
	case harmlessForm().MatchString(word):
		return true
	case strings.Contains(word, "-"):
		return r.judgeHyphens(word)
	}
	return knows(word)
}

// maxDigits is the length of the longest number that is kept, such as the size of a file. Longer ones
// are those of devices and cards, but for the times of Windows.
const maxDigits = 13

// isHarmlessNumber reports whether a number tells nobody apart by itself.
func isHarmlessNumber(digits string) bool {
	return len(digits) <= maxDigits || isMoment(digits) || len(digits) == 18 && strings.HasPrefix(digits, "13") || strings.Trim(digits, "0") == ""
}

// judgeHyphens reports whether the parts of a word with hyphens are all harmless, and not words and
// numbers, which is how computers are named: PC-0147.
func (r *Redactor) judgeHyphens(word string) bool {
	if windowsPackage().MatchString(word) {
		return true
	}
	words, numbers := 0, 0
	for part := range strings.SplitSeq(word, "-") {
		switch {
		case strings.Trim(part, "0123456789") == "":
			numbers++
			if len(part) > maxDigits {
				return false
			}
			continue
		case len(part) > 1:
			words++
		}
		if len(part) > 2 && !knows(part) && !harmlessForm().MatchString(part) && !r.kept[strings.ToLower(part)] {
			return false
		}
	}
	return numbers == 0 || words == 0 && numbers < 3 || updateFile().MatchString(word)
}

// windowsPackage matches the names of the packages of Windows.
var windowsPackage = compile(`(?i)^microsoft-windows-[a-z0-9-]+-package(?:-[a-z]+)?$`)

// updateFile matches parts of the name of an update's file: windows11.0-kb5081777-x64.
var updateFile = compile(`(?i)(?:^|-)(?:kb\d{6,8}|ssu)(?:-|$)`)

// isUnseen reports whether c is not seen by itself: a byte order mark, what stands for bytes that are
// no text.
func isUnseen(c rune) bool {
	return c == utf8.RuneError || c >= utf8.RuneSelf && unicode.In(c, unicode.M, unicode.Cf)
}

// harmlessForm matches words with digits that are technical terms: versions, sizes, dates, times,
// codes, articles of Microsoft, and the ids that all computers share.
var harmlessForm = compile(`^(?:` + strings.Join([]string{
	`0[xX](?:0{4,8})?[0-9A-Fa-f]{1,8}`,                      // a code, a handle
	`(?i:8[0-2][0-9a-f]|87d|c19|c00|d00|d02)[0-9A-Fa-f]{5}`, // a code without 0x
	`0[xX](?:7f[0-9a-fA-F]{9,10}|[0-9a-fA-F]?0{7,15})`,      // a place in memory, a flag
	`0[0-9A-F]{3}`, `(?i:pnp)[0-9A-Fa-f]{4}`, // devices
	`[0-9a-f]{1,5}`,                                                   // the id of a process in WindowsUpdate.log
	`(?i:kb-?)\d{6,8}`, `(?i:ms)\d\d-\d{3}`, `(?i:cve)-\d{4}-\d{4,6}`, // an article, a bulletin
	`(?i:x|ia|win|wow|sysnative|int|uint|word|dword|float|bit|utf|ucs|base|crc)-?(?:8|16|32|64|86|128)(?i:node|le|be|bit)?`,
	`(?i:(?:amd|arm|x|win|windows|ndp|sqlserver|dotnet|powershell|system|cimv|aes|rsa|sha|md|tls|ssl|ntlm|smb|http|ipv|ip|ie|net|dx|vc|sp|rc|v|r|gen|rev|usb|hid|ddr|istr|aid|aval|ti|arg|param|stage|phase|step|extensionattribute)-?v?)\d{1,4}`,
	`(?i:osd(?:disk)?(?:partitions?|app|adapter)\d{1,2}[a-z]+)`, `(?i:(?:ip|mac)address|defaultgateway|(?:mandatory)?applications|packages|languagepacks)\d{3}`, // variables of a task sequence
	`\d{1,3}-(?i:bit)`,
	`(?i:ikev2|oauth2|v4proxy|h2|physicaldrive\d+|harddiskvolume(?:shadowcopy)?\d+|windowsupdateagent\d\d-x(?:64|86)|amd64fre|x86fre|i386|kernel32|user32|diskpart|fat32|smsts\d?|gdi32|advapi32|ole32|shell32|crypt32|wow6432node|syswow64|intel64|hub30|(?:vid|pid)[0-9a-f]{4}|rundll32|regsvr32|mp3|mp4|7z|c2r|o365|m365|msxml\d|ws2|iis\d{0,2})`,
	`\d\d[hH][12]`, `\d{1,4}(?i:st|nd|rd|th)`, // a version of Windows, an ordinal
	`\d{1,5}-x(?:64|86)`, `\d{1,12}(?i:l|ll|u|ul|ull|k|m|kbytes|b|kb|mb|gb|tb|kib|mib|gib|s|ms|ns|us|sec|secs|min|mins|h|hr|hrs|d|bit|bits|px|x)`,
	`\d\d?-\d\d?-(?:19|20)\d{4}`, // a date with the hour behind it
	`\d{4}-\d\d-\d\d(?:[tT]\d\d)?`, `\d\d?-\d\d?-\d{4}`, `\d\d?[tT]\d\d`, `\d\d(?:\d\d)?[zZ]`, `\d{8}-\d{6}(?:-\d{1,3})?`, `\d{8}[tT]\d{6}[zZ]?`,
	`(?i:31bf3856ad364e35|b77a5c561934e089|b03f5f7f11d50a3a|89845dcd8080cc91|cc7b13ffcd2ddd51)`, // Microsoft's keys
	`[sS]-1-\d{1,2}(?:-\d{1,3}){0,3}`, `(?i:s-1-5-80)(?:-\d+){5}`, // what every computer has
	`(?i:(?:en|de|fr|es|it|ja|ko|zh|pt|ru|nl|sv|da|fi|nb|pl|cs|hu|tr|el|he|ar|th|uk|ro|bg|hr|sk|sl|et|lv|lt|sr|qps)-[a-z]{2,4}(?:-[a-z]{2,4})?)`, // a language
}, "|") + `)$`)

// isHarmlessThere reports whether text[from:to], a word that could be a name, is none for what stands
// around it: the source file of a record, the token of a schedule, the name of a folder of the cache.
func isHarmlessThere(text []byte, from, to int) bool {
	word := text[from:to]
	switch {
	case word[0] >= 0x80 || len(word) > 512:
		return false
	case len(word) == 3 && bytes.EqualFold(word, []byte("jan")): // a month, and a name
		return to+1 < len(text) && text[to] == ' ' && text[to+1]-'0' < 10
	case len(word) == 3 && bytes.EqualFold(word, []byte("ps1")): // of a script, and a code that many sites have
		return from > 0 && text[from-1] == '.'
	case len(word)%16 == 0 && areHexDigits(word):
		return hasBefore(text, from, "schedule") && isSchedule(string(word)) || isDigestOfUpdate(text, from, to)
	case len(word) > maxWord:
		return false
	case isSource(text[to:]):
		return bytes.HasSuffix(text[:from], []byte(`file="`)) || isJoined(strings.ToLower(string(word)), 3)
	case isDigestOfUpdate(text, from, to):
		return true
	case len(word) <= 4 && from > 9 && bytes.EqualFold(text[from-9:from-1], []byte("ccmcache")):
		return true
	}
	return isContraction(text, from, to)
}

// isDigestOfUpdate reports whether text[from:to] is the digest in the name of a file that Microsoft
// publishes, windows10.0-kb5031356-x64_8a3f….cab. It is the same for all, and tells what was downloaded.
func isDigestOfUpdate(text []byte, from, to int) bool {
	if n := to - from; n != 40 && n != 64 || !areHexDigits(text[from:to]) || from == 0 || text[from-1] != '_' {
		return false
	}
	return publicFile().Match(text[max(0, from-maxFileName):from]) && packageEnding().Match(text[to:min(len(text), to+6)])
}

// maxFileName is how far before a digest the name of the file is searched.
const maxFileName = 128

var (
	publicFile    = compile(`(?i)(?:^|[^a-z0-9-])(?:[a-z0-9.]+-)+kb\d{6,8}(?:-[a-z0-9.]+)*_$`)
	packageEnding = compile(`(?i)^\.(?:cab|msu|psf|psfx|esd|exe|wim|msi|msp)`)
)

// hasBefore reports whether a word is in the text shortly before an index.
func hasBefore(text []byte, i int, low string) bool {
	return bytes.Contains(bytes.ToLower(text[max(0, i-48):i]), []byte(low))
}

// isSchedule reports whether a word is a schedule of ConfigMgr.
func isSchedule(word string) bool {
	_, err := model.ParseSchedule(word)
	return err == nil
}

// isSource reports whether what follows a word makes it the name of a source file, as records have.
func isSource(after []byte) bool {
	for _, ending := range []string{".cpp", ".cxx", ".hpp", ".c:", ".h:"} {
		if len(after) >= len(ending) && bytes.EqualFold(after[:len(ending)], []byte(ending)) {
			return true
		}
	}
	return false
}

// contractions holds what is before the apostrophe of one.
var contractions = wordSet(`don doesn isn wasn couldn hasn didn won aren shouldn wouldn haven weren hadn mustn needn`)

// isContraction reports whether text[from:to] is the beginning of "doesn't", or, behind a backslash,
// an escaped character and a harmless word.
func isContraction(text []byte, from, to int) bool {
	word := strings.ToLower(string(text[from:to]))
	if contractions[word] && to+1 < len(text) && text[to] == '\'' && toLower(text[to+1]) == 't' {
		return true
	}
	return from > 0 && text[from-1] == '\\' && strings.IndexByte("nrt", text[from]) >= 0 && knows(string(text[from+1:to]))
}
