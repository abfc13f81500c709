package report

import (
	"io"
	"strings"

	"ccmtail/internal/text"
	"ccmtail/summary"
)

// markdownHead writes the sums of several clients for a ticket.
func markdownHead(w io.Writer, r *Report) error {
	if !r.several {
		return nil
	}
	m, f := &markdown{Printer: text.NewPrinter(w)}, r.Fleet()
	m.print("# Software updates on "+summary.Count(f.Clients(), "client"), "", "**"+md(f.Verdict())+"**", "")
	m.print("As of "+fleetTime(f)+"  ", md(f.CountsText()))
	m.fleetClients(f)
	m.fleetUpdates(f)
	m.fleetCauses(f)
	return m.Err()
}

// fleetClients lists the clients that need attention.
func (m *markdown) fleetClients(f *summary.Fleet) {
	all, more := f.NeedAttention(maxListedClients)
	if len(all) == 0 {
		return
	}
	m.section("Clients that need attention")
	m.table("Client", "State", "Done", "Why", "Evidence")
	for _, c := range all {
		where := ""
		if len(c.Stuck) > 0 {
			where = mdCode(c.Stuck[0].Evidence.String())
		}
		m.row(md(c.Name), c.Badge().Word, c.DoneText(), md(c.WhyText()), where)
	}
	m.more(more)
}

// more says how many more there are than are listed.
func (m *markdown) more(n int) {
	if n > 0 {
		m.print("", "And "+summary.Grouped(n)+" more.")
	}
}

// fleetUpdates lists the updates with their states on all clients.
func (m *markdown) fleetUpdates(f *summary.Fleet) {
	if len(f.KBs) == 0 {
		return
	}
	m.section("Updates")
	m.table("Update", "Title", "Clients", "States", "Codes")
	n := min(len(f.KBs), maxListedUpdates)
	for i := range f.KBs[:n] {
		u := &f.KBs[i]
		var codes []string
		for _, c := range u.Codes {
			codes = append(codes, mdCode(c.Code)+inBrackets(summary.Grouped(c.N)))
		}
		m.row(md(u.KB), md(u.Title), summary.Grouped(u.Clients), stateCounts(u), strings.Join(codes, ", "))
	}
	m.more(len(f.KBs) - n)
}

// fleetCauses lists the findings that last, and how many clients have each.
func (m *markdown) fleetCauses(f *summary.Fleet) {
	if len(f.Causes) == 0 {
		return
	}
	m.section("Causes")
	m.table("Clients", "Finding", "Severity", "What")
	n := min(len(f.Causes), maxListedCauses)
	for i := range f.Causes[:n] {
		c := &f.Causes[i]
		m.row(summary.Grouped(c.Clients), c.ID, c.Badge().Word, md(c.Text))
	}
	m.more(len(f.Causes) - n)
}
