package ui

import (
	"fmt"
	"strings"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
)

// updatePage is an update's whole story.
func updatePage(id event.GUID) *page {
	p := &page{about: subject{id: id}, ticket: func(d *draw) string { return updateTicket(d, d.m.update(id)) }}
	p.name = "Update"
	p.more = func(d *draw) []span {
		if u := d.m.update(id); u != nil {
			return []span{{d.th.strong, label(u)}, {"", " "}, {d.th.stateStyle(u.State), d.g.states[u.State] + " " + stateText(u, 99)}}
		}
		return nil
	}
	p.build = func(d *draw, w int) []item {
		u := d.m.update(id)
		if u == nil {
			return []item{{text: say(d.th.faint, "not known yet at this moment"), plain: true}}
		}
		return updateItems(d, w, u)
	}
	return p
}

func updateItems(d *draw, w int, u *model.Update) []item {
	out := factItems(d, w, updateFacts(d, u))
	out = append(out, storyItems(d, w, u.Transitions, func(s model.UpdateState) (style, string) {
		return d.th.stateStyle(s), d.g.states[s] + " " + stateWords[s]
	})...)
	out = append(out, fitFacts(d, w, u)...)
	out = append(out, deploymentFacts(d, w, u)...)
	out = append(out, contentFacts(d, w, u)...)
	return append(out, findingFacts(d, w, u.ID)...)
}

// updateFacts is what is known about an update in short.
func updateFacts(d *draw, u *model.Update) []named {
	since, v := evident(u.Since()), d.m.state.Verdict(u, d.m.at, d.m.rules)
	out := []named{
		{"title", d.th.strong, u.Title, subject{}},
		{"why", "", reason(d, u), evident(v.Proof)},
	}
	for _, e := range v.FurtherProof {
		out = append(out, named{"by", d.th.faint, cited(e), evident(e)})
	}
	out = append(out, []named{
		{"until", "", untilText(d, u, v), subject{}},
		{"what to do", "", summary.Sentence(v.Do), subject{}},
		{"result", pickStyle(u.Result.Failed(), d.th.bad, d.th.good), resultText(u), since},
		{"compliance", "", string(u.Compliance), subject{}},
	}...)
	if u.RestartRequired != event.Unsaid {
		out = append(out, named{"restart", "", pick(u.RestartRequired == event.Yes, "asked for by the installer", "not needed, says the installer"), subject{}})
	}
	out = append(out, named{"job state", "", u.JobState, subject{}}, named{"id", d.th.guid, u.ID.String(), subject{id: u.ID}})
	if u.Revision > 0 {
		out = append(out, named{"revision", "", fmt.Sprint(u.Revision), subject{}})
	}
	if !u.SupersededBy.IsZero() {
		out = append(out, named{"replaced by", "", d.m.name(u.SupersededBy), subject{id: u.SupersededBy}})
	}
	return out
}

// untilText is when an update that is not done may go on, as far as the logs show it.
func untilText(d *draw, u *model.Update, v model.Verdict) string {
	switch {
	case !u.Pending():
		return ""
	case !v.Until.IsZero():
		return d.m.exact(v.Until) + ", when " + v.Then
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
	if m := meaning(u.Result); m != "" {
		s += "  " + m
	}
	if u.Attempts > 1 {
		s += fmt.Sprintf(" after %d attempts", u.Attempts)
	}
	return s
}

// storyItems is a history: when, into which state, for how long, and the record that says so.
func storyItems[S any](d *draw, w int, steps []model.Transition[S], word func(S) (style, string)) []item {
	if len(steps) == 0 {
		return nil
	}
	out := heading1(d, "Story")
	for i, t := range steps {
		st, name := word(t.State)
		lasted := ""
		if i+1 < len(steps) {
			lasted = length(steps[i+1].At.Sub(t.At))
		} else {
			lasted = "for " + d.m.lasts(t.At)
		}
		text := []span{{d.th.faint, "  " + d.m.exact(t.At) + "  "}, {st, padded(name, 20)}, {"", right(lasted, 15) + "  "}}
		if t.HasCode {
			text = append(text, span{pickStyle(t.Code.Failed(), d.th.bad, d.th.faint), t.Code.String() + "  "})
		}
		text = append(text, span{d.th.faint, cited(t.Evidence)})
		out = append(out, item{text: text, subject: evident(t.Evidence)})
		if i == len(steps)-1 && w >= 100 {
			out = append(out, quoted(d, 24, t.Rec))
		}
	}
	return out
}

func fitFacts(d *draw, w int, u *model.Update) []item {
	for _, f := range d.m.fits {
		if f.Update != u {
			continue
		}
		value := "needs " + summary.Duration(f.Need)
		value += pick(f.NeedLogged, " (asked for by its deployment)", " (assumed: no line names a run time)")
		if f.Available > 0 {
			value += fmt.Sprintf(", %s %s", pick(d.m.window.Open, "the open window has", "the next window lasts"), summary.Duration(f.Available))
		}
		value += map[event.Tri]string{event.Yes: ": fits", event.No: ": does not fit", event.Unsaid: ": cannot be told"}[f.Fits]
		return append(heading1(d, "Service window"), fact(d, w, "", "", value, evident(d.m.window.Proof))...)
	}
	return nil
}

func deploymentFacts(d *draw, w int, u *model.Update) []item {
	if len(u.Deployments) == 0 {
		return nil
	}
	out := heading1(d, "Deployments")
	for _, g := range u.Deployments {
		if a := d.m.state.Deployment(g); a != nil {
			it := deploymentItem(d, a, w)
			it.text = append([]span{{"", "  "}}, it.text...)
			out = append(out, it)
		}
	}
	return out
}

// contentFacts is the chain from the update to the bytes.
func contentFacts(d *draw, w int, u *model.Update) []item {
	if len(u.Contents) == 0 {
		return nil
	}
	done, total := d.m.state.DownloadBytes(u)
	head := "Content"
	if total > 0 {
		head += fmt.Sprintf(": %s of %s", summary.Size(done), summary.Size(total))
	}
	out := heading1(d, head)
	for _, g := range u.Contents {
		if c := d.m.state.Content(g); c != nil {
			out = append(out, contentFact(d, w, c)...)
		}
	}
	return out
}

func contentFact(d *draw, w int, c *model.Content) []item {
	text := []span{{d.th.guid, "  " + c.ID.Short() + " "}, {"", padded(c.State.String(), 22)}}
	if c.Total > 0 {
		text = append(text, span{"", fmt.Sprintf("%s of %s  ", summary.Size(c.Done), summary.Size(c.Total))})
	}
	if took := c.Ended.At.Sub(c.Started.At); !c.Ended.At.IsZero() && took > 0 {
		text = append(text, span{d.th.faint, "in " + length(took) + "  "})
	}
	if c.HasError {
		text = append(text, span{d.th.bad, fmt.Sprintf("%s  ", c.Error)})
	}
	if c.Retries > 0 {
		text = append(text, span{d.th.warn, fmt.Sprintf("tried %d times", c.Retries+1) + "  "})
	}
	text = append(text, span{d.th.faint, c.File})
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
		for _, piece := range wrap(strings.Join(chain, " "+d.g.arrow+" "), w-6) {
			out = append(out, item{text: []span{{"", "    "}, {d.th.faint, piece}}, plain: true})
		}
	}
	return out
}

func findingFacts(d *draw, w int, id event.GUID) []item {
	var out []item
	for _, f := range d.m.findings {
		if f.Update != id {
			continue
		}
		out = append(out, findingItem(d, f, w-2)...)
	}
	if out == nil {
		return nil
	}
	return append(heading1(d, "Findings"), out...)
}

// deploymentPage is a deployment's whole story.
func deploymentPage(id event.GUID) *page {
	p := &page{about: subject{id: id}, ticket: func(d *draw) string { return deploymentTicket(d, d.m.state.Deployment(id)) }}
	p.name = "Deployment"
	p.more = func(d *draw) []span { return say(d.th.guid, id.String()) }
	p.build = func(d *draw, w int) []item {
		a := d.m.state.Deployment(id)
		if a == nil {
			return []item{{text: say(d.th.faint, "not known yet at this moment"), plain: true}}
		}
		return wholeDeployment(d, w, a)
	}
	return p
}

// deploymentFactsOf is what is known about a deployment in short.
func deploymentFactsOf(d *draw, a *model.Deployment) []named {
	out := []named{{"phase", d.th.phaseStyle(a.State), phaseWords[a.State], evident(a.Since())}}
	if !a.Deadline.IsZero() {
		out = append(out, named{"deadline", "", d.m.exact(a.Deadline) + ", " + d.m.until(a.Deadline), subject{}})
	}
	if a.RequestedRunTime > 0 {
		out = append(out, named{"asks for", "", summary.Duration(a.RequestedRunTime) + " of a service window", subject{}})
	}
	out = append(out, named{"started by", "", a.Trigger, subject{}})
	if a.HasError {
		out = append(out, named{"error", d.th.bad, a.Error.String(), subject{}})
	}
	if a.ReportedStateName != "" {
		out = append(out, named{"reported", "", fmt.Sprintf("%s (%d)", a.ReportedStateName, a.ReportedStateID), subject{}})
	}
	for _, g := range a.Jobs {
		out = append(out, named{"job", d.th.guid, g.String(), subject{id: g}})
	}
	return out
}

func wholeDeployment(d *draw, w int, a *model.Deployment) []item {
	out := factItems(d, w, deploymentFactsOf(d, a))
	out = append(out, storyItems(d, w, a.Transitions, func(p model.DeploymentState) (style, string) { return d.th.phaseStyle(p), phaseWords[p] })...)
	out = append(out, heading1(d, plural(len(a.Updates), "update"))...)
	for _, g := range a.Updates {
		u := d.m.update(g)
		if u == nil {
			continue
		}
		st := d.th.stateStyle(u.State)
		out = append(out, item{text: []span{{st, "  " + d.g.states[u.State] + " "}, {d.th.strong, padded(kbOr(u), 10)}, {st, padded(stateText(u, 99), 18) + " "}, {"", u.Title}}, subject: subject{id: u.ID}})
	}
	return out
}
