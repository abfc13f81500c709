package ui

import (
	"fmt"

	"ccmtail/model/event"
	"ccmtail/summary"
)

// matchStatus returns which of the matches of what is looked for is selected, and how many there
// are; "" if nothing is looked for.
func (p *logPane) matchStatus(bound int) string {
	if p.findChip == nil || p.matches.Matcher() == nil {
		return ""
	}
	n := p.matches.Len(bound)
	if pc := p.matches.Progress(); pc < 100 {
		return matchCount(n) + " so far, " + summary.PercentText(int64(pc), 100) + " counted"
	}
	if at := p.matches.Index(p.selected); p.hasSelected && !p.following && at < n && p.matches.At(at) == p.selected {
		return fmt.Sprintf("match %s of %s", summary.Grouped(at+1), summary.Grouped(n))
	}
	return matchCount(n)
}

// nextMatch returns the match before or behind the selected line; known is false while not all have
// been counted.
func (p *logPane) nextMatch(bound, dir int) (rec event.RecordID, known, found bool) {
	n := p.lines.Len(bound)
	if p.findChip == nil || p.matches.Progress() < 100 || n == 0 {
		return 0, false, false
	}
	sel := p.lines.At(p.selectedLine(n))
	at, all := p.matches.Index(sel), p.matches.Len(bound)
	if dir < 0 {
		at--
	} else if at < all && p.matches.At(at) == sel {
		at++
	}
	if at < 0 || at >= all {
		return 0, true, false
	}
	return p.matches.At(at), true, true
}

func matchCount(n int) string {
	switch n {
	case 0:
		return "no matches"
	case 1:
		return "1 match"
	}
	return summary.Grouped(n) + " matches"
}
