package model

import (
	"fmt"
	"strings"
	"time"
)

// How long something may take before it is worth a finding.
const (
	patienceConfiguration = 15 * time.Minute
	patienceGroupPolicy   = 10 * time.Minute // the client itself waits two minutes
	patienceLocation      = 15 * time.Minute
	patienceDeadline      = 30 * time.Minute // deadlines may be spread over two hours, but are logged when they fire
	patienceDownload      = time.Hour
	patienceReboot        = 24 * time.Hour
	patienceMessages      = time.Hour // sent every 15 minutes by default
)

// overdue is what has lasted too long at t. It is derived each time: nothing but time makes it true.
func (s *State) overdue(t time.Time) []*Finding {
	var all []*Finding
	add := func(id, text string, e Evidence) { all = append(all, signed(id, text, e)) }
	late := func(e Evidence, patience time.Duration) bool {
		return !e.At.IsZero() && e.Timed && t.Sub(e.At) > patience
	}

	if late(s.unconfigured, patienceConfiguration) {
		add("F11", "The client has had no policy for software updates for "+span(t.Sub(s.unconfigured.At))+".", s.unconfigured)
	}
	if late(s.policyWait, patienceGroupPolicy) {
		add("F28", "The scan has waited for Group Policy for "+span(t.Sub(s.policyWait.At))+" and nothing has followed.", s.policyWait)
	}
	if n := len(s.Scans); n > 0 {
		if c := &s.Scans[n-1]; !c.Ended && c.Searching.At.IsZero() && c.Server == "" && !c.Request.IsZero() && late(c.Start, patienceLocation) {
			add("F10", "A scan asked for an update point "+span(t.Sub(c.Start.At))+" ago and got none.", c.Start)
		}
	}
	if !s.Sent.At.IsZero() && s.recorded.At.After(s.Sent.At) && late(s.recorded, patienceMessages) {
		add("F32", "State messages recorded "+span(t.Sub(s.recorded.At))+" ago have not been sent.", s.recorded)
	}
	s.overdueUpdates(t, &all, late)
	s.overdueDeployments(t, add, late)
	return all
}

func (s *State) overdueUpdates(t time.Time, all *[]*Finding, late func(Evidence, time.Duration) bool) {
	longest := s.Longest(t)
	for _, id := range s.updateOrder {
		u := s.updates[id]
		add := func(id, text string, e Evidence) {
			f := signed(id, text, e)
			f.Update = u.ID
			*all = append(*all, f)
		}
		switch u.State {
		case UpdateWaitingForWindow, UpdateWaitingToInstall:
			if d := s.slowest(u); d != nil && longest > 0 && d.Required > longest {
				add("F23", fmt.Sprintf("%s needs %s, and no service window known is longer than %s: it will never start.",
					u.Name(), span(d.Required), span(longest)), u.Since())
			}
		case UpdatePendingReboot:
			if late(u.Since(), patienceReboot) {
				add("F25", u.Name()+" has waited for a restart for "+span(t.Sub(u.Since().At))+".", u.Since())
			}
		case UpdateDownloading:
			if e := s.lastByte(u); late(e, patienceDownload) {
				add("F35", "The download of "+u.Name()+" has not moved for "+span(t.Sub(e.At))+".", e)
			}
		}
	}
}

// slowest is the deployment of the update with the longest run time the logs name.
func (s *State) slowest(u *Update) *Deployment {
	var slow *Deployment
	for _, id := range u.Deployments {
		if d := s.deployments[id]; d != nil && d.Required > 0 && (slow == nil || d.Required > slow.Required) {
			slow = d
		}
	}
	return slow
}

// lastByte is the newest line about a download of the update that is under way.
func (s *State) lastByte(u *Update) Evidence {
	var last Evidence
	for _, id := range u.Contents {
		if c := s.contents[id]; c != nil && (c.Phase == ContentDownloading || c.Phase == ContentWaitingForLocation) && c.Changed.At.After(last.At) {
			last = c.Changed
		}
	}
	return last
}

func (s *State) overdueDeployments(t time.Time, add func(string, string, Evidence), late func(Evidence, time.Duration) bool) {
	for _, id := range s.deployOrder {
		d := s.deployments[id]
		if d.Deadline.IsZero() || d.Phase > DeploymentEvaluated || t.Sub(d.Deadline) <= patienceDeadline || len(d.Transitions) == 0 {
			continue
		}
		if e := d.Since(); e.At.Before(d.Deadline) && late(e, patienceDeadline) {
			add("F34", "Deployment {"+d.ID.String()+"} passed its deadline "+span(t.Sub(d.Deadline))+" ago and has not begun.", e)
		}
	}
}

func firstSentence(s string) string {
	if i := strings.Index(s, ". "); i > 0 {
		s = s[:i]
	}
	return strings.TrimSuffix(s, ".")
}
