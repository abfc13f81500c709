package redact

import (
	"cmp"
	"slices"
)

// matcher finds the longest known name that begins at a place in a text.
type matcher struct {
	// byStart is the names by their first byte in lower case, the longest first.
	byStart [256][]entry
}

type entry struct {
	low  string
	name *Name
}

func newMatcher(names map[string]*Name) *matcher {
	m := &matcher{}
	for low, n := range names {
		m.byStart[low[0]] = append(m.byStart[low[0]], entry{low, n})
	}
	for i := range m.byStart {
		sortLongest(m.byStart[i])
	}
	return m
}

// at is the length of the name at text[i:], 0 if none stands there as a whole word.
func (m *matcher) at(text []byte, i int) (int, *Name) {
	if i > 0 && wordByte(text[i-1]) {
		return 0, nil
	}
	for _, e := range m.byStart[lower(text[i])] {
		if n := len(e.low); i+n <= len(text) && equalLower(text[i:i+n], e.low) && ends(text, i+n, e.name.Kind) {
			return n, e.name
		}
	}
	return 0, nil
}

// ends says whether a name may end before text[i]. A site's code also begins its packages' ids
// (PS100012); an underscore ends a name, since file names join them so.
func ends(text []byte, i int, k Kind) bool {
	return i == len(text) || !wordByte(text[i]) || k == Site && text[i]-'0' < 10
}

func lower(c byte) byte {
	if c-'A' < 26 {
		return c + 'a' - 'A'
	}
	return c
}

func equalLower(b []byte, low string) bool {
	for i := range b {
		if lower(b[i]) != low[i] {
			return false
		}
	}
	return true
}

func wordByte(c byte) bool { return lower(c)-'a' < 26 || c-'0' < 10 }

func sortLongest(all []entry) {
	slices.SortFunc(all, func(a, b entry) int {
		return cmp.Or(cmp.Compare(len(b.low), len(a.low)), cmp.Compare(a.low, b.low))
	})
}
