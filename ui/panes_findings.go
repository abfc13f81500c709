package ui

import (
	"strings"

	"ccmtail/model"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// The findings pane: troubles known by their traces, with what to do about them.

const paneFindings paneID = "findings"

var findingsSpec = paneSpec{
	id: paneFindings, name: "Findings", key: "5", help: "findings", place: placeRight, hints: findingHints,
	new: newFindingsPane,
}

func findingHints(*renderContext) []keyHint {
	return []keyHint{hintFor("details", actDetails), hintFor("only this update", actFollowIDs), hintFor("find in findings", actFind), hintFor("filter findings", actFilter), hintFor("copy", actCopy), hintFor("pane", actNextPane)}
}

func findingsTitle(d *renderContext) []cell.Span {
	lasting, cleared := summary.FindingCounts(d.asOf.Findings())
	var parts []cell.Span
	if lasting > 0 {
		parts = append(parts, cell.Styled(d.th.Bad, summary.Grouped(lasting)))
	}
	if cleared > 0 {
		parts = append(parts, cell.Styled(d.th.Faint, summary.Grouped(cleared)+" cleared"))
	}
	return cell.Join(d.separator(), parts...)
}

// findingsPane lists the causes, the worst first.
type findingsPane struct {
	list
	showCleared bool
}

func newFindingsPane() pane {
	p := &findingsPane{list: list{titleMore: findingsTitle, openItem: openItemDetails}}
	p.build = p.findingItems
	return p
}

// toggleAll shows what has cleared as well, or counts it in one row.
func (p *findingsPane) toggleAll(*renderContext) effect {
	p.showCleared = !p.showCleared
	return notice{either(p.showCleared, "showing cleared findings", "cleared findings folded")}
}

// compactFindings is the height up to which a finding has one row.
const compactFindings = 3

func (p *findingsPane) findingItems(d *renderContext, w int) []item {
	if d.asOf.Client.Preview {
		return []item{{text: cell.OneSpan(d.th.Faint, "Available when loading has finished"), unselectable: true}}
	}
	var out []item
	cleared := 0
	link := d.session.log.linkedIDs()
	for _, f := range d.asOf.Findings() {
		switch {
		case link != nil && !f.ConcernsAnyOf(link):
		case !f.Active() && !p.showCleared:
			cleared++
		case p.height <= compactFindings:
			out = append(out, findingItem(d, f, w)[0])
			out[len(out)-1].text[2].Text = wholeWords(d.asOf.ShortFinding(f), w-3)
		default:
			out = append(out, findingItem(d, f, w)...)
		}
	}
	switch {
	case cleared > 0:
		out = append(out, item{text: []cell.Span{cell.Styled(d.th.Faint, summary.Count(cleared, "cleared finding")+" "), cell.Styled(d.th.Key, d.keys.hint(actShowAllUpdates))}, unselectable: true})
	case len(out) == 0 && link != nil && len(d.asOf.Findings()) > 0:
		return d.noneFollowed()
	case len(out) == 0:
		out = []item{{text: cell.OneSpan(d.th.Faint, summary.NoFindings), unselectable: true}}
	}
	return out
}

// severitySign returns how much a finding matters: a colour, and a letter for where there is none.
func severitySign(d *renderContext, f *model.Finding) (cell.Style, string) {
	switch f.Severity {
	case model.SeverityError:
		return d.th.Bad, "E"
	case model.SeverityWarning:
		return d.th.Warn, "W"
	}
	return "", "i"
}

// findingItem returns the finding's sentence wrapped, since when, how much it explains, and what to do
// where there is room for it.
func findingItem(d *renderContext, f *model.Finding, w int) []item {
	st, mark := severitySign(d, f)
	if !f.Active() {
		st = d.th.Faint
	}
	about := subject{id: f.Update, finding: f.Key()}
	if len(f.Evidence) > 0 {
		about.rec, about.hasRec = f.Evidence[0].Rec, true
	}
	text := either(w >= 70, summary.Sentence(f.Text), d.asOf.ShortFinding(f))
	pieces := cell.Wrap(text, w-3)
	var out []item
	for i, piece := range pieces {
		it := item{text: []cell.Span{cell.Styled(st, " "), cell.Styled(d.th.Mark, " "), cell.Styled("", piece)}, unselectable: i > 0, subject: about}
		if i == 0 {
			it.text[0].Text, it.text[1].Text = mark, d.changedSign(changeKey{finding: f.Key()})
		}
		out = append(out, it)
	}
	since := d.asOf.SinceText(f)
	if last := &out[len(out)-1]; cell.TotalWidth(last.text)+2+cell.Width(since) < w {
		last.text = append(last.text, cell.Styled(d.th.Faint, either(strings.HasSuffix(pieces[len(pieces)-1], " "), " ", "  ")+since))
	} else {
		out = append(out, item{text: []cell.Span{cell.Styled("", "  "), cell.Styled(d.th.Faint, wholeWords(since, w-3))}, unselectable: true})
	}
	if w >= 70 && f.Active() {
		for _, piece := range cell.Wrap(summary.Sentence(f.Advice), w-5) {
			out = append(out, item{text: []cell.Span{cell.Styled("", "    "), cell.Styled(d.th.Faint, piece)}, unselectable: true})
		}
	}
	return out
}
