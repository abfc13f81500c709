package report

import (
	"io"

	"ccmtail/doctor"
	"ccmtail/store"
)

// Unknown writes which wordings of the update chain's logs no rule fits.
func Unknown(w io.Writer, c *store.Client, lines []doctor.Unknown, known, all int) error {
	p := &printer{w: w}
	share := 100.0
	if all > 0 {
		share = 100 * float64(known) / float64(all)
	}
	p.line("%s  %d of %d records of the update chain's logs are known (%.1f %%)", c.Name, known, all, share)
	for _, u := range lines {
		p.line("%6d  %-28s %s", u.Count, u.Component, u.Template)
		p.line("        %s:%d", c.Records.Log(u.Example), c.Records.Line(u.Example))
	}
	return p.err
}
