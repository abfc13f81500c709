package model

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"ccmtail/model/event"
)

// TestEveryProblemIsWhole holds that each known problem has what a finding needs, and can become
// one.
func TestEveryProblemIsWhole(t *testing.T) {
	seen := map[uint8]bool{}
	for _, p := range problems.all {
		if !regexp.MustCompile(`^F[0-9]{2}$`).MatchString(p.ID) {
			t.Fatalf("%q is no id", p.ID)
		}
		if seen[p.number()] {
			t.Errorf("%s is there twice", p.ID)
		}
		seen[p.number()] = true
		if p.Severity != SeverityError && p.Severity != SeverityWarning && p.Severity != SeverityInfo {
			t.Errorf("%s: severity %q", p.ID, p.Severity)
		}
		if !strings.HasSuffix(p.Advice, ".") {
			t.Errorf("%s advises %q", p.ID, p.Advice)
		}
		lasts := false
		for _, w := range p.Waits {
			lasts = lasts || w.Lasts != ""
			if len(w.Begins) == 0 || len(w.Ends) == 0 {
				t.Errorf("%s waits for what never begins or ends", p.ID)
			}
			for _, format := range []string{w.Lasts, w.Ended} {
				if format != "" && (strings.Count(format, "%s") != 1 || w.Patience == 0) {
					t.Errorf("%s: %q after %v", p.ID, format, w.Patience)
				}
			}
		}
		if len(p.Shows) == 0 && len(p.Codes) == 0 && p.Otherwise == 0 && p.Overdue == nil && !lasts {
			t.Errorf("nothing shows %s", p.ID)
		}
	}
}

// TestEveryCodeNamesOneProblem holds that no code of a phase, and no phase, has two problems.
func TestEveryCodeNamesOneProblem(t *testing.T) {
	for _, p := range problems.all {
		for phase := range p.Otherwise.each() {
			if other := problems.otherwise[phase]; other != p {
				t.Errorf("%s and %s are both what a phase fails with", p.ID, other.ID)
			}
		}
		for in, codes := range p.Codes {
			for phase := range in.each() {
				for _, code := range codes {
					if other := problems.named(phase, code); other != p {
						t.Errorf("%v names %s and %s", code, p.ID, other.ID)
					}
				}
			}
		}
	}
}

// TestAProblemIsOneLiteral holds that whatever makes a finding can be said where the problem
// stands.
func TestAProblemIsOneLiteral(t *testing.T) {
	known := newCatalog([]*problem{{
		ID: "F97", Severity: SeverityError, Advice: "Do this.",
		Codes: map[phases][]event.Code{phaseScan | phaseDeployment: {0x80070005}},
	}, {
		ID: "F98", Severity: SeverityWarning, Advice: "Do that.",
		Shows:  shows{event.CacheFull: func(finder) sighting { return ofClient("It is full.") }},
		Clears: clears{event.ContentCached: clientPast},
	}, {
		ID: "F99", Severity: SeverityInfo, Advice: "Wait.",
		Waits: []wait{{
			Begins: conditions{event.MessageQueued: always}, Ends: conditions{event.MessageDelivered: always},
			Patience: time.Minute, Lasts: "It lasts %s.", Ended: "It lasted %s.",
		}},
	}})
	for _, c := range []struct {
		events []event.Event
		want   string // those found; in brackets where they are over
	}{
		{[]event.Event{{Kind: event.ScanFailed, Code: 0x80070005}}, "F97"},
		{[]event.Event{{Kind: event.DeploymentError, Code: 0x80070005}}, "F97"},
		{[]event.Event{{Kind: event.ScanFailed, Code: 0x80070006}}, ""},
		{[]event.Event{{Kind: event.CacheFull}}, "F98"},
		{[]event.Event{{Kind: event.CacheFull}, {Kind: event.ContentCached}}, "(F98)"},
		{[]event.Event{{Kind: event.MessageQueued}}, "F99"},
		{[]event.Event{{Kind: event.MessageQueued}, {Kind: event.ScanStarted}, {Kind: event.MessageDelivered}}, "(F99)"},
		{[]event.Event{{Kind: event.MessageQueued}, {Kind: event.MessageDelivered}}, ""},
	} {
		s := NewState()
		for i := range c.events {
			e := &c.events[i]
			e.At, e.Timed, e.Rec = testStart.Add(time.Duration(i)*time.Minute).UnixNano(), true, event.RecordID(i)
			known.find(s, e)
		}
		var got []string
		for _, f := range append(s.findings.values(), s.overdue(testStart.Add(time.Hour), known.all)...) {
			if f.Active() {
				got = append(got, f.ID)
			} else {
				got = append(got, "("+f.ID+")")
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%v: %v, want %s", c.events, got, c.want)
		}
	}
}
