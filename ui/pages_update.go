package ui

import (
	"strings"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// updatePage returns all about an update.
func updatePage(id event.GUID) *page {
	p := &page{shownSubject: subject{id: id}, markdown: func(d *renderContext) string { return d.updateMarkdown(id) }}
	p.name = "Update"
	p.titleMore = func(d *renderContext) []cell.Span {
		if u := d.asOf.FindUpdate(id); u != nil {
			return []cell.Span{cell.Styled(d.th.Strong, summary.UpdateLabel(u)), cell.Styled("", " "), cell.Styled(stateStyle(d.th, u.State), d.stateSign(u.State)+" "+summary.StateText(u))}
		}
		return nil
	}
	p.build = func(d *renderContext, w int) []item {
		u := d.asOf.FindUpdate(id)
		if u == nil {
			return []item{{text: cell.OneSpan(d.th.Faint, "Not known yet at this time"), unselectable: true}}
		}
		return updatePageItems(d, w, u)
	}
	return p
}

func updatePageItems(d *renderContext, w int, u *model.Update) []item {
	out := factItems(d, w, d.asOf.UpdateFacts(u))
	out = append(out, historyItems(d, w, d.asOf.UpdateSteps(u), func(i int) string { return d.stateSign(u.Transitions[i].State) + " " })...)
	out = append(out, updateFitItems(d, w, u)...)
	out = append(out, updateDeploymentItems(d, w, u)...)
	out = append(out, contentItems(d, w, u)...)
	return append(out, updateFindingItems(d, w, u.ID)...)
}

// historyItems returns a history: when, into which state, for how long, and the record that says
// so. sign stands before a step's state.
func historyItems(d *renderContext, w int, steps []summary.Step, sign func(i int) string) []item {
	if len(steps) == 0 {
		return nil
	}
	out := d.sectionItems("History")
	for i, t := range steps {
		lasted := t.Lasted()
		if i == len(steps)-1 && lasted != "" {
			lasted = "for " + lasted
		}
		text := []cell.Span{
			cell.Styled(d.th.Faint, "  "+d.asOf.EvidenceExact(t.Evidence)+"  "), cell.Styled(toneStyle(d.th, t.Badge.Tone), cell.PadRight(sign(i)+t.Badge.Word, 20)),
			cell.Styled("", cell.PadLeft(lasted, 15)+"  "),
		}
		if t.Result.Failed {
			text = append(text, cell.Styled(d.th.Bad, t.Result.Code+"  "))
		}
		text = append(text, cell.Styled(d.th.Faint, d.asOf.Where(t.Evidence)))
		out = append(out, item{text: text, subject: evidenceSubject(t.Evidence)})
		if i == len(steps)-1 && w >= 100 {
			out = append(out, quotedItem(d, 24, t.Evidence.Rec))
		}
	}
	return out
}

func updateFitItems(d *renderContext, w int, u *model.Update) []item {
	for _, f := range d.asOf.Fits() {
		if f.Update != u {
			continue
		}
		r := d.asOf.Fit(f)
		return append(d.sectionItems("Maintenance window"), factRows(d, w, "", "", r.Sentence+": "+r.Badge.Word, evidenceSubject(d.asOf.WindowStatus().Proof))...)
	}
	return nil
}

func updateDeploymentItems(d *renderContext, w int, u *model.Update) []item {
	if len(u.Deployments) == 0 {
		return nil
	}
	out := d.sectionItems("Deployments")
	for _, g := range u.Deployments {
		if a := d.asOf.State.Deployment(g); a != nil {
			it := deploymentItem(d, a, w)
			it.text = append([]cell.Span{cell.Styled("", "  ")}, it.text...)
			out = append(out, it)
		}
	}
	return out
}

// contentItems returns the chain from the update to the bytes.
func contentItems(d *renderContext, w int, u *model.Update) []item {
	if len(u.Contents) == 0 {
		return nil
	}
	done, total := d.asOf.State.DownloadBytes(u)
	head := "Content"
	if total > 0 {
		head += ": " + summary.SizeOf(done, total)
	}
	out := d.sectionItems(head)
	for _, g := range u.Contents {
		if c := d.asOf.State.Content(g); c != nil {
			out = append(out, contentItem(d, w, c)...)
		}
	}
	return out
}

func contentItem(d *renderContext, w int, c *model.Content) []item {
	r := d.asOf.Content(c)
	text := []cell.Span{cell.Styled(d.th.ID, "  "+c.ID.Short()+" "), cell.Styled("", cell.PadRight(r.Badge.Word, 22))}
	add := func(st cell.Style, words string) {
		if words != "" {
			text = append(text, cell.Styled(st, words+"  "))
		}
	}
	add("", r.Bytes)
	if r.Took != "" {
		add(d.th.Faint, "in "+r.Took)
	}
	add(eitherStyle(c.State == model.ContentFailed, d.th.Bad, d.th.Warn), r.Attempts)
	text = append(text, cell.Styled(d.th.Faint, r.File))
	out := []item{{text: text, subject: subject{id: c.ID, rec: c.Changed.Rec, hasRec: !c.Changed.At().IsZero()}}}
	var chain []string
	for _, link := range r.Chain[1:] { // its own id stands before it
		chain = append(chain, link.Name+" "+link.ID.Short())
	}
	if r.Server != "" {
		chain = append(chain, r.Server)
	}
	if len(chain) > 0 {
		for _, piece := range cell.Wrap(strings.Join(chain, " "+d.g.Arrow+" "), w-6) {
			out = append(out, item{text: []cell.Span{cell.Styled("", "    "), cell.Styled(d.th.Faint, piece)}, unselectable: true})
		}
	}
	return out
}

func updateFindingItems(d *renderContext, w int, id event.GUID) []item {
	var out []item
	for _, f := range d.asOf.Findings() {
		if !f.StopsClient() && f.Concerns(id) {
			out = append(out, findingItem(d, f, w-2)...)
		}
	}
	if out == nil {
		return nil
	}
	return append(d.sectionItems("Findings"), out...)
}
