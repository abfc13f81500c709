package ui

import (
	"fmt"
	"strings"

	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/summary"
)

// A chip is one filter as typed. Several chips must all let a record through.
type chip struct {
	source  string
	parsed  query.Matcher // of the source alone
	matcher query.Matcher // with what belongs to the updates that it names
	// linkID is the id that a chip made by * follows, zero for a typed one.
	linkID event.GUID
	linked *linkedRecords // nil if it names no update
	// number tells it from all other chips of the log, those of the same source too: times in it may
	// have been relative.
	number int
}

// parseChip reads what was typed; the error says what is wrong with it.
func parseChip(source string, saved query.Saved, at query.TimeParser) (chip, error) {
	s := strings.TrimSpace(source)
	want, err := query.Parse(s, saved, at)
	return chip{source: s, parsed: want, matcher: want}, err
}

// withNumber returns a chip with its number.
func (p *logPane) withNumber(c chip) chip {
	p.lastChipNumber++
	c.number = p.lastChipNumber
	return c
}

// addChip filters by one more chip.
func (p *logPane) addChip(c chip) {
	if c.number == 0 {
		c = p.withNumber(c)
	}
	p.chips = append(p.chips, c)
	p.applyChips()
}

// keepChips filters by those chips alone that are wanted.
func (p *logPane) keepChips(wanted func(*chip) bool) {
	var kept []chip
	for i := range p.chips {
		if wanted(&p.chips[i]) {
			kept = append(kept, p.chips[i])
		}
	}
	p.chips = kept
	p.applyChips()
}

// setDraft shows what a chip that is being typed would do; nil ends that.
func (p *logPane) setDraft(c *chip) {
	if c != nil {
		n := p.withNumber(*c)
		c = &n
	}
	p.draft = c
	p.applyChips()
}

// setFind counts the lines that what is typed to find wants; nil ends that.
func (p *logPane) setFind(c *chip) {
	p.findChip = c
	p.countMatches()
}

// removeNewestChip takes off the chip added last.
func (p *logPane) removeNewestChip(*renderContext) effect {
	if len(p.chips) == 0 {
		return notice{"no filter to remove"}
	}
	p.chips = p.chips[:len(p.chips)-1]
	p.applyChips()
	return nil
}

// clearChips takes all chips off.
func (p *logPane) clearChips(*renderContext) effect {
	n := len(p.chips)
	p.keepChips(func(*chip) bool { return false })
	return notice{summary.Count(n, "filter") + " removed"}
}

// filterComponent filters by the selected record's component, or by all others.
func (p *logPane) filterComponent(d *renderContext, others bool) effect {
	s := p.subject(d)
	if !s.hasRec {
		return nil
	}
	source := "component:" + d.asOf.Records.Component(s.rec)
	if d.asOf.Records.Component(s.rec) == "" {
		source = "log:" + d.asOf.Records.LogName(s.rec)
	}
	return addFilter{either(others, "!", "") + source}
}

// filterThread filters by the selected record's thread.
func (p *logPane) filterThread(d *renderContext) effect {
	s := p.subject(d)
	if !s.hasRec {
		return nil
	}
	return addFilter{fmt.Sprintf("thread:%d", d.asOf.Records.Thread(s.rec))}
}

// addChip filters by what was typed; it says whether it could be read.
func (a *App) addChip(source string) bool {
	p := a.session().log
	c, err := parseChip(source, a.saved.all, a.parseTime)
	if err != nil {
		a.notifyError(err.Error())
		return false
	}
	p.addChip(a.session().resolve(c))
	return true
}
