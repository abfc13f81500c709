package hub

import (
	"slices"
	"time"

	"ccmtail/errcode"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
)

// ClientSummary is a summary.ClientSummary in a message. Names of states are those of reports; a reader
// takes one that it does not know for unknown.
type ClientSummary struct {
	Name             string          `json:"name"`
	Path             string          `json:"path"`
	Visited          time.Time       `json:"visited,omitzero"`
	Retry            time.Time       `json:"retry,omitzero"`
	Error            string          `json:"error,omitempty"`
	Incomplete       string          `json:"incomplete,omitempty"`
	Replaced         string          `json:"replaced,omitempty"`
	Verdict          string          `json:"verdict"`
	At               time.Time       `json:"at,omitzero"`
	State            string          `json:"state"`
	LastRecord       time.Time       `json:"last,omitzero"`
	Said             string          `json:"said,omitempty"`
	RestartRequested time.Time       `json:"restart_requested,omitzero"`
	Updates          []UpdateSummary `json:"updates,omitempty"`
	LeftOut          int             `json:"left_out,omitempty"` // updates that did not fit
	Causes           []CauseSummary  `json:"causes,omitempty"`
	Stuck            []StuckSummary  `json:"stuck,omitempty"`
	Openings         []Opening       `json:"openings,omitempty"`
	Unrestricted     bool            `json:"unrestricted,omitempty"`
	History          []StateSince    `json:"history,omitempty"`
}

// UpdateSummary is a summary.UpdateSummary.
type UpdateSummary struct {
	ID      string    `json:"id"`
	KB      string    `json:"kb,omitempty"`
	Title   string    `json:"title,omitempty"`
	State   string    `json:"state"`
	Code    string    `json:"code,omitempty"`
	Pending bool      `json:"pending,omitempty"`
	Since   time.Time `json:"since,omitzero"`
	Reason  string    `json:"reason,omitempty"`
}

// CauseSummary is a summary.CauseSummary.
type CauseSummary struct {
	ID       string `json:"id"`
	Severity string `json:"severity"`
	Text     string `json:"text"`
}

// StuckSummary is a summary.StuckSummary.
type StuckSummary struct {
	Kind   string    `json:"kind"`
	Update string    `json:"update,omitempty"`
	KB     string    `json:"kb,omitempty"`
	Since  time.Time `json:"since,omitzero"`
	Said   string    `json:"said,omitempty"`
	Why    string    `json:"why"`
	Time   time.Time `json:"time,omitzero"`
	Log    string    `json:"log,omitempty"`
	File   string    `json:"file,omitempty"`
	Line   int       `json:"line,omitempty"`
}

// Opening is when a maintenance window is open.
type Opening struct {
	Start time.Time `json:"start,omitzero"`
	End   time.Time `json:"end,omitzero"`
}

// StateSince is a summary.StateSince.
type StateSince struct {
	Since time.Time `json:"since"`
	State string    `json:"state"`
}

// leaveOut leaves out the last n updates.
func (c *ClientSummary) leaveOut(n int) {
	c.Updates = c.Updates[:len(c.Updates)-n]
	c.LeftOut += n
}

// summarize returns a summary for a message.
func summarize(s *summary.ClientSummary) ClientSummary {
	c := ClientSummary{
		Name: cut(s.Name, maxName), Path: cut(s.Path, maxSentence), Visited: s.Visited, Retry: s.Retry, Error: cut(s.Error, maxSentence),
		Incomplete: cut(s.Incomplete, maxSentence), Replaced: cut(s.Replaced, maxSentence), Verdict: cut(s.Verdict, maxSentence), At: s.At, State: s.State.String(),
		LastRecord: s.LastRecord, Said: s.Said, RestartRequested: s.RestartRequested, Unrestricted: s.Unrestricted,
	}
	for _, u := range s.Updates {
		d := UpdateSummary{ID: guid(u.ID), KB: u.KB, Title: cut(u.Title, maxSentence), State: u.State.String(), Pending: u.Pending, Since: u.Since, Reason: u.Reason}
		if u.HasCode {
			d.Code = u.Code.String()
		}
		c.Updates = append(c.Updates, d)
	}
	for _, v := range s.Causes[:min(len(s.Causes), maxOthers)] {
		c.Causes = append(c.Causes, CauseSummary{v.ID, string(v.Severity), cut(v.Text, maxSentence)})
	}
	for _, v := range s.Stuck[:min(len(s.Stuck), maxOthers)] {
		c.Stuck = append(c.Stuck, StuckSummary{
			Kind: v.Kind.String(), Update: guid(v.Update), KB: v.KB, Since: v.Since, Said: v.Said, Why: cut(v.Why, maxSentence),
			Time: v.Evidence.Time, Log: v.Evidence.Log, File: v.Evidence.File, Line: v.Evidence.Line,
		})
	}
	for _, o := range s.Openings[:min(len(s.Openings), maxOthers)] {
		c.Openings = append(c.Openings, Opening{o.Start, o.End})
	}
	for _, h := range s.History[max(0, len(s.History)-maxOthers):] {
		c.History = append(c.History, StateSince{h.Since, h.State.String()})
	}
	return c
}

// guid returns an id, "" for none.
func guid(id event.GUID) string {
	if id.IsZero() {
		return ""
	}
	return id.String()
}

// bound cuts what is longer than any sender sends, and makes the texts harmless.
func (c *ClientSummary) bound() {
	c.Updates = c.Updates[:min(len(c.Updates), maxUpdates)]
	c.Causes = c.Causes[:min(len(c.Causes), maxOthers)]
	c.Stuck = c.Stuck[:min(len(c.Stuck), maxOthers)]
	c.Openings = c.Openings[:min(len(c.Openings), maxOthers)]
	c.History = c.History[:min(len(c.History), maxOthers)]
	clean := func(most int, texts ...*string) {
		for _, s := range texts {
			*s = harmless(*s, most)
		}
	}
	clean(maxName, &c.Name, &c.Said)
	clean(maxSentence, &c.Path, &c.Error, &c.Incomplete, &c.Replaced, &c.Verdict)
	for i := range c.Updates {
		clean(maxSentence, &c.Updates[i].Title)
		clean(maxName, &c.Updates[i].KB, &c.Updates[i].Reason)
	}
	for i := range c.Causes {
		clean(maxSentence, &c.Causes[i].Text)
		clean(maxName, &c.Causes[i].ID)
	}
	for i := range c.Stuck {
		v := &c.Stuck[i]
		clean(maxSentence, &v.Why)
		clean(maxName, &v.KB, &v.Said, &v.Log, &v.File)
	}
}

// summary returns the summary that a message has, which is bound.
func (c *ClientSummary) summary() summary.ClientSummary {
	s := summary.ClientSummary{
		Name: c.Name, Path: c.Path, Visited: c.Visited, Retry: c.Retry, Error: c.Error, Incomplete: c.Incomplete, Replaced: c.Replaced, Verdict: c.Verdict,
		At: c.At, LastRecord: c.LastRecord, Said: c.Said, RestartRequested: c.RestartRequested, Unrestricted: c.Unrestricted,
	}
	s.State, _ = summary.ParseClientState(c.State)
	s.Updates = slices.Grow(s.Updates, len(c.Updates)) // not one more: there are many summaries
	for i := range c.Updates {
		s.Updates = append(s.Updates, c.Updates[i].summary())
	}
	for _, v := range c.Causes {
		s.Causes = append(s.Causes, summary.CauseSummary{ID: v.ID, Severity: severity(v.Severity), Text: v.Text})
	}
	for i := range c.Stuck {
		if v, ok := c.Stuck[i].summary(); ok {
			s.Stuck = append(s.Stuck, v)
		}
	}
	s.Openings = slices.Grow(s.Openings, len(c.Openings))
	for _, o := range c.Openings {
		s.Openings = append(s.Openings, model.TimeRange{Start: o.Start, End: o.End})
	}
	s.History = slices.Grow(s.History, len(c.History))
	for _, h := range c.History {
		if state, ok := summary.ParseClientState(h.State); ok {
			s.History = append(s.History, summary.StateSince{Since: h.Since, State: state})
		}
	}
	return s
}

func (u *UpdateSummary) summary() summary.UpdateSummary {
	s := summary.UpdateSummary{KB: u.KB, Title: u.Title, Pending: u.Pending, Since: u.Since, Reason: u.Reason}
	s.ID, _ = event.ParseGUID(u.ID)
	s.State, _ = model.ParseUpdateState(u.State)
	if u.Code == "" {
		return s
	}
	if code, _, err := errcode.Parse(u.Code); err == nil {
		s.Code, s.HasCode = event.Code(code), true
	}
	return s
}

// summary returns what does not go on; ok is false if it is of a kind that this program does not know.
func (v *StuckSummary) summary() (s summary.StuckSummary, ok bool) {
	kinds := make([]string, model.StuckKinds)
	for k := range kinds {
		kinds[k] = model.StuckKind(k).String()
	}
	kind := slices.Index(kinds, v.Kind)
	if kind < 0 {
		return s, false
	}
	s = summary.StuckSummary{Kind: model.StuckKind(kind), KB: v.KB, Since: v.Since, Said: v.Said, Why: v.Why}
	s.Update, _ = event.ParseGUID(v.Update)
	s.Evidence = summary.Place{Time: v.Time, Log: v.Log, File: v.File, Line: max(v.Line, 0)}
	return s, true
}

// severity returns a severity; one that is not known matters little.
func severity(s string) model.Severity {
	switch v := model.Severity(s); v {
	case model.SeverityError, model.SeverityWarning, model.SeverityInfo:
		return v
	}
	return model.SeverityInfo
}
