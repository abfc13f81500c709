package cell

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestWrappedIsAllOfTheText(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var b strings.Builder
		for range rng.IntN(40) {
			b.WriteString([]string{"a", "bc ", " ", "\n", "\r\n", "界", "word", "\t", "é"}[rng.IntN(9)])
		}
		s, width := b.String(), 8+rng.IntN(20)
		got := strings.Join(Wrap(s, width), "")
		if want := strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", ""), "\n", ""); got != want {
			t.Fatalf("%q at %d became %q", s, width, Wrap(s, width))
		}
		for _, piece := range Wrap(s, width) {
			if Width(piece) > width {
				t.Fatalf("%q has more than %d cells", piece, width)
			}
		}
		most := 1 + rng.IntN(4)
		if at, all := WrapRanges(s, width, most); len(at) > most || all != (len(Wrap(s, width)) <= most) {
			t.Fatalf("%q at %d: %d of at most %d pieces, all %v", s, width, len(at), most, all)
		}
	}
}
