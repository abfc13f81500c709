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
	late := lateness{t: t}
	if e := s.unconfigured; late.is(e, patienceConfiguration) {
		late.find("F11", "The client has had no policy for software updates for "+late.by(e)+".", e, patienceConfiguration)
	}
	if e := s.policyWait; late.is(e, patienceGroupPolicy) {
		late.find("F28", "The scan has waited for Group Policy for "+late.by(e)+" and nothing has followed.", e, patienceGroupPolicy)
	}
	if n := len(s.Scans); n > 0 {
		if c := &s.Scans[n-1]; !c.Ended && c.Searching.At.IsZero() && c.Server == "" && !c.Request.IsZero() && late.is(c.Start, patienceLocation) {
			late.find("F10", "A scan asked for an update point "+late.by(c.Start)+" ago and got none.", c.Start, patienceLocation)
		}
	}
	if e := s.recorded; !s.Sent.At.IsZero() && e.At.After(s.Sent.At) && late.is(e, patienceMessages) {
		late.find("F32", "State messages recorded "+late.by(e)+" ago have not been sent.", e, patienceMessages)
	}
	s.overdueUpdates(&late)
	s.overdueDeployments(&late)
	return late.found
}

// lateness gathers what is too late at t.
type lateness struct {
	t     time.Time
	found []*Finding
}

// is says whether what a record says has lasted longer than one should have to wait.
func (l *lateness) is(e Evidence, patience time.Duration) bool {
	return !e.At.IsZero() && e.Timed && l.t.Sub(e.At) > patience
}

// by is how long it has lasted, in words.
func (l *lateness) by(e Evidence) string { return span(l.t.Sub(e.At)) }

// find notes a trouble that a record shows since some time after it.
func (l *lateness) find(id, text string, e Evidence, patience time.Duration) *Finding {
	f := signed(id, text, e)
	f.Since = e.At.Add(patience)
	l.found = append(l.found, f)
	return f
}

func (s *State) overdueUpdates(late *lateness) {
	longest := s.Longest(late.t)
	for _, id := range s.updateOrder {
		u := s.updates[id]
		e := u.Since()
		var f *Finding
		switch u.State {
		case UpdateWaitingForWindow, UpdateWaitingToInstall:
			if d := s.slowest(u); d != nil && longest > 0 && d.Required > longest {
				f = late.find("F23", fmt.Sprintf("%s needs %s, and no service window known is longer than %s: it will never start.",
					u.Name(), span(d.Required), span(longest)), e, 0)
			}
		case UpdatePendingReboot:
			if late.is(e, patienceReboot) {
				f = late.find("F25", u.Name()+" has waited for a restart for "+late.by(e)+".", e, patienceReboot)
			}
		case UpdateDownloading:
			if e := s.lastByte(u); late.is(e, patienceDownload) {
				f = late.find("F35", "The download of "+u.Name()+" has not moved for "+late.by(e)+".", e, patienceDownload)
			}
		}
		if f != nil {
			f.Update = u.ID
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

func (s *State) overdueDeployments(late *lateness) {
	for _, id := range s.deployOrder {
		d := s.deployments[id]
		passed := late.t.Sub(d.Deadline)
		if d.Deadline.IsZero() || d.Phase > DeploymentEvaluated || passed <= patienceDeadline || len(d.Transitions) == 0 {
			continue
		}
		if e := d.Since(); e.At.Before(d.Deadline) && late.is(e, patienceDeadline) {
			late.find("F34", "Deployment {"+d.ID.String()+"} passed its deadline "+span(passed)+" ago and has not begun.", e, d.Deadline.Sub(e.At)+patienceDeadline)
		}
	}
}

func firstSentence(s string) string {
	if i := strings.Index(s, ". "); i > 0 {
		s = s[:i]
	}
	return strings.TrimSuffix(s, ".")
}
