package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/store"
)

// sheet is what is known about a client in words and numbers, ready to be laid out. Markdown and HTML
// both show it, so that they say the same. Its strings hold text of logs, made visible by Clean but not
// escaped: that is the layout's part.
type sheet struct {
	Name, Path  string
	AsOf        clockTime
	Zone        string // of all times in it; "" if each time names its own
	Counts      string
	Error       string
	Tally       []tally
	Headline    []sentence
	Findings    []findingRow
	Updates     []updateRow
	Window      windowSheet
	Restart     restartSheet
	Deployments []deploymentRow
	Contents    []contentRow
	Scans       []scanRow
	Logs        []logRow
}

// tally counts the updates in a state.
type tally struct {
	Look look
	N    int
}

// sentence says of some updates what they wait for, or why they are not installed.
type sentence struct {
	Look  look
	About string
	Says  string
	Since string // "since …, WUAHandler.log:43", where it is the same for all of them
}

// HasTime reports whether a time was in the logs: a record without one has zero, or 1970's first moment.
func HasTime(t time.Time) bool { return !t.IsZero() && t.UnixNano() != 0 }

// mapped is what f makes of each value.
func mapped[T, D any](all []T, f func(T) D) []D {
	out := make([]D, 0, len(all))
	for _, v := range all {
		out = append(out, f(v))
	}
	return out
}

// summarize puts into words what is known of a client.
func (s *subject) summarize() sheet {
	d := drafter{subject: s, clock: s.times()}
	return d.sheet()
}

// clock writes times as one client's logs allow it.
type clock struct {
	records *store.Records
	zone    string
}

func (s *subject) times() clock { return clock{s.Records, s.oneZone()} }

// drafter makes one client's sheet.
type drafter struct {
	*subject
	clock
}

func (d *drafter) sheet() sheet {
	sh := sheet{
		Name: text.Clean(d.Name), Path: text.Clean(d.Path), AsOf: d.clockTime(d.at), Zone: d.clock.zone, Counts: d.counts(),
		Updates: d.updates(), Findings: d.findings(), Window: d.window(), Restart: d.restart(),
		Deployments: mapped(d.state.Deployments(), d.deployment), Contents: mapped(d.state.Contents(), d.content),
		Scans: mapped(d.state.Scans(), d.scan), Logs: mapped(d.Logs, d.log),
	}
	if d.Err != nil {
		sh.Error = text.Clean(d.Err.Error())
	}
	sh.Tally, sh.Headline = tallies(sh.Updates), headline(sh.Updates)
	return sh
}

func (d *drafter) counts() string {
	records, damaged := 0, 0
	for i := range d.Logs {
		records += d.Logs[i].Records
		damaged += d.Logs[i].Damaged
	}
	all := fmt.Sprintf("%s, %s%s", count(len(d.Logs), "log"), count(records, "record"), plural(damaged, ", %d of them damaged"))
	if until := d.Forgot(); !until.IsZero() {
		all += ", what was until " + d.timeText(until) + " is forgotten (--memory)"
	}
	return all + plural(d.state.Shortened(), ", the oldest steps of long histories left out: %d")
}

// tallies counts the updates by state, in the order of their attention.
func tallies(rows []updateRow) []tally {
	var all []tally
	for i := range rows {
		k := slices.IndexFunc(all, func(t tally) bool { return t.Look == rows[i].Look })
		if k < 0 {
			all = append(all, tally{Look: rows[i].Look})
			k = len(all) - 1
		}
		all[k].N++
	}
	return all
}

// named is how many updates a sentence names before it counts.
const named = 4

// headline says what is not installed and why; updates of which the same is to be said share a sentence.
func headline(rows []updateRow) []sentence {
	var all []sentence
	var names [][]string
	for i := range rows {
		r := &rows[i]
		if !r.Pending {
			continue
		}
		k := slices.IndexFunc(all, func(s sentence) bool { return s.Look == r.Look && s.Says == r.Says() })
		if k < 0 {
			all, names = append(all, sentence{Look: r.Look, Says: r.Says(), Since: r.sinceWhen()}), append(names, nil)
			k = len(all) - 1
		}
		if all[k].Since != r.sinceWhen() {
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
	if len(names) <= named {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:named-1], ", "), len(names)-named+1)
}

// verdict is the headline of a client of which nothing is pending.
func verdict(sh *sheet) string {
	switch {
	case len(sh.Updates) == 0:
		return "The logs name no update."
	case len(sh.Headline) == 0:
		return "No deployed update waits or has failed."
	}
	return ""
}

// clockTime is a time in a sheet: as the client's clock showed it, and in UTC for machines.
type clockTime struct {
	Text string // "2026-03-17 21:14:40", "" if there is none
	UTC  string // RFC 3339, "" if there is none
}

// clockTime is t as the sheet writes it. Without a zone in the logs the clock's time is taken for UTC's
// in all sums, and no UTC is named.
func (c clock) clockTime(t time.Time) clockTime {
	if !HasTime(t) {
		return clockTime{}
	}
	bias, known := c.records.Bias(t)
	if !known {
		return clockTime{Text: t.UTC().Format(time.DateTime)}
	}
	zone := time.FixedZone("", -bias*60)
	out := clockTime{Text: t.In(zone).Format(time.DateTime), UTC: t.UTC().Format(time.RFC3339)}
	if c.zone == "" {
		out.Text = t.In(zone).Format(time.DateTime + " -07:00")
	}
	return out
}

// evidence is the time of a piece of evidence; a record without one is placed by its neighbours only.
func (c clock) evidence(e model.Evidence) clockTime {
	switch t := c.clockTime(e.At); {
	case t.Text == "":
		return t
	case !e.Timed:
		return clockTime{Text: "about " + t.Text}
	default:
		return t
	}
}

// oneZone names the zone of all times of a client, "" if it changes in the course of the logs.
func (s *subject) oneZone() string {
	first, _ := s.Span()
	then, _ := s.Records.Bias(first)
	now, known := s.Records.Bias(s.at)
	switch {
	case !known:
		return "as logged; no record names a time zone"
	case then != now:
		return ""
	}
	return "UTC" + time.Unix(0, 0).In(time.FixedZone("", -now*60)).Format("-07:00")
}
