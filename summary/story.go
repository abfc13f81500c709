package summary

import (
	"slices"
	"time"
)

// Story is what is known of a client whose logs are not at hand: the summary that another computer
// made of them, and its events.
type Story struct {
	Name  string
	Parts []StoryPart
	// CanOpen says that its logs can be read from here after all.
	CanOpen bool
	// Ask is where its logs are if this computer may reach them but has not tried; "" if it cannot.
	Ask string
}

// StoryPart is a part of a story under a heading.
type StoryPart struct {
	Title string
	Lines []StoryLine
}

// StoryLine is one thing that a story says.
type StoryLine struct{ Name, Value, Tone string }

// ToldEvent is an event of a story in words. At is zero where its record has no time.
type ToldEvent struct {
	At         time.Time
	Kind, Said string
	Line       string // of the log, which says so; "" if it was not sent
}

// StoryFacts are what a story is made of.
type StoryFacts struct {
	Client  *ClientSummary
	Events  []ToldEvent // oldest first
	LeftOut int         // events that are older than these
	Sender  string      // the collector that has sent all this
	// NoLogs says why its logs are not shown instead; Ask is where they are if that may be tried.
	NoLogs, Ask string
}

// TellStory tells what is known of a client, and what is not. Times are in a zone.
func TellStory(f StoryFacts, zone *time.Location) *Story {
	s := &Story{Name: f.Client.Name, Ask: f.Ask}
	s.add("Not known here", f.unknownLines())
	s.add("Client", f.clientLines(zone))
	s.add("Stuck", f.stuckLines())
	var causes, updates []StoryLine
	for _, c := range f.Client.Causes {
		causes = append(causes, StoryLine{c.ID, c.Text, ""})
	}
	for i := range f.Client.Updates {
		updates = append(updates, f.Client.Updates[i].storyLine(zone))
	}
	s.add("Causes", causes)
	s.add("Updates", updates)
	s.add("Events, newest first", f.eventLines(zone))
	return s
}

func (s *Story) add(title string, lines []StoryLine) {
	if len(lines) > 0 {
		s.Parts = append(s.Parts, StoryPart{title, lines})
	}
}

func (f *StoryFacts) unknownLines() []StoryLine {
	lines := "no log lines"
	if slices.ContainsFunc(f.Events, func(e ToldEvent) bool { return e.Line != "" }) {
		lines += " but those of the events"
	}
	return []StoryLine{
		{"logs", f.NoLogs, ""},
		{"therefore", lines + ", deployments, contents, maintenance windows beyond the next ones, or restarts but those among the events. " +
			"An event names the file and the line that say so; they are on the client.", ""},
	}
}

func (f *StoryFacts) clientLines(zone *time.Location) []StoryLine {
	c := f.Client
	badge := c.Badge()
	lines := []StoryLine{{"state", badge.Word, badge.Tone}, {"verdict", c.Verdict, ""}, {"unreadable", c.Error, "bad"}, {"incomplete", c.Incomplete, "wait"}, {"replaced", c.Replaced, "wait"}}
	when := func(name string, t time.Time) {
		if HasTime(t) {
			lines = append(lines, StoryLine{name, zoned(t, zone), ""})
		}
	}
	when("as of", c.At)
	when("last record", c.LastRecord)
	when("visited", c.Visited)
	if HasTime(c.At) {
		lines = append(lines, StoryLine{"window", c.WindowText(c.At), ""})
	}
	lines = append(lines, StoryLine{"sent by", f.Sender, ""}, StoryLine{"logs at", c.Path, ""})
	return slices.DeleteFunc(lines, func(l StoryLine) bool { return l.Value == "" })
}

func (f *StoryFacts) stuckLines() (lines []StoryLine) {
	for _, v := range f.Client.Stuck {
		value := v.Why
		if v.Evidence.File != "" {
			value += inBrackets(v.Evidence.String())
		}
		lines = append(lines, StoryLine{v.Kind.String(), value, "bad"})
	}
	return lines
}

// storyLine says how an update stands.
func (u *UpdateSummary) storyLine(zone *time.Location) StoryLine {
	badge := u.Badge()
	said := badge.Word
	if u.HasCode {
		said += " " + u.Code.String()
	}
	if HasTime(u.Since) {
		said += " since " + zoned(u.Since, zone)
	}
	said += unlessEmpty(": ", u.Reason)
	return StoryLine{u.Label(), said + unlessEmpty(" – ", u.Title), badge.Tone}
}

func (f *StoryFacts) eventLines(zone *time.Location) (lines []StoryLine) {
	for _, e := range slices.Backward(f.Events) {
		at := unknownTime
		if HasTime(e.At) {
			at = zoned(e.At, zone)
		}
		lines = append(lines, StoryLine{at, e.Kind + ": " + e.Said, ""})
		if e.Line != "" {
			lines = append(lines, StoryLine{"", e.Line, ""})
		}
	}
	if f.LeftOut > 0 {
		lines = append(lines, StoryLine{"", Count(f.LeftOut, "older event") + " not listed; ccmtail events prints all", ""})
	}
	if len(f.Events) == 0 {
		lines = append(lines, StoryLine{"", "The hub has no events of this client.", ""})
	}
	return lines
}

// zoned returns a time in a zone, to the second.
func zoned(t time.Time, zone *time.Location) string { return t.In(zone).Format("2006-01-02 15:04:05") }
