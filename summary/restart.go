package summary

import (
	"fmt"

	"ccmtail/internal/text"
	"ccmtail/model"
)

// Restart is what is known about a restart.
type Restart struct {
	Sentences []string
	Steps     []RestartStep
}

// RestartStep is a step of a restart and the record that says so.
type RestartStep struct {
	Name string
	Citation
}

// restartNames are the steps of a restart for people.
var restartNames = map[string]string{
	"requested": "Restart requested", "notified": "User told", "initiated": "Restart begun", "client-started": "Client started",
}

func (d *summarizer) restart() Restart {
	return Restart{Sentences: d.restartSentences(), Steps: mapAll(d.State.RestartSteps, func(s model.RestartStep) RestartStep {
		name := restartNames[s.Name]
		if name == "" {
			name = s.Name
		}
		return RestartStep{text.Clean(name), Citation{d, s.Evidence}}
	})}
}

// StepCount counts the steps.
func (r Restart) StepCount() string { return Count(len(r.Steps), "step") + " of restarts" }

func (d *summarizer) restartSentences() []string {
	r := &d.State.Restart
	var says []string
	add := func(format string, args ...any) { says = append(says, text.Clean(fmt.Sprintf(format, args...))) }
	switch n := len(d.State.PendingRestarts()); n {
	case 0:
		add("No update waits for a restart.")
	case 1:
		add("1 update waits for a restart.")
	default:
		add("%s updates wait for a restart.", Grouped(n))
	}
	if r.HasCount && r.PendingCount > 0 {
		add("The client itself counts %s.", Count(r.PendingCount, "update"))
	}
	if r.Agent != "" {
		add("Asked for by %s.", r.Agent)
	}
	if !r.Deadline.IsZero() {
		add("Due %s (%s).", d.Time(r.Deadline).Text, dueText(r.Deadline.Sub(d.At)))
	}
	if r.Grace > 0 {
		add("The user is given %s, the last %s without a choice.", Duration(r.Grace), Duration(r.Final))
	}
	return says
}
