package ui

import (
	"fmt"
	"strings"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// updatePage is an update's whole story.
func updatePage(id event.GUID) *page {
	p := &page{shownSubject: subject{id: id}, markdown: func(d *renderContext) string { return updateMarkdown(d, d.asOf.update(id)) }}
	p.name = "Update"
	p.titleMore = func(d *renderContext) []cell.Span {
		if u := d.asOf.update(id); u != nil {
			return []cell.Span{cell.Styled(d.th.Strong, updateLabel(u)), cell.Styled("", " "), cell.Styled(stateStyle(d.th, u.State), d.stateSign(u.State)+" "+stateText(u, 99))}
		}
		return nil
	}
	p.build = func(d *renderContext, w int) []item {
		u := d.asOf.update(id)
		if u == nil {
			return []item{{text: cell.OneSpan(d.th.Faint, "not known yet at this moment"), unselectable: true}}
		}
		return updatePageItems(d, w, u)
	}
	return p
}

func updatePageItems(d *renderContext, w int, u *model.Update) []item {
	out := factItems(d, w, updateFacts(d, u))
	out = append(out, historyItems(d, w, u.Transitions, func(s model.UpdateState) (cell.Style, string) {
		return stateStyle(d.th, s), d.stateSign(s) + " " + updateStateWords[s]
	})...)
	out = append(out, updateFitItems(d, w, u)...)
	out = append(out, updateDeploymentItems(d, w, u)...)
	out = append(out, contentItems(d, w, u)...)
	return append(out, updateFindingItems(d, w, u.ID)...)
}

// updateFacts is what is known about an update in short.
func updateFacts(d *renderContext, u *model.Update) []pageFact {
	since, v := evidenceSubject(u.Since()), d.asOf.state.Verdict(u, d.asOf.at, d.asOf.rules)
	out := []pageFact{
		{"title", d.th.Strong, u.Title, subject{}},
		{"why", "", updateReason(d, u), evidenceSubject(v.Proof)},
	}
	for _, e := range v.FurtherProof {
		out = append(out, pageFact{"by", d.th.Faint, where(e), evidenceSubject(e)})
	}
	out = append(out, []pageFact{
		{"until", "", untilText(d, u, v), subject{}},
		{"what to do", "", summary.Sentence(v.Do), subject{}},
		{"result", eitherStyle(u.Result.Failed(), d.th.Bad, d.th.Good), resultText(u), since},
		{"compliance", "", string(u.Compliance), subject{}},
	}...)
	if u.RestartRequired != event.Unsaid {
		out = append(out, pageFact{"restart", "", either(u.RestartRequired == event.Yes, "asked for by the installer", "not needed, says the installer"), subject{}})
	}
	out = append(out, pageFact{"job state", "", u.JobState, subject{}}, pageFact{"id", d.th.ID, u.ID.String(), subject{id: u.ID}})
	if u.Revision > 0 {
		out = append(out, pageFact{"revision", "", fmt.Sprint(u.Revision), subject{}})
	}
	if !u.SupersededBy.IsZero() {
		out = append(out, pageFact{"replaced by", "", d.asOf.nameOf(u.SupersededBy), subject{id: u.SupersededBy}})
	}
	return out
}

// untilText is when an update that is not done may go on, as far as the logs show it.
func untilText(d *renderContext, u *model.Update, v model.Verdict) string {
	switch {
	case !u.Pending():
		return ""
	case !v.Until.IsZero():
		return d.asOf.fullTime(v.Until) + ", when " + v.Then
	case v.Then != "":
		return v.Then
	}
	return "not in the logs"
}

func resultText(u *model.Update) string {
	if !u.HasResult {
		return ""
	}
	s := u.Result.String()
	if m := codeMeaning(u.Result); m != "" {
		s += "  " + m
	}
	if u.Attempts > 1 {
		s += fmt.Sprintf(" after %d attempts", u.Attempts)
	}
	return s
}

// historyItems is a history: when, into which state, for how long, and the record that says so.
func historyItems[S any](d *renderContext, w int, steps []model.Transition[S], word func(S) (cell.Style, string)) []item {
	if len(steps) == 0 {
		return nil
	}
	out := sectionItems(d, "Story")
	for i, t := range steps {
		st, name := word(t.State)
		lasted := ""
		if i+1 < len(steps) {
			lasted = clockDurationText(steps[i+1].At.Sub(t.At))
		} else {
			lasted = "for " + d.asOf.lastedText(t.At)
		}
		text := []cell.Span{cell.Styled(d.th.Faint, "  "+d.asOf.fullTime(t.At)+"  "), cell.Styled(st, cell.PadRight(name, 20)), cell.Styled("", cell.PadLeft(lasted, 15)+"  ")}
		if t.HasCode {
			text = append(text, cell.Styled(eitherStyle(t.Code.Failed(), d.th.Bad, d.th.Faint), t.Code.String()+"  "))
		}
		text = append(text, cell.Styled(d.th.Faint, where(t.Evidence)))
		out = append(out, item{text: text, subject: evidenceSubject(t.Evidence)})
		if i == len(steps)-1 && w >= 100 {
			out = append(out, quotedItem(d, 24, t.Rec))
		}
	}
	return out
}

func updateFitItems(d *renderContext, w int, u *model.Update) []item {
	for _, f := range d.asOf.fits {
		if f.Update != u {
			continue
		}
		value := "needs " + summary.Duration(f.Need)
		value += either(f.NeedLogged, " (asked for by its deployment)", " (assumed: no line names a run time)")
		if f.Available > 0 {
			value += fmt.Sprintf(", %s %s", either(d.asOf.window.Open, "the open window has", "the next window lasts"), summary.Duration(f.Available))
		}
		value += map[event.Tri]string{event.Yes: ": fits", event.No: ": does not fit", event.Unsaid: ": cannot be told"}[f.Fits]
		return append(sectionItems(d, "Service window"), factRows(d, w, "", "", value, evidenceSubject(d.asOf.window.Proof))...)
	}
	return nil
}

func updateDeploymentItems(d *renderContext, w int, u *model.Update) []item {
	if len(u.Deployments) == 0 {
		return nil
	}
	out := sectionItems(d, "Deployments")
	for _, g := range u.Deployments {
		if a := d.asOf.state.Deployment(g); a != nil {
			it := deploymentItem(d, a, w)
			it.text = append([]cell.Span{cell.Styled("", "  ")}, it.text...)
			out = append(out, it)
		}
	}
	return out
}

// contentItems is the chain from the update to the bytes.
func contentItems(d *renderContext, w int, u *model.Update) []item {
	if len(u.Contents) == 0 {
		return nil
	}
	done, total := d.asOf.state.DownloadBytes(u)
	head := "Content"
	if total > 0 {
		head += fmt.Sprintf(": %s of %s", summary.Size(done), summary.Size(total))
	}
	out := sectionItems(d, head)
	for _, g := range u.Contents {
		if c := d.asOf.state.Content(g); c != nil {
			out = append(out, contentItem(d, w, c)...)
		}
	}
	return out
}

func contentItem(d *renderContext, w int, c *model.Content) []item {
	text := []cell.Span{cell.Styled(d.th.ID, "  "+c.ID.Short()+" "), cell.Styled("", cell.PadRight(c.State.String(), 22))}
	if c.Total > 0 {
		text = append(text, cell.Styled("", fmt.Sprintf("%s of %s  ", summary.Size(c.Done), summary.Size(c.Total))))
	}
	if took := c.Ended.At.Sub(c.Started.At); !c.Ended.At.IsZero() && took > 0 {
		text = append(text, cell.Styled(d.th.Faint, "in "+clockDurationText(took)+"  "))
	}
	if c.HasError {
		text = append(text, cell.Styled(d.th.Bad, fmt.Sprintf("%s  ", c.Error)))
	}
	if c.Retries > 0 {
		text = append(text, cell.Styled(d.th.Warn, fmt.Sprintf("tried %d times", c.Retries+1)+"  "))
	}
	text = append(text, cell.Styled(d.th.Faint, c.File))
	out := []item{{text: text, subject: subject{id: c.ID, rec: c.Changed.Rec, hasRec: !c.Changed.At.IsZero()}}}
	var chain []string
	for _, k := range []struct {
		name string
		id   event.GUID
	}{{"request", c.Request}, {"CTM", c.CTM}, {"location", c.LocationRequest}, {"DTS", c.DTS}, {"BITS", c.BITS}} {
		if !k.id.IsZero() {
			chain = append(chain, k.name+" "+k.id.Short())
		}
	}
	if c.Server != "" {
		chain = append(chain, c.Server)
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
	for _, f := range d.asOf.findings {
		if f.Update != id {
			continue
		}
		out = append(out, findingItem(d, f, w-2)...)
	}
	if out == nil {
		return nil
	}
	return append(sectionItems(d, "Findings"), out...)
}
