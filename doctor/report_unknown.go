package doctor

import (
	"io"

	"ccmtail/internal/text"
	"ccmtail/store"
	"ccmtail/summary"
)

// WriteUnknown writes what FindUnknown returned for a client to w, as text. It returns the first
// error of w.
func WriteUnknown(w io.Writer, c *store.Client, wordings []UnknownWording, known, all int) error {
	p := printer{text.NewPrinter(w)}
	percent := 100.0
	if all > 0 {
		percent = 100 * float64(known) / float64(all)
	}
	p.Line("%s  %s of %s records of the update chain's logs are known (%.1f %%)",
		c.Name, summary.Grouped(known), summary.Grouped(all), percent)
	for _, u := range wordings {
		p.Line("%6d  %-28s %s", u.Count, u.Component, u.Template)
		p.Line("        %s:%d", c.Records.FileNameOf(u.Example), c.Records.Line(u.Example))
	}
	return p.Err()
}
