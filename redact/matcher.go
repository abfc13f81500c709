package redact

import (
	"bytes"
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"
)

// matcher finds the longest form of a name that begins at some index of a text.
type matcher struct {
	// byStart holds the forms by their first bytes, as many as there are up to startLen, the longest
	// first.
	byStart map[string][]*form
	// starts holds the first bytes of all forms.
	starts [256]bool
	seen   map[string]bool // the forms
	names  int             // so many have been added
	// anywhere also finds names within longer words, if they are unlike words.
	anywhere bool
}

// startLen is how many bytes of a form it is looked up by.
const startLen = 6

// newMatcher returns a matcher for names.
func newMatcher(names []*Name) *matcher {
	m := &matcher{byStart: map[string][]*form{}, seen: map[string]bool{}}
	m.add(names)
	return m
}

// add makes the matcher find more names.
func (m *matcher) add(names []*Name) {
	changed := map[string]bool{}
	for _, n := range names {
		for _, f := range formsOf(n) {
			if m.seen[f.low] && !n.isPlaced() {
				continue
			}
			m.seen[f.low] = m.seen[f.low] || !n.isPlaced()
			start := f.low[:min(startLen, len(f.low))]
			m.byStart[start] = append(m.byStart[start], f)
			m.starts[f.low[0]], changed[start] = true, true
		}
	}
	for start := range changed {
		slices.SortFunc(m.byStart[start], func(a, b *form) int {
			return cmp.Or(cmp.Compare(len(b.low), len(a.low)), cmp.Compare(a.low, b.low))
		})
	}
	m.names += len(names)
}

// formAt returns the form that text[i:] begins with, and its length in the text, 0 if there is none.
func (m *matcher) formAt(text []byte, i int) (int, *form) {
	first := toLower(text[i])
	if !m.starts[first] {
		return 0, nil
	}
	var start [startLen]byte
	n := 0
	for at := i; at < len(text) && n < startLen; at++ {
		if !isBreak(text[at]) {
			start[n] = toLower(text[at])
			n++
		}
	}
	for ; n > 1; n-- {
		for _, f := range m.byStart[string(start[:n])] {
			if size := f.lengthIn(text[i:]); size > 0 && m.canBe(f, text, i, i+size) {
				return size, f
			}
		}
	}
	return 0, nil
}

// lengthIn returns how many bytes at the beginning of a text are the form, 0 if it begins otherwise.
// A form that is unlike a word may have line breaks within.
func (f *form) lengthIn(text []byte) int {
	at := 0
	for i := 0; i < len(f.low); {
		switch {
		case at == len(text):
			return 0
		case toLower(text[at]) == f.low[i]:
			i++
			at++
		case i > 0 && f.mayBreak && isBreak(text[at]):
			at++
		default:
			return 0
		}
	}
	return at
}

// canBe reports whether text[from:to], which has the letters of a form, can be that name for what is
// before and after it.
func (m *matcher) canBe(f *form, text []byte, from, to int) bool {
	if f.name.isPlaced() {
		return f.name.standsAt(text, from, to)
	}
	switch f.name.Kind {
	case IP:
		return canBeIP(text, from, to, f)
	case Site:
		return canBeSite(text, from, to)
	case SID:
		return to == len(text) || text[to]-'0' > 9
	}
	if f.unlikeWord || m.anywhere && len(f.low) >= 8 {
		return true
	}
	if f.wide { // UTF-16: the letter before has another byte between
		before := from > 1 && text[from-1] == 0 && isWordByte(text[from-2])
		after := to+1 < len(text) && text[to] == 0 && isWordByte(text[to+1])
		return !before && !after
	}
	return isStart(text, from) && !isLetterAt(text[to:])
}

// canBeIP reports whether an address is not part of a longer number or of a version.
func canBeIP(text []byte, from, to int, f *form) bool {
	if to < len(text) && (text[to]-'0' < 10 || to+1 < len(text) && text[to] == f.separator && isHexDigit(text[to+1]) && f.separator != '-' && f.separator != '.' ||
		to+1 < len(text) && text[to] == '.' && f.separator == '.' && text[to+1]-'0' < 10) {
		return false
	}
	if from == 0 || isEscapeBefore(text, from) {
		return true
	}
	switch c := text[from-1]; {
	case f.separator == ':':
		return !isHexDigit(c) && c != ':'
	case c == '.':
		return from < 2 || text[from-2]-'0' > 9
	default:
		return c-'0' > 9 && c != '~' && toLower(c) != 'v'
	}
}

// canBeSite reports whether a site code is written as one: in capital letters, or where lower case
// is usual for all; it begins the ids of packages (PS100012).
func canBeSite(text []byte, from, to int) bool {
	if to-from != 3 {
		return isStart(text, from) && !isLetterAt(text[to:])
	}
	if !isStart(text, from) || from > 0 && text[from-1] == '.' {
		return false
	}
	isPackage := to+5 <= len(text) && text[to]-'0' < 10 && areHexDigits(text[to:to+5]) && !isLetterAt(text[to+5:])
	if isLetterAt(text[to:]) && !isPackage && text[to]-'0' > 9 {
		return false
	}
	before := bytes.ToLower(text[max(0, from-5):from])
	return isPackage || !bytes.ContainsAny(text[from:to], "abcdefghijklmnopqrstuvwxyz") ||
		bytes.HasSuffix(before, []byte("site_")) || bytes.HasSuffix(before, []byte("sms_")) || bytes.HasSuffix(before, []byte("sms:"))
}

// isStart reports whether a word can begin at text[i]: after what is no letter, or is escaped.
func isStart(text []byte, i int) bool {
	if i == 0 {
		return true
	}
	c, _ := utf8.DecodeLastRune(text[:i])
	return !isLetterRune(c) || !isLetterAt(text[i:]) || isEscapeBefore(text, i)
}

// isEscapeBefore reports whether what is before text[i] is an escaped character: %2F, %252F,
// \n or \u005c.
func isEscapeBefore(text []byte, i int) bool {
	if i >= 3 && areHexDigits(text[i-2:i]) && (text[i-3] == '%' || bytes.HasSuffix(text[:i-2], []byte("%25"))) {
		return true
	}
	if i >= 6 && text[i-6] == '\\' && text[i-5] == 'u' && areHexDigits(text[i-4:i]) {
		return true
	}
	return i >= 2 && text[i-2] == '\\' && bytes.IndexByte([]byte("nrt"), text[i-1]) >= 0
}

// isLetterAt reports whether a text begins with a letter or a digit.
func isLetterAt(text []byte) bool {
	c, n := utf8.DecodeRune(text)
	return n > 0 && isLetterRune(c)
}

// isLetterRune reports whether c is a letter or a digit of any script. A character that is no text
// is none.
func isLetterRune(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// toLower returns an ASCII letter in lower case, and any other byte as it is.
func toLower(c byte) byte {
	if c-'A' < 26 {
		return c + 'a' - 'A'
	}
	return c
}

// lowerASCII returns a text with its ASCII letters in lower case.
func lowerASCII(s string) string {
	b := []byte(s)
	for i := range b {
		b[i] = toLower(b[i])
	}
	return string(b)
}

// isWordByte reports whether c is an ASCII letter or a digit.
func isWordByte(c byte) bool { return toLower(c)-'a' < 26 || c-'0' < 10 }

// isHexDigit reports whether c is a hexadecimal digit.
func isHexDigit(c byte) bool { return toLower(c)-'a' < 6 || c-'0' < 10 }

// areHexDigits reports whether a text is hexadecimal digits.
func areHexDigits(text []byte) bool {
	return !bytes.ContainsFunc(text, func(c rune) bool { return c > 0x7f || !isHexDigit(byte(c)) })
}

// isBreak reports whether c is part of a line break.
func isBreak(c byte) bool { return c == '\n' || c == '\r' }
