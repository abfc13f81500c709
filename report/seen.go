package report

import (
	"fmt"
	"strings"

	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// Seen says where the clients of a snapshot met a code, one line each: the step of an update or a deployment that came
// with it, what failed with it without a step, the download and the scan that ended in it. is says whether a code is the
// one meant, for one error has several notations.
func Seen(v *store.Snapshot, is func(event.Code) bool) []string {
	var out []string
	for _, s := range clients(v, Options{}) {
		f := finder{subject: s, is: is}
		f.updates()
		f.deployments()
		f.contents()
		f.scans()
		for _, line := range f.lines {
			if len(v.Clients) > 1 {
				line = s.Name + ": " + line
			}
			out = append(out, text.Clean(line))
		}
	}
	return out
}

// finder collects where one client met a code.
type finder struct {
	*subject
	is    func(event.Code) bool
	lines []string
}

// add notes what ended how, and the record that says so.
func (f *finder) add(e model.Evidence, what string, how ...string) {
	f.lines = append(f.lines, fmt.Sprintf("%s: %s, %s, %s", what, strings.Join(how, ", "), f.when(e), f.source(e)))
}

func (f *finder) updates() {
	for _, u := range f.state.Updates() {
		what, attempt, met := "update "+label(u), 0, false
		for i, t := range u.Transitions {
			if t.State == model.UpdateInstalling {
				attempt++
			}
			if t.HasCode && f.is(t.Code) {
				met = true
				f.add(t.Evidence, what, phases(u.Transitions[:i+1], attempt)...)
			}
		}
		if !met && u.HasResult && f.is(u.Result) {
			f.add(u.Since(), what, "last result", fmt.Sprintf("attempt %d", u.Attempts), "now "+u.State.String())
		}
	}
}

func (f *finder) deployments() {
	for _, p := range f.state.Deployments() {
		what, met := "deployment "+p.ID.String(), false
		for i, t := range p.Transitions {
			if t.HasCode && f.is(t.Code) {
				met = true
				f.add(t.Evidence, what, phases(p.Transitions[:i+1], 0)...)
			}
		}
		if !met && p.HasError && f.is(p.Error) {
			f.add(p.Since(), what, "last error", "now "+p.Phase.String())
		}
	}
}

// phases is the step that ends a history, from what to what, and the attempt it belongs to, if one is counted.
func phases[S interface{ String() string }](steps []model.Transition[S], attempt int) []string {
	step := steps[len(steps)-1].State.String()
	if n := len(steps); n > 1 {
		step = steps[n-2].State.String() + " → " + step
	}
	if attempt == 0 {
		return []string{step}
	}
	return []string{step, fmt.Sprintf("attempt %d", attempt)}
}

func (f *finder) contents() {
	for _, c := range f.state.Contents() {
		if !c.HasError || !f.is(c.Error) {
			continue
		}
		what := "content " + c.ID.String()
		if u := f.state.Update(c.Update); u != nil {
			what += " of " + label(u)
		}
		how := []string{"last error"}
		if c.Retries > 0 {
			how = append(how, "tried again "+count(c.Retries, "time"))
		}
		f.add(c.Erred, what, append(how, "now "+c.Phase.String())...)
	}
}

func (f *finder) scans() {
	for _, c := range f.state.Scans() {
		if c.Ended && f.is(c.Result) {
			how := "completed"
			if c.Result.Failed() {
				how = "failed"
			}
			f.add(c.End, "scan", how)
		}
	}
}
