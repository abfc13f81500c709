package event

import (
	"encoding/hex"
	"strings"
	"testing"
)

// plainGUID reads a GUID digit by digit.
func plainGUID(s string) (g GUID, n int) {
	rest, open := strings.CutPrefix(s, "{")
	if len(rest) < 36 || open && (len(rest) == 36 || rest[36] != '}') {
		return GUID{}, 0
	}
	for _, at := range hyphenOffsets {
		if rest[at] != '-' {
			return GUID{}, 0
		}
	}
	b, err := hex.DecodeString(rest[:8] + rest[9:13] + rest[14:18] + rest[19:23] + rest[24:36])
	if err != nil {
		return GUID{}, 0
	}
	if n = 36; open {
		n = 38
	}
	return GUID(b), n
}

// TestAGUIDIsReadInAnyFormAndNothingElseIs puts every byte in the place of every character.
func TestAGUIDIsReadInAnyFormAndNothingElseIs(t *testing.T) {
	for _, s := range []string{
		"0d841d92-dcfd-42d0-99cc-da46abbfb86c", "{0D841D92-DCFD-42D0-99CC-DA46ABBFB86C}", "{b54ab4Ef-2bEE-0000-ffff-99CD6F92Bfe3}",
	} {
		var all []string
		for i := range len(s) {
			all = append(all, s[:i], s[i:], s+s[i:])
			for c := range 256 {
				all = append(all, s[:i]+string([]byte{byte(c)})+s[i+1:])
			}
		}
		for _, s := range all {
			want, k := plainGUID(s)
			if g, n := ParseGUID(s); g != want || n != k {
				t.Fatalf("%q: %v, %d, not %v, %d", s, g, n, want, k)
			}
			if g, n := ParseGUID([]byte(s)); g != want || n != k {
				t.Fatalf("the bytes of %q: %v, %d, not %v, %d", s, g, n, want, k)
			}
		}
	}
}

func BenchmarkParseGUID(b *testing.B) {
	s := []byte("{0d841d92-dcfd-42d0-99cc-da46abbfb86c}")
	for b.Loop() {
		ParseGUID(s)
	}
}
