package cli

import (
	"slices"
	"strings"
	"testing"
)

// anything is the line that stands for any lines.
const anything = "…"

// compare compares the lines in a document with those that were printed. shown is the lines that the
// document should have: of the pieces between lines …, the first is at the beginning of the output,
// the last at the end, and find finds the others.
func compare(want, have []string) (shown []string, ok bool) {
	if !slices.Contains(want, anything) {
		return have, slices.Equal(want, have)
	}
	ok = true
	for first := true; ; first = false {
		n := slices.Index(want, anything)
		last := n < 0
		if last {
			n = len(want)
		}
		at := 0
		switch {
		case first || n == 0:
		case last:
			at = max(0, len(have)-n)
		default:
			at = find(want[:n], have)
		}
		piece := have[at:min(at+n, len(have))]
		ok = ok && slices.Equal(want[:n], piece)
		shown = append(shown, piece...)
		if last {
			return shown, ok
		}
		shown = append(shown, anything)
		have, want = have[at+len(piece):], want[n+1:]
	}
}

// find returns the index of a piece in lines, or else that of the line that begins most like its
// first one.
func find(piece, lines []string) int {
	for i := range lines {
		if len(piece) <= len(lines)-i && slices.Equal(piece, lines[i:i+len(piece)]) {
			return i
		}
	}
	for n := len(piece[0]); n > 3; n-- {
		for i, l := range lines {
			if strings.HasPrefix(l, piece[0][:n]) {
				return i
			}
		}
	}
	return len(lines)
}

func TestCompare(t *testing.T) {
	have := []string{"one 1", "two 2", "three 3", "four 4"}
	for _, c := range []struct {
		want, shown string
		ok          bool
	}{
		{"one 1/two 2/three 3/four 4", "one 1/two 2/three 3/four 4", true},
		{"one 1/two 2", "one 1/two 2/three 3/four 4", false},
		{"", "one 1/two 2/three 3/four 4", false},
		{"…", "…", true},
		{"one 1/…", "one 1/…", true},
		{"two 2/…", "one 1/…", false},
		{"…/four 4", "…/four 4", true},
		{"…/three 3", "…/four 4", false},
		{"…/two 2/…/four 4", "…/two 2/…/four 4", true},
		{"…/three 4/…", "…/three 3/…", false},
		{"one 1/…/two 3/three 3/…", "one 1/…/two 2/three 3/…", false},
	} {
		var want []string
		if c.want != "" {
			want = strings.Split(c.want, "/")
		}
		shown, ok := compare(want, have)
		if got := strings.Join(shown, "/"); got != c.shown || ok != c.ok {
			t.Errorf("%s: got %s %v", c.want, got, ok)
		}
	}
}
