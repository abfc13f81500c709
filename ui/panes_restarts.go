package ui

import (
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// The restarts pane: who waits for a restart, who asked for it, and until when.

const paneRestarts paneID = "restarts"

var restartsSpec = paneSpec{
	id: paneRestarts, name: "Restarts", key: "3", help: "restarts", place: placeRight, hints: recordHints,
	new: func() pane { return &list{titleMore: restartsTitle, build: restartItems} },
}

func restartsTitle(d *renderContext) []cell.Span {
	if n := len(d.asOf.State.PendingRestarts()); n > 0 {
		return cell.OneSpan(d.th.Warn, summary.Count(n, "update"))
	}
	return nil
}

func restartItems(d *renderContext, w int) []item {
	waiting := d.asOf.State.PendingRestarts()
	if d.asOf.NoRestartSeen() && d.asOf.Client.Preview {
		return d.emptyItems("")
	}
	var out []item
	for _, says := range d.asOf.RestartSentences(d.asOf.EvidenceShort) {
		out = append(out, evidenceItem(cell.OneSpan(toneStyle(d.th, says.Tone), wholeWords(says.Text, w-1)), says.Evidence))
	}
	for _, u := range waiting {
		text := []cell.Span{cell.Styled(d.th.Warn, d.stateSign(u.State)+" "), cell.Styled("", summary.UpdateLabel(u))}
		if w >= 40 && u.Title != "" && u.KB != "" {
			text = append(text, cell.Styled(d.th.Faint, "  "+summary.ShortTitle(u)))
		}
		out = append(out, item{text: text, subject: subject{id: u.ID, rec: u.Since().Rec, hasRec: true}})
	}
	return out
}
