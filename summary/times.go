package summary

import (
	"fmt"
	"strings"
	"time"

	"ccmtail/model"
	"ccmtail/store"
)

func OrUnknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}

// HasTime reports whether a time was in the logs: a record without one has zero, or 1970's first moment.
func HasTime(t time.Time) bool { return !t.IsZero() && t.UnixNano() != 0 }

// Clock writes times as one client's logs allow it.
type Clock struct {
	records *store.Records
	zone    string
}

func (s *AsOf) Clock() Clock { return Clock{s.Records, s.commonZone()} }

// Time is a time in a sheet: as the client's clock showed it, and in UTC for machines.
type Time struct {
	Text string // "2026-03-17 21:14:40", "" if there is none
	UTC  string // RFC 3339, "" if there is none
}

// Time is t as the sheet writes it. Without a zone in the logs the clock's time is taken for UTC's
// in all sums, and no UTC is named.
func (c Clock) Time(t time.Time) Time {
	if !HasTime(t) {
		return Time{}
	}
	bias, known := c.records.BiasAt(t)
	if !known {
		return Time{Text: t.UTC().Format(time.DateTime)}
	}
	zone := time.FixedZone("", -bias*60)
	out := Time{Text: t.In(zone).Format(time.DateTime), UTC: t.UTC().Format(time.RFC3339)}
	if c.zone == "" {
		out.Text = t.In(zone).Format(time.DateTime + " -07:00")
	}
	return out
}

// EvidenceTime is the time of a piece of evidence; a record without one is placed by its neighbours only.
func (c Clock) EvidenceTime(e model.Evidence) Time {
	switch t := c.Time(e.At); {
	case t.Text == "":
		return t
	case !e.Timed:
		return Time{Text: "about " + t.Text}
	default:
		return t
	}
}

// commonZone names the zone of all times of a client, "" if it changes in the course of the logs.
func (s *AsOf) commonZone() string {
	first, _ := s.TimeRange()
	then, _ := s.Records.BiasAt(first)
	now, known := s.Records.BiasAt(s.At)
	switch {
	case !known:
		return "as logged; no record names a time zone"
	case then != now:
		return ""
	}
	return "UTC" + time.Unix(0, 0).In(time.FixedZone("", -now*60)).Format("-07:00")
}

// TimeText is a time on the client's clock with its offset, or as logged where no record names a zone.
func (s *AsOf) TimeText(t time.Time) string {
	if !HasTime(t) {
		return "no time"
	}
	bias, known := s.Records.BiasAt(t)
	if !known {
		return t.UTC().Format("2006-01-02 15:04:05") + " (zone unknown)"
	}
	zone := time.FixedZone("", -bias*60)
	return t.In(zone).Format("2006-01-02 15:04:05 -07:00")
}

// Where is "WUAHandler.log:12".
func (s *AsOf) Where(e model.Evidence) string {
	return fmt.Sprintf("%s:%d", e.Log, e.Line)
}

// EvidenceTimeText is the time of a piece of evidence; a record without one is placed by its neighbours only.
func (s *AsOf) EvidenceTimeText(e model.Evidence) string {
	switch {
	case !HasTime(e.At):
		return "at an unknown time"
	case !e.Timed:
		return "about " + s.TimeText(e.At)
	}
	return s.TimeText(e.At)
}

// SinceText is when something began, and the record that says so.
func SinceText(at Time, where string) string {
	if at.Text == "" {
		return "since an unknown time, " + where
	}
	return "since " + at.Text + ", " + where
}

// PlacesText is where records stand, in brackets; "" for none.
func PlacesText(quotes []Quote) string {
	if len(quotes) == 0 {
		return ""
	}
	return " (" + strings.Join(mapAll(quotes, func(q Quote) string { return q.Where }), ", ") + ")"
}
