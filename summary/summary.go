// Package summary is one client as of a moment in words and numbers, without layout: the only place where a state, a size, a
// duration or a reason gets its wording. Screen, text, Markdown, HTML and JSON take theirs from here.
package summary

import (
	"fmt"
	"slices"
	"strings"

	"ccmtail/internal/text"
)

// Client is what is known about a client in words and numbers, ready to be laid out. Markdown and HTML
// both show it, so that they say the same. Its strings hold text of logs, made visible by Clean but not
// escaped: that is the layout's part.
type Client struct {
	Name, Path  string
	AsOf        Time
	Zone        string // of all times in it; "" if each time names its own
	Counts      string
	Error       string
	StateCounts []StateCount
	Headline    []HeadlineEntry
	Findings    []Finding
	Updates     []Update
	Window      Window
	Restart     Restart
	Deployments []Deployment
	Contents    []Content
	Scans       []Scan
	Logs        []Log
}

// StateCount counts the updates in a state.
type StateCount struct {
	Badge Badge
	N     int
}

// HeadlineEntry says of some updates what they wait for, or why they are not installed.
type HeadlineEntry struct {
	Badge    Badge
	About    string
	Sentence string
	Since    string // "since …, WUAHandler.log:43", where it is the same for all of them
}

// mapAll is what f makes of each value.
func mapAll[T, D any](all []T, f func(T) D) []D {
	out := make([]D, 0, len(all))
	for _, v := range all {
		out = append(out, f(v))
	}
	return out
}

// Summarize puts into words what is known of a client.
func (s *AsOf) Summarize() Client {
	d := summarizer{AsOf: s, Clock: s.Clock()}
	return d.client()
}

// summarizer makes one client's sheet.
type summarizer struct {
	*AsOf
	Clock
}

func (d *summarizer) client() Client {
	sh := Client{
		Name: text.Clean(d.Name), Path: text.Clean(d.Path), AsOf: d.Time(d.At), Zone: d.Clock.zone, Counts: d.counts(),
		Updates: d.updates(), Findings: d.findings(), Window: d.window(), Restart: d.restart(),
		Deployments: mapAll(d.State.Deployments(), d.deployment), Contents: mapAll(d.State.Contents(), d.content),
		Scans: mapAll(d.State.Scans(), d.scan), Logs: mapAll(d.Logs, d.log),
	}
	if d.Err != nil {
		sh.Error = text.Clean(d.Err.Error())
	}
	sh.StateCounts, sh.Headline = countStates(sh.Updates), headline(sh.Updates)
	return sh
}

func (d *summarizer) counts() string {
	records, damaged := 0, 0
	for i := range d.Logs {
		records += d.Logs[i].Records
		damaged += d.Logs[i].Damaged
	}
	all := fmt.Sprintf("%s, %s%s", Count(len(d.Logs), "log"), Count(records, "record"), UnlessZero(damaged, ", %d of them damaged"))
	if until := d.EvictedUntil(); !until.IsZero() {
		all += ", what was until " + d.TimeText(until) + " is forgotten (--memory)"
	}
	return all + UnlessZero(d.State.DroppedSteps(), ", the oldest steps of long histories left out: %d")
}

// countStates counts the updates by state, in the order of their attention.
func countStates(rows []Update) []StateCount {
	var all []StateCount
	for i := range rows {
		k := slices.IndexFunc(all, func(t StateCount) bool { return t.Badge == rows[i].Badge })
		if k < 0 {
			all = append(all, StateCount{Badge: rows[i].Badge})
			k = len(all) - 1
		}
		all[k].N++
	}
	return all
}

// maxNamed is how many updates a sentence names before it counts.
const maxNamed = 4

// headline says what is not installed and why; updates of which the same is to be said share a sentence.
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
		all[i].About = enumerate(names[i])
	}
	return all
}

func enumerate(names []string) string {
	if len(names) <= maxNamed {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:maxNamed-1], ", "), len(names)-maxNamed+1)
}

// EmptyHeadline is the headline of a client of which nothing is pending.
func EmptyHeadline(sh *Client) string {
	switch {
	case len(sh.Updates) == 0:
		return "The logs name no update."
	case len(sh.Headline) == 0:
		return "No deployed update waits or has failed."
	}
	return ""
}
