package redact

import (
	"cmp"
	"slices"
)

// matcher finds the longest name that begins at some index of a text.
type matcher struct {
	// byStart holds the names by their first byte in lower case, the longest first.
	byStart [256][]lowerName
}

// lowerName is a name with its text in lower case.
type lowerName struct {
	low  string
	name *Name
}

// newMatcher returns a matcher for names, which are keyed by their text in lower case.
func newMatcher(names map[string]*Name) *matcher {
	m := &matcher{}
	for low, n := range names {
		m.byStart[low[0]] = append(m.byStart[low[0]], lowerName{low, n})
	}
	for i := range m.byStart {
		sortLongestFirst(m.byStart[i])
	}
	return m
}

// nameAt returns the name that text[i:] begins with, and its length, 0 if there is none. A name must
// be a whole word.
func (m *matcher) nameAt(text []byte, i int) (int, *Name) {
	if i > 0 && isWordByte(text[i-1]) {
		return 0, nil
	}
	for _, e := range m.byStart[toLower(text[i])] {
		if n := len(e.low); i+n <= len(text) && equalLower(text[i:i+n], e.low) && canEndBefore(text, i+n, e.name.Kind) {
			return n, e.name
		}
	}
	return 0, nil
}

// canEndBefore reports whether a name of a kind may end before text[i]: at the end of a word, or a
// site code also before a digit, since it begins the ids of packages (PS100012). An underscore ends
// a word, since names in file names are joined by underscores.
func canEndBefore(text []byte, i int, k Kind) bool {
	return i == len(text) || !isWordByte(text[i]) || k == Site && text[i]-'0' < 10
}

// toLower returns an ASCII letter in lower case, and any other byte as it is.
func toLower(c byte) byte {
	if c-'A' < 26 {
		return c + 'a' - 'A'
	}
	return c
}

// equalLower reports whether b is equal to low, which is in lower case and of the same length,
// without regard to the case of ASCII letters.
func equalLower(b []byte, low string) bool {
	for i := range b {
		if toLower(b[i]) != low[i] {
			return false
		}
	}
	return true
}

// isWordByte reports whether c is an ASCII letter or a digit.
func isWordByte(c byte) bool { return toLower(c)-'a' < 26 || c-'0' < 10 }

// sortLongestFirst sorts names by length, the longest first, and then by text.
func sortLongestFirst(all []lowerName) {
	slices.SortFunc(all, func(a, b lowerName) int {
		return cmp.Or(cmp.Compare(len(b.low), len(a.low)), cmp.Compare(a.low, b.low))
	})
}
