package summary

import (
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
)

// Restarts is what is known about a restart.
type Restarts struct {
	Sentences []Statement
	Steps     []RestartStep
}

// Statement is something to be said, and the record that says so, if there is one. It has no full
// stop.
type Statement struct {
	Text     string
	Tone     string
	Evidence model.Evidence
}

// RestartStep is a step of a restart and the record that says so.
type RestartStep struct {
	Name string
	Citation
}

// restartNames are the steps of a restart for people.
var restartNames = map[string]string{
	"requested": "Restart requested", "notified": "User notified", "initiated": "Restart begun", "client-started": "Client started",
}

// RestartStepName returns the name of a step of a restart for people.
func RestartStepName(name string) string {
	if words := restartNames[name]; words != "" {
		return words
	}
	return name
}

// StepCount counts the steps.
func (r Restarts) StepCount() string { return Count(len(r.Steps), "step") + " of restarts" }

func (s *AsOf) restarts() Restarts {
	return Restarts{
		Sentences: s.RestartSentences(func(e model.Evidence) string { return s.EvidenceTime(e).OrUnknown() }),
		Steps: mapAll(s.State.RestartSteps, func(r model.RestartStep) RestartStep {
			return RestartStep{RestartStepName(r.Name), Citation{s, r.Evidence}}
		}),
	}
}

// RestartSentences returns what is known about a restart; when says the times in it.
func (s *AsOf) RestartSentences(when func(model.Evidence) string) []Statement {
	r := &s.State.Restart
	all := s.restartState(when)
	add := func(text, tone string, e model.Evidence) { all = append(all, Statement{text, tone, e}) }
	if !r.Deadline.IsZero() {
		tone := ""
		if r.Deadline.Before(s.At) {
			tone = "bad"
		}
		due := "Due " + when(momentOnly(r.Deadline))
		if HasTime(s.At) {
			due += ", " + s.Due(r.Deadline)
		}
		add(due, tone, restartEvidence(r))
	}
	if r.Agent != "" {
		add("Requested by "+r.Agent+" "+when(r.Requested), "quiet", r.Requested)
	}
	if o := &r.Earlier; o.Agent != "" {
		before := "Requested before by " + o.Agent + " " + when(o.Requested)
		if !o.Deadline.IsZero() {
			before += ", due " + when(momentOnly(o.Deadline))
		}
		add(before+"; whether that still counts the logs do not show", "quiet", o.Requested)
	}
	if r.HasCount && r.PendingCount > 0 {
		add("The client itself counts "+Count(r.PendingCount, "update"), "quiet", model.Evidence{})
	}
	switch {
	case r.Grace > 0:
		add("User notified "+when(r.Notified)+": countdown "+Duration(r.Grace)+", the last "+Duration(r.Final)+" without a choice", "quiet", r.Notified)
	case !r.Notified.At().IsZero():
		add("User notified "+when(r.Notified), "quiet", r.Notified)
	}
	if text, e := s.restartHold(when); text != "" {
		add(text, "quiet", e)
	}
	return all
}

// momentOnly returns evidence of which nothing but the time is known.
func momentOnly(t time.Time) model.Evidence {
	return model.EvidenceOf(&event.Event{At: t.UnixNano(), Timed: true})
}

// restartState returns how far a restart is.
func (s *AsOf) restartState(when func(model.Evidence) string) []Statement {
	r := &s.State.Restart
	var all []Statement
	if !r.Initiated.At().IsZero() {
		all = append(all, Statement{"Restarting since " + when(r.Initiated), "restart", r.Initiated})
	}
	switch n := len(s.State.PendingRestarts()); {
	case n > 0:
		return append(all, Statement{Count(n, "update") + " " + Verb(n, "waits", "wait") + " for a restart", "restart", model.Evidence{}})
	case all != nil:
		return all
	case s.RestartWanted():
		return []Statement{{"A restart is pending; which updates it is for is not in the logs", "restart", restartEvidence(r)}}
	case !r.ClientStarted.At().IsZero():
		return []Statement{
			{"No restart pending", "good", model.Evidence{}},
			{"Client started " + when(r.ClientStarted) + ", " + s.Relative(r.ClientStarted.At()), "quiet", r.ClientStarted},
		}
	}
	return []Statement{{"No restart requested", "quiet", model.Evidence{}}}
}

// restartHold reports whether a maintenance window holds a restart back, "" if nothing is known of
// that.
func (s *AsOf) restartHold(when func(model.Evidence) string) (string, model.Evidence) {
	r, w := &s.State.Restart, s.WindowStatus()
	switch {
	case !r.Allowed.At().IsZero():
		return "Allowed since " + when(r.Allowed), r.Allowed
	case r.IgnoresWindow == event.Yes:
		return "Does not wait for a maintenance window", r.Notified
	case r.IgnoresWindow == event.No && w.Restricted == event.Yes && !w.Open:
		return "Held back until the window opens", r.Notified
	}
	return "", model.Evidence{}
}

// NoRestartSeen reports whether the logs tell of no restart at all, neither of one that is wanted nor
// of one that has been.
func (s *AsOf) NoRestartSeen() bool {
	r := &s.State.Restart
	return !s.RestartWanted() && r.Initiated.At().IsZero() && r.ClientStarted.At().IsZero()
}

// RestartWanted reports whether a restart is pending: updates wait for one, or the client has asked
// for one, announced or counted it and has not started since.
func (s *AsOf) RestartWanted() bool {
	r := &s.State.Restart
	return len(s.State.PendingRestarts()) > 0 || r.PendingCount > 0 || r.Agent != "" || restartEvidence(r) != model.Evidence{}
}

// restartEvidence returns the line that says that a restart is wanted, the most telling one; zero if
// there is none since the client's last start.
func restartEvidence(r *model.RestartStatus) model.Evidence {
	for _, e := range []model.Evidence{r.Requested, r.Notified, r.Wanted} {
		if !e.At().IsZero() {
			return e
		}
	}
	return model.Evidence{}
}
