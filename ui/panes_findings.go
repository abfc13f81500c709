package ui

import (
	"ccmtail/model"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// The findings pane: troubles known by their traces, with what to do about them.

const paneFindings paneID = "findings"

var findingsSpec = paneSpec{
	id: paneFindings, name: "Findings", key: "5", help: "findings", place: placeRight, hints: findingHints,
	new: func() pane { return &list{titleMore: findingsTitle, build: findingItems, openItem: openItemDetails} },
}

func findingHints(*renderContext) []keyHint {
	return []keyHint{hintFor("details", actDetails), hintFor("only this update", actFollowIDs), hintFor("copy", actCopy), hintFor("find", actFind), hintFor("pane", actNextPane)}
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

func findingItems(d *renderContext, w int) []item {
	var lasting, cleared []item
	link := d.session.log.linkedIDs()
	for _, f := range d.asOf.Findings() {
		if link != nil && !f.Update.IsZero() && !link[f.Update] {
			continue
		}
		if f.Active() {
			lasting = append(lasting, findingItem(d, f, w)...)
		} else {
			cleared = append(cleared, findingItem(d, f, w)...)
		}
	}
	if d.asOf.Client.Preview {
		return []item{{text: cell.OneSpan(d.th.Faint, "Available when loading has finished"), unselectable: true}}
	}
	if len(lasting)+len(cleared) == 0 {
		return []item{{text: cell.OneSpan(d.th.Faint, summary.NoFindings), unselectable: true}}
	}
	return append(lasting, cleared...)
}

// severitySign returns how much a finding matters: a colour, and a letter for where there is none.
func severitySign(d *renderContext, f *model.Finding) (cell.Style, string) {
	switch f.Severity {
	case model.SeverityError:
		return d.th.Bad, "E "
	case model.SeverityWarning:
		return d.th.Warn, "W "
	}
	return "", "i "
}

// findingItem returns the finding's sentence wrapped, and what to do where there is room for it.
func findingItem(d *renderContext, f *model.Finding, w int) []item {
	st, mark := severitySign(d, f)
	text := summary.Sentence(f.Text)
	if !f.Active() {
		st, text = d.th.Faint, text+" "+d.asOf.ClearedText(f)
	}
	about := subject{id: f.Update, finding: f.Key()}
	if len(f.Evidence) > 0 {
		about.rec, about.hasRec = f.Evidence[0].Rec, true
	}
	var out []item
	for i, piece := range cell.Wrap(text, w-3) {
		it := item{text: []cell.Span{cell.Styled(st, "  "), cell.Styled("", piece)}, unselectable: i > 0, subject: about}
		if i == 0 {
			it.text[0].Text = mark
		}
		out = append(out, it)
	}
	if w >= 70 && f.Active() {
		for _, piece := range cell.Wrap(summary.Sentence(f.Advice), w-5) {
			out = append(out, item{text: []cell.Span{cell.Styled("", "    "), cell.Styled(d.th.Faint, piece)}, unselectable: true})
		}
	}
	return out
}
