package ui

import (
	"sort"

	"ccmtail/internal/arrange"
	"ccmtail/ui/cell"
)

// emphasis returns what was looked for in a message, what is highlighted in it, and its error
// codes.
func (f *rowFormatter) emphasis(msg string) []styledRange {
	lists := [][]styledRange{styledRanges(f.searched.Highlights(msg, nil), f.d.th.Match)}
	for _, h := range f.matching {
		lists = append(lists, h.matchRanges(msg, f.noColour))
	}
	return mergeRanges(append(lists, styledRanges(findCodes(msg), f.d.th.Code))...)
}

// styledRange is a part of a message that is set off in a style: something looked for, or an error
// code.
type styledRange struct {
	from, to int
	style    cell.Style
}

// styledRanges makes stretches of from-to pairs.
func styledRanges(at []int, st cell.Style) (all []styledRange) {
	for i := 0; i+1 < len(at); i += 2 {
		all = append(all, styledRange{at[i], at[i+1], st})
	}
	return all
}

// mergeRanges returns some lists of stretches in one order, without overlaps; where two meet, the
// one of the earlier list is whole.
func mergeRanges(lists ...[]styledRange) (out []styledRange) {
	inOrder := func(a, b styledRange) int { return a.from - b.from }
	for _, list := range lists {
		arrange.By(list, inOrder)
		older, end := len(out), 0
		for _, p := range list {
			i := sort.Search(older, func(i int) bool { return out[i].to > p.from })
			if p.from < end || p.from >= p.to || i < older && out[i].from < p.to {
				continue
			}
			out, end = append(out, p), p.to
		}
		arrange.By(out, inOrder)
	}
	return out
}

// findCodes finds error codes written as 0x8… .
func findCodes(s string) (at []int) {
	for i := 0; i+10 <= len(s); i++ {
		if s[i] != '0' || s[i+1]|0x20 != 'x' || s[i+2] != '8' {
			continue
		}
		end := i + 3
		for end < len(s) && end < i+10 && isHex(s[end]) {
			end++
		}
		if end == i+10 {
			at = append(at, i, end)
			i = end
		}
	}
	return at
}

func isHex(c byte) bool {
	return c-'0' < 10 || c|0x20 >= 'a' && c|0x20 <= 'f'
}
