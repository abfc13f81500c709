// Package summary is one client as of a moment in words and numbers, without layout: the only place
// where a state, a size, a duration or a reason gets its wording. Screen, text, Markdown, HTML and
// JSON take theirs from here.
//
// Its strings are raw: text of logs in them is as the logs have it. Whoever shows them makes them
// harmless at its door: the screen in cells, text in its printer, Markdown and HTML where they
// escape, JSON in its escaper.
package summary

import (
	"slices"
)

// Client is what is known about a client in words and numbers, ready to be laid out. Markdown and
// HTML both show it, so that they say the same.
type Client struct {
	Name, Path  string
	AsOf        Time
	Zone        string // of all times in it; "" if each time names its own
	Counts      string
	Error       string
	Incomplete  string // that logs could not be read; "" if all could
	Verdict     string // how the client stands, in one sentence
	StateCounts []StateCount
	Headline    []HeadlineEntry
	Findings    []Finding
	Updates     []Update
	Window      Window
	Restart     Restarts
	Deployments []Deployment
	Contents    []Content
	Scans       []Scan
	Logs        []Log
}

// HeadlineEntry says of some updates what they wait for, or why they are not installed.
type HeadlineEntry struct {
	Badge    Badge
	About    string
	Sentence string
	Since    string // "since …, WUAHandler.log:43", where it is the same for all of them
}

// mapAll returns what f makes of each value.
func mapAll[T, D any](all []T, f func(T) D) []D {
	out := make([]D, 0, len(all))
	for _, v := range all {
		out = append(out, f(v))
	}
	return out
}

// Summarize puts into words what is known of a client.
func (s *AsOf) Summarize() Client {
	c := Client{
		Name: s.Name, Path: s.Path, AsOf: s.Time(s.At), Zone: s.ZoneName(), Counts: s.countsText(), Incomplete: IncompleteText(s.Client),
		Updates: s.updates(), Findings: s.findingRows(), Window: s.windowSummary(), Restart: s.restarts(),
		Deployments: mapAll(s.State.Deployments(), s.Deployment), Contents: mapAll(s.State.Contents(), s.Content),
		Scans: mapAll(s.State.Scans(), s.Scan), Logs: mapAll(s.Logs, s.Log),
	}
	if s.Err != nil {
		c.Error = s.Err.Error()
	}
	c.Verdict = s.VerdictSentence()
	c.StateCounts, c.Headline = CountStates(s.Updates(), nil), headline(c.Updates)
	return c
}

// countsText returns how much was read.
func (s *AsOf) countsText() string {
	records, damaged := 0, 0
	for i := range s.Logs {
		records += s.Logs[i].Records + s.Logs[i].Damaged
		damaged += s.Logs[i].Damaged
	}
	all := Count(len(s.Logs), "log") + ", " + Count(records, "record") + UnlessZero(damaged, ", %s of them damaged")
	if evicted := s.EvictedText(s.Zoned); evicted != "" {
		all += ", " + evicted
	}
	if dropped := s.DroppedText(); dropped != "" {
		all += ", " + dropped
	}
	return all + UnlessZero(s.State.DroppedSteps(), ", the oldest steps of long histories left out: %s")
}

// headline returns what is not installed and why; updates of which the same is to be said share a
// sentence.
func headline(rows []Update) []HeadlineEntry {
	var all []HeadlineEntry
	var names [][]string
	for i := range rows {
		r := &rows[i]
		if !r.Pending {
			continue
		}
		k := slices.IndexFunc(all, func(s HeadlineEntry) bool { return s.Badge == r.Badge && s.Sentence == r.HeadlineSentence() })
		if k < 0 {
			all, names = append(all, HeadlineEntry{Badge: r.Badge, Sentence: r.HeadlineSentence(), Since: r.SinceText()}), append(names, nil)
			k = len(all) - 1
		}
		if all[k].Since != r.SinceText() {
			all[k].Since = ""
		}
		names[k] = append(names[k], r.Label)
	}
	for i := range all {
		all[i].About = Enumerate(names[i])
	}
	return all
}

// VerdictTone returns the tone of a client's verdict: that of what wants attention most.
func (c *Client) VerdictTone() string {
	tone := "good"
	if len(c.Updates) == 0 {
		tone = "quiet"
	}
	if len(c.Headline) > 0 {
		tone = "wait"
	}
	for i := range c.Findings {
		if f := &c.Findings[i]; f.Lasts && f.Badge.Tone == "bad" {
			return "bad"
		}
	}
	for _, h := range c.Headline {
		if h.Badge.Tone == "bad" {
			return "bad"
		}
	}
	return tone
}

// VerdictSign returns the sign beside a client's verdict.
func (c *Client) VerdictSign() string {
	return map[string]string{"good": "check", "bad": "cross", "wait": "clock", "quiet": "dot"}[c.VerdictTone()]
}

// What is said where there is nothing of a kind.
const (
	NoUpdates     = "No updates seen yet"
	NoDeployments = "No deployments seen yet"
	NoScans       = "No scans seen yet"
	NoFindings    = "No problems found"
	NoChanges     = "No changes yet"
	NoLogs        = "No logs"
)
