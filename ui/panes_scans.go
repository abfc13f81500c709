package ui

import (
	"fmt"

	"ccmtail/model"
	"ccmtail/ui/cell"
)

func scansTitle(d *renderContext) []cell.Span {
	if n := len(d.asOf.state.Scans()); n > 0 {
		return cell.OneSpan(d.th.Faint, groupThousands(n))
	}
	return nil
}

// scanItems lists the scans, the newest first.
func scanItems(d *renderContext, w int) []item {
	scans := d.asOf.state.Scans()
	if len(scans) == 0 {
		return d.emptyItems("no scan in the logs up to this moment")
	}
	var out []item
	for i := len(scans) - 1; i >= 0; i-- {
		out = append(out, scanItem(d, &scans[i], w))
	}
	return out
}

func scanItem(d *renderContext, c *model.Scan, _ int) item {
	text := []cell.Span{cell.Styled("", cell.PadRight(d.asOf.fullTime(c.Start.At), 21))}
	switch {
	case !c.Ended:
		text = append(text, cell.Styled(d.th.Busy, cell.PadRight("scanning, "+d.asOf.roughAgeText(c.Start.At), 22)))
	case c.Result.Failed():
		text = append(text, cell.Styled(d.th.Bad, cell.PadRight("failed "+c.Result.String(), 22)))
	default:
		text = append(text, cell.Styled(d.th.Good, cell.PadRight(fmt.Sprintf("done in %s", durationText(c.End.At.Sub(c.Start.At))), 22)))
	}
	if c.Server != "" {
		text = append(text, cell.Styled("", c.Server+" "))
	}
	if !c.Source.IsZero() {
		text = append(text, cell.Styled(d.th.Faint, "source "+c.Source.Short()))
	}
	return item{text: text, subject: subject{id: c.Source, rec: c.Start.Rec, hasRec: !c.Start.At.IsZero()}}
}
