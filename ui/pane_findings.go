package ui

import (
	"fmt"

	"ccmtail/model"
	"ccmtail/summary"
)

// The findings pane: troubles known by their traces, with what to do about them.

func findingsHead(d *draw) []span {
	lasting, cleared := 0, 0
	for _, f := range d.m.findings {
		if f.Active() {
			lasting++
		} else {
			cleared++
		}
	}
	var parts []span
	if lasting > 0 {
		parts = append(parts, span{d.th.bad, count(lasting)})
	}
	if cleared > 0 {
		parts = append(parts, span{d.th.faint, fmt.Sprintf("%d cleared", cleared)})
	}
	return words(d.sep(), parts...)
}

func findingItems(d *draw, w int) []item {
	var lasting, cleared []item
	link := d.c.log.link()
	for _, f := range d.m.findings {
		if link != nil && !f.Update.IsZero() && !link[f.Update] {
			continue
		}
		if f.Active() {
			lasting = append(lasting, findingItem(d, f, w)...)
		} else {
			cleared = append(cleared, findingItem(d, f, w)...)
		}
	}
	if d.m.client.Preview {
		return []item{{text: say(d.th.faint, "looked for when all has been read"), plain: true}}
	}
	if len(lasting)+len(cleared) == 0 {
		return []item{{text: say(d.th.faint, "no known trouble in the logs"), plain: true}}
	}
	return append(lasting, cleared...)
}

// severityOf is how much a finding matters: a colour, and a letter for where there is none.
func severityOf(d *draw, f *model.Finding) (style, string) {
	switch f.Severity {
	case model.SeverityError:
		return d.th.bad, "E "
	case model.SeverityWarning:
		return d.th.warn, "W "
	}
	return "", "i "
}

// findingItem is the finding's sentence wrapped, and what to do where there is room for it.
func findingItem(d *draw, f *model.Finding, w int) []item {
	st, mark := severityOf(d, f)
	text := summary.Sentence(f.Text)
	if !f.Active() {
		st, text = d.th.faint, text+" Cleared "+d.m.clock(f.Cleared.At)+"."
	}
	about := subject{id: f.Update, finding: f.Key()}
	if len(f.Evidence) > 0 {
		about.rec, about.hasRec = f.Evidence[0].Rec, true
	}
	var out []item
	for i, piece := range wrap(text, w-3) {
		it := item{text: []span{{st, "  "}, {"", piece}}, plain: i > 0, subject: about}
		if i == 0 {
			it.text[0].s = mark
		}
		out = append(out, it)
	}
	if w >= 70 && f.Active() {
		for _, piece := range wrap(summary.Sentence(f.Advice), w-5) {
			out = append(out, item{text: []span{{"", "    "}, {d.th.faint, piece}}, plain: true})
		}
	}
	return out
}
