package parsers

import "bytes"

// upto is where c stands first in s, -1 if it does not, and whether the text before it is plain: without control characters.
func upto(s []byte, c byte) (at int, plain bool) {
	at = bytes.IndexByte(s, c)
	return at, at >= 0 && !controls(s[:at])
}

// controls says whether there is a control character in a text.
func controls(s []byte) bool {
	i, marks := 0, uint64(0)
	for ; i+32 <= len(s); i += 32 {
		w := s[i : i+32]
		marks |= below(eight(w), ' ') | below(eight(w[8:]), ' ') | below(eight(w[16:]), ' ') | below(eight(w[24:]), ' ')
	}
	for ; i+8 <= len(s); i += 8 {
		marks |= below(eight(s[i:]), ' ')
	}
	for ; i < len(s) && s[i] >= ' '; i++ {
	}
	return marks != 0 || i < len(s)
}
