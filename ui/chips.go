package ui

import (
	"strings"

	"ccmtail/model/event"
	"ccmtail/query"
)

// A chip is one filter as typed. Several chips must all let a record through.
type chip struct {
	source string
	want   query.Matcher
	// link is the id a chip made by * follows, zero for a typed one; linked is what belongs to it.
	link   event.GUID
	linked *linked
	// no tells it from all other chips of the log, those of the same source too: times in it may have been relative.
	no int
}

// parseChip reads what was typed; the error says what is wrong with it.
func parseChip(source string, saved query.Saved, at query.TimeParser) (chip, error) {
	s := strings.TrimSpace(source)
	want, err := saved.Parse(s, at)
	return chip{source: s, want: want}, err
}

// numbered gives a chip its number.
func (p *logPane) numbered(c chip) chip {
	p.made++
	c.no = p.made
	return c
}

// add filters by one more chip.
func (p *logPane) add(c chip) {
	if c.no == 0 {
		c = p.numbered(c)
	}
	p.chips = append(p.chips, c)
	p.apply()
}

// keep filters by those chips alone that are wanted.
func (p *logPane) keep(wanted func(*chip) bool) {
	var kept []chip
	for i := range p.chips {
		if wanted(&p.chips[i]) {
			kept = append(kept, p.chips[i])
		}
	}
	p.chips = kept
	p.apply()
}

// sketch shows what a chip that is being typed would do; nil ends that.
func (p *logPane) sketch(c *chip) {
	if c != nil {
		n := p.numbered(*c)
		c = &n
	}
	p.draft = c
	p.apply()
}

// seek counts the lines that what is typed to find wants; nil ends that.
func (p *logPane) seek(c *chip) {
	p.find = c
	p.count()
}
