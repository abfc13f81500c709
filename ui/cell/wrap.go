package cell

import (
	"math"
	"strings"
)

// Wrap cuts text into pieces of at most width cells, at line breaks first, then behind spaces, else
// anywhere.
func Wrap(s string, width int) []string {
	at, _ := WrapRanges(s, width, math.MaxInt)
	out := make([]string, len(at))
	for i, p := range at {
		out[i] = s[p.From:p.To]
	}
	return out
}

// Range is a part of a text: the bytes from, up to to.
type Range struct{ From, To int }

// WrapRanges returns where the first pieces of a text are, and whether they are all of it. It looks
// at no more of the text.
func WrapRanges(s string, width, most int) (at []Range, all bool) {
	width = max(width, 8)
	for from := 0; ; {
		end, next := len(s), -1
		if n := strings.IndexByte(s[from:], '\n'); n >= 0 {
			end, next = from+n, from+n+1
			if end > from && s[end-1] == '\r' {
				end--
			}
		}
		for {
			if len(at) >= most {
				return at, false
			}
			n := breakLine(s[from:end], width)
			at = append(at, Range{from, from + n})
			if from += n; from == end {
				break
			}
		}
		if next < 0 {
			return at, true
		}
		from = next
	}
}

// breakLine returns how many bytes of a line stand in its first width cells.
func breakLine(line string, width int) int {
	n, _ := Fit(line, width)
	if n == len(line) {
		return n
	}
	if space := strings.LastIndexByte(line[:n], ' '); space > n/3 {
		n = space + 1
	}
	return max(n, 1)
}
