package event

import (
	"cmp"
	"encoding/binary"
	"encoding/hex"
)

// GUID is one identifier of the client's world: an update, a deployment, a content, a job.
// Two spellings of the same id (braces, case) are the same GUID. The zero GUID means "not named".
type GUID [16]byte

// hyphenOffsets are the places of the hyphens in the 36 characters of a GUID.
var hyphenOffsets = [...]int{8, 13, 18, 23}

// ParseGUID reads a GUID at the head of s, with or without braces, in either case, and says how
// many bytes it took; n is 0 where there is none.
func ParseGUID[T ~string | ~[]byte](s T) (g GUID, n int) {
	n = ReadGUID(&g, s)
	return g, n
}

// ReadGUID does what ParseGUID does, but sets g to the GUID if there is one: a processor waits for a
// value that has just been written by halves to be copied as a whole.
func ReadGUID[T ~string | ~[]byte](g *GUID, s T) (n int) {
	open := 0
	if len(s) > 0 && s[0] == '{' {
		open = 1
	}
	if len(s) < open+36 {
		return 0
	}
	id := s[open : open+36]
	if id[8] != '-' || id[13] != '-' || id[18] != '-' || id[23] != '-' {
		return 0
	}
	a, ok1 := parseHex8(load32(id, 0) | load32(id, 4)<<32)
	b, ok2 := parseHex8(load32(id, 9) | load32(id, 14)<<32)
	c, ok3 := parseHex8(load32(id, 19) | load32(id, 24)<<32)
	d, ok4 := parseHex8(load32(id, 28) | load32(id, 32)<<32)
	if ok1&ok2&ok3&ok4 != 0x80*lowBits {
		return 0
	}
	n = open + 36
	if open == 1 {
		if len(s) <= n || s[n] != '}' {
			return 0
		}
		n++
	}
	binary.LittleEndian.PutUint64(g[:], a|b<<32)
	binary.LittleEndian.PutUint64(g[8:], c|d<<32)
	return n
}

// load32 returns four characters of s from one on in one number, the first of them in its lowest
// byte.
func load32[T ~string | ~[]byte](s T, at int) uint64 {
	return uint64(s[at]) | uint64(s[at+1])<<8 | uint64(s[at+2])<<16 | uint64(s[at+3])<<24
}

const lowBits = 0x0101010101010101

// parseHex8 returns the four bytes that eight hexadecimal digits stand for. ok has the highest bit
// of each character that is a digit.
func parseHex8(w uint64) (v, ok uint64) {
	lower := w | 0x20*lowBits
	decimal := (w + (0x80-'0')*lowBits) &^ (w + (0x7f-'9')*lowBits)
	letter := (lower + (0x80-'a')*lowBits) &^ (lower + (0x7f-'f')*lowBits) & (0x80 * lowBits)
	ok = (decimal | letter) &^ w & (0x80 * lowBits)
	v = w&(0x0f*lowBits) + letter>>7*9
	v = (v<<4 | v>>8) & 0x00ff00ff00ff00ff
	v = (v | v>>8) & 0x0000ffff0000ffff
	return uint64(uint32(v | v>>16)), ok
}

// MustGUID reads a GUID that is known to be one; it panics otherwise. For tables and tests.
func MustGUID(s string) GUID {
	g, n := ParseGUID(s)
	if n != len(s) {
		panic("model: not a GUID: " + s)
	}
	return g
}

// String returns the GUID in lower case without braces, the form reports use; "" for the zero GUID.
func (g GUID) String() string {
	if g.IsZero() {
		return ""
	}
	var b [36]byte
	hex.Encode(b[0:8], g[0:4])
	hex.Encode(b[9:13], g[4:6])
	hex.Encode(b[14:18], g[6:8])
	hex.Encode(b[19:23], g[8:10])
	hex.Encode(b[24:36], g[10:16])
	for _, h := range hyphenOffsets {
		b[h] = '-'
	}
	return string(b[:])
}

// Short returns the first group of the GUID, enough for a person to recognise it in a narrow
// column.
func (g GUID) Short() string {
	if g.IsZero() {
		return ""
	}
	return g.String()[:8]
}

// IsZero reports whether no id is named.
func (g GUID) IsZero() bool {
	return binary.LittleEndian.Uint64(g[:8])|binary.LittleEndian.Uint64(g[8:]) == 0
}

// Compare orders GUIDs by their bytes, so that lists come out the same every time.
func (g GUID) Compare(o GUID) int {
	const half = len(g) / 2
	return cmp.Or(
		cmp.Compare(binary.BigEndian.Uint64(g[:half]), binary.BigEndian.Uint64(o[:half])),
		cmp.Compare(binary.BigEndian.Uint64(g[half:]), binary.BigEndian.Uint64(o[half:])))
}

// Strings writes ids one by one; never nil.
func Strings(ids []GUID) []string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = id.String()
	}
	return all
}
