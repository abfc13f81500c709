package ui

import (
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// marksPage lists the marked records with their notes, the oldest first.
func marksPage() *page {
	p := &page{name: "Marks", readsOnly: true}
	p.titleMore = func(d *renderContext) []cell.Span {
		return cell.OneSpan(d.th.Faint, summary.Count(len(d.session.marks), "mark"))
	}
	p.build = func(d *renderContext, w int) (out []item) {
		for _, id := range d.session.markedRecords() {
			what := cell.Styled("", oneLine(string(d.asOf.Records.Message(id))))
			if note := d.session.marks[id]; note != "" {
				what = cell.Styled(d.th.Mark, note)
			}
			out = append(out, item{subject: subject{rec: id, hasRec: true}, text: []cell.Span{
				cell.Styled(d.th.Faint, " "+d.asOf.RecordTime(id)+"  "), cell.Styled(d.th.Accent, d.asOf.WhereRecord(id)+"  "), what,
			}})
		}
		if out == nil {
			none := "No marks; " + d.keys.text(actMark) + " marks a record, " + d.keys.text(actNote) + " adds a note"
			out = []item{{text: cell.OneSpan(d.th.Faint, none), unselectable: true}}
		}
		return out
	}
	return p
}
