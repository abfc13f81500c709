package model

import (
	"cmp"
	"encoding/binary"
	"encoding/hex"
)

// GUID is one identifier of the client's world: an update, a deployment, a content, a job.
// Two spellings of the same id (braces, case) are the same GUID. The zero GUID means "not named".
type GUID [16]byte

// hyphens are the places of the hyphens in the 36 characters of a GUID.
var hyphens = [...]int{8, 13, 18, 23}

// pairs are the places of the two digits of each byte.
var pairs = [16]int{0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34}

// ParseGUID reads a GUID at the head of s, with or without braces, in either case, and says how many
// bytes it took; n is 0 where there is none.
func ParseGUID[T ~string | ~[]byte](s T) (g GUID, n int) {
	open := 0
	if len(s) > 0 && s[0] == '{' {
		open = 1
	}
	if len(s) < open+36 {
		return GUID{}, 0
	}
	for _, h := range hyphens {
		if s[open+h] != '-' {
			return GUID{}, 0
		}
	}
	id := s[open : open+36]
	for i, at := range pairs {
		high, low := nibbles[id[at]], nibbles[id[at+1]]
		if high|low > 0xf {
			return GUID{}, 0
		}
		g[i] = high<<4 | low
	}
	n = open + 36
	if open == 1 {
		if len(s) <= n || s[n] != '}' {
			return GUID{}, 0
		}
		n++
	}
	return g, n
}

// nibbles maps a byte to its value as a hexadecimal digit, 0xff where it is none.
var nibbles = func() (t [256]byte) {
	for i := range t {
		t[i] = 0xff
	}
	for i := range byte(10) {
		t['0'+i] = i
	}
	for i := range byte(6) {
		t['a'+i], t['A'+i] = 10+i, 10+i
	}
	return t
}()

// MustGUID reads a GUID that is known to be one; it panics otherwise. For tables and tests.
func MustGUID(s string) GUID {
	g, n := ParseGUID(s)
	if n != len(s) {
		panic("model: not a GUID: " + s)
	}
	return g
}

// String is the GUID in lower case without braces, the form reports use; "" for the zero GUID.
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
	for _, h := range hyphens {
		b[h] = '-'
	}
	return string(b[:])
}

// Short is the first group of the GUID, enough for a person to recognise it in a narrow column.
func (g GUID) Short() string {
	if g.IsZero() {
		return ""
	}
	return g.String()[:8]
}

// IsZero says whether no id is named.
func (g GUID) IsZero() bool { return g == GUID{} }

// Compare orders GUIDs by their bytes, so that lists come out the same every time.
func (g GUID) Compare(o GUID) int {
	const half = len(g) / 2
	return cmp.Or(
		cmp.Compare(binary.BigEndian.Uint64(g[:half]), binary.BigEndian.Uint64(o[:half])),
		cmp.Compare(binary.BigEndian.Uint64(g[half:]), binary.BigEndian.Uint64(o[half:])))
}
