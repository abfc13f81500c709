package report

import (
	"fmt"
	"io"
	"strings"

	"ccmtail/internal/text"
	"ccmtail/summary"
)

// How much of many clients text and Markdown list, of each kind.
const (
	maxListedUpdates = 30
	maxListedCauses  = 20
	maxListedClients = 40
)

// textHead writes the sums of several clients for people.
func textHead(w io.Writer, r *Report) error {
	if !r.several {
		return nil
	}
	p, f := &printer{text.NewPrinter(w), r.Colour}, r.Fleet()
	p.Line("%s, as of %s", summary.Count(f.Clients(), "client"), fleetTime(f))
	p.Line("")
	p.Line("%s", f.Verdict())
	p.Line("%s", f.CountsText())
	p.fleetClients(f)
	p.fleetUpdates(f)
	p.fleetCauses(f)
	return p.Err()
}

// fleetTime returns the moment of a fleet, whose clients have clocks of their own.
func fleetTime(f *summary.Fleet) string { return summary.UTCText(f.At) }

// fleetClients lists the clients that need attention.
func (p *printer) fleetClients(f *summary.Fleet) {
	all, more := f.NeedAttention(maxListedClients)
	if len(all) == 0 {
		return
	}
	p.Heading("clients that need attention")
	width := 0
	for _, c := range all {
		width = max(width, min(len(text.Clean(c.Name)), 30))
	}
	for _, c := range all {
		name, badge := text.Clean(c.Name), c.Badge()
		p.Line("%-*s  %s %7s  %s", width, name, p.colourize(fmt.Sprintf("%-10s", badge.Word), badge.Tone), c.DoneText(), c.WhyText())
	}
	p.more(more)
}

// more says how many more there are than are listed.
func (p *printer) more(n int) {
	if n > 0 {
		p.Line("and %s more", summary.Grouped(n))
	}
}

// fleetUpdates lists the updates with their states on all clients.
func (p *printer) fleetUpdates(f *summary.Fleet) {
	if len(f.KBs) == 0 {
		return
	}
	p.Heading("updates")
	n := min(len(f.KBs), maxListedUpdates)
	for i := range f.KBs[:n] {
		u := &f.KBs[i]
		name, title := u.KB, u.Title
		if name == "" {
			name = "-"
		}
		p.Line("%-10s %s", name, title)
		p.Line("           %s: %s%s", summary.Count(u.Clients, "client"), stateCounts(u), inBrackets(u.CodesText()))
	}
	p.more(len(f.KBs) - n)
}

// stateCounts says on how many clients an update is in which state.
func stateCounts(u *summary.FleetUpdate) string {
	var all []string
	for _, c := range u.StateCounts() {
		all = append(all, c.Text())
	}
	return strings.Join(all, ", ")
}

// fleetCauses lists the findings that last, and how many clients have each.
func (p *printer) fleetCauses(f *summary.Fleet) {
	if len(f.Causes) == 0 {
		return
	}
	p.Heading("causes")
	n := min(len(f.Causes), maxListedCauses)
	for i := range f.Causes[:n] {
		c := &f.Causes[i]
		badge := c.Badge()
		p.Line("%11s  %s %s: %s", c.CountText(), c.ID, p.colourize(badge.Word, badge.Tone), c.Text)
	}
	p.more(len(f.Causes) - n)
}
