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

// Range is a part of a text: the bytes from From up to, but not including, To.
type Range struct{ From, To int }

// WrapRanges wraps s as Wrap does, but returns where the pieces are in s, and at most the first most
// of them; all reports whether there are no more. It reads no further than these pieces.
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

// fitsAlone reports whether the first word of a text has room in a row of its own.
func fitsAlone(s string, width int) bool {
	word, _, _ := strings.Cut(s[:min(len(s), 4*width)], " ")
	n, _ := Fit(word, width)
	return n == len(word)
}

// breakLine returns how many bytes of a line stand in its first width cells.
func breakLine(line string, width int) int {
	n, _ := Fit(line, width)
	if n == len(line) {
		return n
	}
	space := strings.LastIndexByte(line[:n], ' ')
	if space > n/3 || space >= 0 && fitsAlone(line[space+1:], width) {
		n = space + 1
	}
	return max(n, 1)
}
