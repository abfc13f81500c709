package report

import (
	"ccmtail/internal/text"
	"ccmtail/store"
	"ccmtail/summary"
)

// writeGaps writes of each log that has more gaps than before that bytes of it may be missing.
func (w *ChangeWriter) writeGaps(t *writtenState, c *store.Client, name string) error {
	for i := range c.Logs {
		l := &c.Logs[i]
		more := l.Gaps - t.gaps[l.Name]
		if more <= 0 {
			continue
		}
		t.gaps[l.Name] = l.Gaps
		if err := w.writeGap(change{Kind: "gap", Client: name, To: "missing", Log: l.Name, Text: GapText(more)}); err != nil {
			return err
		}
	}
	return nil
}

func (w *ChangeWriter) writeGap(ch change) error {
	if !w.text {
		return w.writeJSON(ch)
	}
	p := text.NewPrinter(w.w)
	p.Line("%s  %-16s %s  %s", summary.Time{}.OrUnknown(), ch.Kind, ch.Log, ch.Text)
	return p.Err()
}

// GapText says that bytes of a log may be missing in n places.
func GapText(n int) string { return "records may be missing: " + summary.Count(n, "gap") }
