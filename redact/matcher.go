package redact

import (
	"cmp"
	"slices"
)

// matcher finds the longest known name that begins at a place in a text.
type matcher struct {
	// byStart has the names by their first byte in lower case, the longest first.
	byStart [256][]lowerName
}

// lowerName is a name with its text in lower case.
type lowerName struct {
	low  string
	name *Name
}

// newMatcher returns a matcher of names, which come by their text in lower case.
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

// nameAt returns the name at text[i:] and its length there, 0 if none stands there as a whole word.
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

// canEndBefore reports whether a name of a kind may end before text[i]. A site's code also begins
// its packages' ids (PS100012); an underscore ends a name, since file names join them so.
func canEndBefore(text []byte, i int, k Kind) bool {
	return i == len(text) || !isWordByte(text[i]) || k == Site && text[i]-'0' < 10
}

// toLower returns a byte in lower case if it is an ASCII letter.
func toLower(c byte) byte {
	if c-'A' < 26 {
		return c + 'a' - 'A'
	}
	return c
}

// equalLower reports whether b is low in any case of its ASCII letters. They have the same length.
func equalLower(b []byte, low string) bool {
	for i := range b {
		if toLower(b[i]) != low[i] {
			return false
		}
	}
	return true
}

// isWordByte reports whether a byte is an ASCII letter or digit.
func isWordByte(c byte) bool { return toLower(c)-'a' < 26 || c-'0' < 10 }

// sortLongestFirst sorts names by length, and those of one length by their letters.
func sortLongestFirst(all []lowerName) {
	slices.SortFunc(all, func(a, b lowerName) int {
		return cmp.Or(cmp.Compare(len(b.low), len(a.low)), cmp.Compare(a.low, b.low))
	})
}
