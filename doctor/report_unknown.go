package doctor

import (
	"io"

	"ccmtail/internal/text"
	"ccmtail/store"
	"ccmtail/summary"
)

// WriteUnknown writes what FindUnknown returned for a client to w, as text. It returns the first
// error of w.
func WriteUnknown(w io.Writer, c *store.Client, u Unknown) error {
	p := printer{text.NewPrinter(w)}
	if u.All == 0 {
		p.Line("%s  no records of the update chain's logs", c.Name)
	} else {
		p.Line("%s  %s of %s records of the update chain's logs are known (%s)",
			c.Name, summary.Grouped(u.Known), summary.Grouped(u.All), summary.Share(u.Known, u.All))
	}
	if u.NotRead > 0 {
		p.Line("  not read, in logs of which only a few lines have rules: %s", summary.Count(u.NotRead, "record"))
	}
	for _, w := range u.Wordings {
		p.Line("%6d  %-28s %s", w.Count, w.Component, w.Template)
		p.Line("        %s:%d", c.Records.FileNameOf(w.Example), c.Records.Line(w.Example))
	}
	return p.Err()
}
