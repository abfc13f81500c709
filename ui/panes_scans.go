package ui

import (
	"ccmtail/model"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

var scansSpec = paneSpec{
	id: "scans", name: "Scans", key: "7", help: "scans", hints: recordHints,
	new: func() pane { return &list{titleMore: scansTitle, build: scanItems} },
}

func scansTitle(d *renderContext) []cell.Span {
	if n := len(d.asOf.State.Scans()); n > 0 {
		return cell.OneSpan(d.th.Faint, summary.Grouped(n))
	}
	return nil
}

// scanItems lists the scans, the newest first.
func scanItems(d *renderContext, w int) []item {
	scans := d.asOf.State.Scans()
	if len(scans) == 0 {
		return d.emptyItems(summary.NoScans)
	}
	var out []item
	for i := len(scans) - 1; i >= 0; i-- {
		out = append(out, scanItem(d, &scans[i], w))
	}
	return out
}

func scanItem(d *renderContext, c *model.Scan, _ int) item {
	r := d.asOf.Scan(*c)
	st := toneStyle(d.th, r.Badge.Tone)
	if !c.Ended {
		st = d.th.Busy
	}
	text := []cell.Span{cell.Styled("", cell.PadRight(d.asOf.EvidenceExact(c.Start), 21)), cell.Styled(st, cell.PadRight(r.Outcome, 27)+" ")}
	if c.Server != "" {
		text = append(text, cell.Styled("", c.Server+" "))
	}
	if !c.Source.IsZero() {
		text = append(text, cell.Styled(d.th.Faint, "source "+c.Source.Short()))
	}
	return item{text: text, subject: subject{id: c.Source, rec: c.Start.Rec, hasRec: !c.Start.At().IsZero()}}
}
