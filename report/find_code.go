package report

import (
	"fmt"
	"strings"
	"time"

	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
	"ccmtail/summary"
)

// FindCode returns where the clients of a snapshot met a code, one line each: the step of an update
// or a deployment that came with it, what failed with it without a step, the download and the scan
// that ended in it. is says whether a code is the one meant, for one error has several notations.
func FindCode(v *store.Snapshot, is func(event.Code) bool) []string {
	var out []string
	for _, s := range summary.At(v, time.Time{}, model.FitRules{}) {
		f := codeFinder{AsOf: s, matches: is}
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

// codeFinder collects where one client met a code.
type codeFinder struct {
	*summary.AsOf
	matches func(event.Code) bool
	lines   []string
}

// add notes what ended how, and the record that says so.
func (f *codeFinder) add(e model.Evidence, what string, how ...string) {
	f.lines = append(f.lines, fmt.Sprintf("%s: %s, %s, %s", what, strings.Join(how, ", "), f.EvidenceZoned(e), f.Where(e)))
}

func (f *codeFinder) updates() {
	for _, u := range f.State.Updates() {
		what, attempt, met := "update "+summary.UpdateLabel(u), 0, false
		for i, t := range u.Transitions {
			if t.State == model.Installing {
				attempt++
			}
			if t.HasCode && f.matches(t.Code) {
				met = true
				f.add(t.Evidence, what, stepWords(u.Transitions[:i+1], summary.UpdateBadges[:], attempt)...)
			}
		}
		if code, ok := u.Result(); !met && ok && f.matches(code) {
			f.add(u.Since(), what, "last result", fmt.Sprintf("attempt %d", u.AttemptCount()), "now "+summary.UpdateBadges[u.State].Word)
		}
	}
}

func (f *codeFinder) deployments() {
	for _, p := range f.State.Deployments() {
		what, met := "deployment "+p.ID.String(), false
		for i, t := range p.Transitions {
			if t.HasCode && f.matches(t.Code) {
				met = true
				f.add(t.Evidence, what, stepWords(p.Transitions[:i+1], summary.DeploymentBadges[:], 0)...)
			}
		}
		if !met && p.HasError && f.matches(p.Error) {
			f.add(p.Since(), what, "last error", "now "+summary.DeploymentBadges[p.State].Word)
		}
	}
}

// stepWords returns the step that ends a history, from what to what, and the attempt it belongs to,
// if one is counted.
func stepWords[S ~uint8](steps []model.Transition[S], badges []summary.Badge, attempt int) []string {
	step := badges[steps[len(steps)-1].State].Word
	if n := len(steps); n > 1 {
		step = badges[steps[n-2].State].Word + " → " + step
	}
	if attempt == 0 {
		return []string{step}
	}
	return []string{step, fmt.Sprintf("attempt %d", attempt)}
}

func (f *codeFinder) contents() {
	for _, c := range f.State.Contents() {
		if !c.HasError || !f.matches(c.Error) {
			continue
		}
		what := "content " + c.ID.String()
		if u := f.State.Update(c.Update); u != nil {
			what += " of " + summary.UpdateLabel(u)
		}
		how := []string{"last error"}
		if c.Retries > 0 {
			how = append(how, "tried again "+summary.Count(c.Retries, "time"))
		}
		f.add(c.ErrorEvidence, what, append(how, "now "+summary.ContentBadges[c.State].Word)...)
	}
}

func (f *codeFinder) scans() {
	for _, c := range f.State.Scans() {
		if c.Ended && f.matches(c.Result) {
			f.add(c.End, "scan", summary.ScanBadge(&c).Word)
		}
	}
}
