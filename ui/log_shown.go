package ui

import (
	"strings"

	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// shownLogPane is the log pane of whichever client is shown.
type shownLogPane struct{}

func (shownLogPane) title(d *renderContext) []cell.Span         { return d.session.log.title(d) }
func (shownLogPane) rows(d *renderContext, w, h int) []cell.Row { return d.session.log.rows(d, w, h) }
func (shownLogPane) moveBy(d *renderContext, by int) effect     { return d.session.log.moveBy(d, by) }
func (shownLogPane) pageSize() int                              { return 10 }
func (shownLogPane) selectRow(d *renderContext, row int) effect {
	return d.session.log.selectRow(d, row)
}
func (shownLogPane) subject(d *renderContext) subject  { return d.session.log.subject(d) }
func (shownLogPane) moveToEnd(d *renderContext) effect { return d.session.log.follow() }
func (shownLogPane) turnPage(d *renderContext, sign, n int) effect {
	return d.session.log.turnPage(d, sign, n)
}
func (shownLogPane) sort(*renderContext) effect { return perform{actLogColumns} }

func (shownLogPane) clickTitle(d *renderContext, x int) (effect, bool) {
	return d.session.log.clickTitle(d, x)
}

// open opens the record selected.
func (shownLogPane) open(d *renderContext) effect {
	s := d.session.log.subject(d)
	if !s.hasRec {
		return nil
	}
	return openPage{recordPage(s.rec)}
}

// status returns what the range holds, if there is one, else where the record selected stands.
func (shownLogPane) status(d *renderContext) []cell.Span {
	s := d.session.log.subject(d)
	words := d.session.log.rangeSummary(d)
	if words == "" || !s.hasRec || d.asOf.Records.Evicted(s.rec) {
		return d.recordStatus(s)
	}
	return []cell.Span{
		cell.Styled(d.th.Strong, words),
		cell.Styled(d.th.Faint, "  "+d.keys.text(actCopy)+" copies them, "+d.keys.text(actBack)+" cancels the selection"),
	}
}

// copied returns the range, which is given up with that, or the record selected.
func (shownLogPane) copied(d *renderContext) (text, what string) {
	p := d.session.log
	if p.rangeStart == nil {
		if s := p.subject(d); s.hasRec {
			return recordText(d, s.rec), "the record"
		}
		return "", ""
	}
	text, what = p.rangeText(d), p.rangeSummary(d)
	if strings.Count(text, "\n") >= maxCopiedRecords {
		what = "the first " + summary.Grouped(maxCopiedRecords) + " of " + what
	}
	p.rangeStart = nil
	return text, what
}
