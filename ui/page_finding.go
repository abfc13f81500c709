package ui

import (
	"ccmtail/model"
	"ccmtail/summary"
)

// findingPage is a trouble as a whole: what it is, since when, what to do, and the records that show it.
func findingPage(key model.FindingKey) *page {
	p := &page{about: subject{finding: key}, ticket: func(d *draw) string { return findingTicket(d, d.m.finding(key)) }}
	p.name = "Finding"
	p.more = func(d *draw) []span {
		if f := d.m.finding(key); f != nil {
			st, _ := severityOf(d, f)
			return words(d.sep(), span{d.th.strong, f.ID}, span{st, string(f.Severity)})
		}
		return nil
	}
	p.build = func(d *draw, w int) []item {
		f := d.m.finding(key)
		if f == nil {
			return []item{{text: say(d.th.faint, "not found yet at this moment"), plain: true}}
		}
		return append(factItems(d, w, findingFactsOf(d, f)), evidenceItems(d, f)...)
	}
	return p
}

// findingFactsOf is what is known about a finding in short.
func findingFactsOf(d *draw, f *model.Finding) []named {
	out := []named{
		{"what", d.th.strong, summary.Sentence(f.Text), subject{}},
		{"what to do", "", summary.Sentence(f.Advice), subject{}},
		{"since", "", d.m.exact(f.Since) + ", " + d.m.until(f.Since), subject{}},
	}
	if !f.Active() {
		out = append(out, named{"cleared", d.th.good, d.m.exact(f.Cleared.At) + ", " + cited(f.Cleared), evident(f.Cleared)})
	}
	if u := d.m.update(f.Update); u != nil {
		out = append(out, named{"update", d.th.stateStyle(u.State), label(u) + ", " + stateText(u, 99), subject{id: u.ID}})
	}
	return out
}

// evidenceItems is the records that show a finding, each with what it says.
func evidenceItems(d *draw, f *model.Finding) []item {
	out := heading1(d, "Shown by "+plural(len(f.Evidence), "record"))
	for _, e := range f.Evidence {
		out = append(out, item{text: []span{{d.th.faint, "  " + d.m.exact(e.At) + "  "}, {"", cited(e)}}, subject: evident(e)})
		if !d.m.records.Evicted(e.Rec) {
			out = append(out, quoted(d, 4, e.Rec))
		}
	}
	return out
}
