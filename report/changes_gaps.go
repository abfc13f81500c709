package report

import (
	"ccmtail/internal/text"
	"ccmtail/store"
	"ccmtail/summary"
)

// writeGaps writes of each log that has more gaps than before that bytes of it may be missing.
func (w *ChangeWriter) writeGaps(t *writtenState, c *store.Client) error {
	for i := range c.Logs {
		l := &c.Logs[i]
		gap, any := MoreGaps(c, l, t.gaps[l.Name])
		if !any {
			continue
		}
		t.gaps[l.Name] = l.Gaps
		ch := change{Change: gap}
		if t.silent || !t.wants(&ch) {
			continue
		}
		if err := w.writeGap(ch); err != nil {
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
	p.Line("%s%s  %-16s %s  %s", w.prefix(ch.Client), summary.Time{}.OrUnknown(), ch.Kind, ch.Log, orEmpty(ch.Text))
	return p.Err()
}

// GapText says that bytes of a log may be missing in n places.
func GapText(n int) string { return "records may be missing: " + summary.Count(n, "gap") }
