package summary

import (
	"strings"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// Clock says times as one client's logs allow it, on the client's own clock or on another one. It
// is the only thing that formats a point in time.
type Clock struct {
	records  *store.Records
	location *time.Location // whose times are shown; nil: the client's own
	at       time.Time      // what Short is short in view of
	zone     string
}

// newClock returns the clock of a client whose times are told as of at.
func newClock(c *store.Client, at time.Time, location *time.Location) Clock {
	clock := Clock{records: c.Records, location: location, at: at}
	first, _ := c.TimeRange()
	then, _ := clock.records.BiasAt(first)
	now, known := clock.records.BiasAt(at)
	switch {
	case !known:
		clock.zone = "as logged; no record names a time zone"
	case location == nil && then == now, location != nil && clock.Offset(first) == clock.Offset(at):
		clock.zone = "UTC" + strings.TrimPrefix(clock.Offset(at), "UTC")
	}
	return clock
}

// ClockOf returns a client's own clock, as of its newest record.
func ClockOf(c *store.Client) Clock {
	_, last := c.TimeRange()
	return newClock(c, last, nil)
}

// unknownTime stands where the logs name no time.
const unknownTime = "unknown time"

// HasTime reports whether a time was in the logs: a record without one has zero, or 1970's first
// moment.
func HasTime(t time.Time) bool { return !t.IsZero() && t.UnixNano() != 0 }

// Location returns the zone in which times are shown, nil if that is the client's own.
func (c Clock) Location() *time.Location { return c.location }

// ZoneName names the zone of all times of a client, "" if it changes in the course of the logs.
func (c Clock) ZoneName() string { return c.zone }

// Wall returns a UTC time on the clock. What has no zone stays as it is written.
func (c Clock) Wall(t time.Time) time.Time {
	bias, known := c.records.BiasAt(t)
	return c.wall(t, bias, known)
}

// RecordWall returns a record's time on the clock: the client's with the record's own offset.
func (c Clock) RecordWall(id event.RecordID) time.Time {
	bias, known := c.records.BiasOf(id)
	return c.wall(c.records.Time(id), bias, known)
}

func (c Clock) wall(t time.Time, bias int, known bool) time.Time {
	if known && c.location != nil {
		return t.In(c.location)
	}
	return t.UTC().Add(-time.Duration(bias) * time.Minute)
}

// UTC returns a time on the clock in UTC.
func (c Clock) UTC(wall time.Time) time.Time {
	bias, known := c.records.BiasAt(wall)
	if known && c.location != nil {
		return time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), 0, c.location).UTC()
	}
	t := wall.Add(time.Duration(bias) * time.Minute)
	bias, _ = c.records.BiasAt(t) // once more: the first guess may lie on the other side of a change of clocks
	return wall.Add(time.Duration(bias) * time.Minute)
}

// zoneUnknown stands where the offset of a clock is not in the logs.
const zoneUnknown = "zone unknown"

// Offset says the clock's offset at t: "-05:00", "UTC", or that it is not known.
func (c Clock) Offset(t time.Time) string {
	bias, known := c.records.BiasAt(t)
	return c.offset(t, bias, known)
}

// RecordOffset says the offset of a record's time, or that it is not known.
func (c Clock) RecordOffset(id event.RecordID) string {
	bias, known := c.records.BiasOf(id)
	return c.offset(c.records.Time(id), bias, known)
}

func (c Clock) offset(t time.Time, bias int, known bool) string {
	switch {
	case !known:
		return zoneUnknown
	case c.location == time.UTC:
		return "UTC"
	case c.location != nil:
		return t.In(c.location).Format("-07:00")
	}
	return t.In(time.FixedZone("", -bias*60)).Format("-07:00")
}

// Short says a time of day, with the date where it is not the day of the clock's own time.
func (c Clock) Short(t time.Time) string {
	if !HasTime(t) {
		return "?"
	}
	w, at := c.Wall(t), c.Wall(c.at)
	switch days := w.Sub(at).Hours() / 24; {
	case w.YearDay() == at.YearDay() && w.Year() == at.Year():
		return w.Format("15:04")
	case days > -6 && days < 6:
		return w.Format("Mon 15:04")
	case w.Year() == at.Year():
		return w.Format("01-02 15:04")
	}
	return w.Format("2006-01-02 15:04")
}

// Exact says a time to the second, with its date.
func (c Clock) Exact(t time.Time) string {
	if !HasTime(t) {
		return unknownTime
	}
	return c.Wall(t).Format(time.DateTime)
}

// Zoned says a time to the second with its offset.
func (c Clock) Zoned(t time.Time) string {
	if !HasTime(t) {
		return c.Exact(t)
	}
	return c.Exact(t) + " " + bracketed(c.Offset(t))
}

// bracketed puts what is not an offset into brackets.
func bracketed(offset string) string {
	if offset == zoneUnknown {
		return "(" + offset + ")"
	}
	return offset
}

// RecordTime says a record's time to the millisecond with its offset.
func (c Clock) RecordTime(id event.RecordID) string {
	if !HasTime(c.records.Time(id)) {
		return c.Exact(time.Time{})
	}
	return c.RecordWall(id).Format("2006-01-02 15:04:05.000") + " " + bracketed(c.RecordOffset(id))
}

// Span says from when to when something lasts, and how long: "Tue 21:00 → 23:00 (2 h)".
func (c Clock) Span(s model.TimeRange) string {
	s.Start, s.End = OnMinute(s.Start), OnMinute(s.End)
	if s.End.IsZero() {
		return c.Short(s.Start) + " → ?"
	}
	end := c.Wall(s.End).Format("15:04")
	if s.End.Sub(s.Start) >= 24*time.Hour {
		end = c.Short(s.End)
	}
	return c.Short(s.Start) + " → " + end + " (" + Duration(s.End.Sub(s.Start)) + ")"
}

// OnMinute takes the fraction off an edge that was counted from whole seconds left.
func OnMinute(t time.Time) time.Time {
	if r := t.Round(time.Minute); !t.IsZero() && t.Sub(r).Abs() <= 2*time.Second {
		return r
	}
	return t
}

// Time is a time in words, and for machines.
type Time struct {
	Text string // "2026-03-17 21:14:40", "" if there is none
	UTC  string // RFC 3339, "" if there is none
}

// OrUnknown returns the time in words, or that there is none.
func (t Time) OrUnknown() string {
	if t.Text == "" {
		return unknownTime
	}
	return t.Text
}

// Time returns t as a report writes it: without its offset where all times have the same, which is
// said once. Without a zone in the logs the client's time is taken for UTC's in all sums, and no
// UTC is named.
func (c Clock) Time(t time.Time) Time {
	if !HasTime(t) {
		return Time{}
	}
	_, known := c.records.BiasAt(t)
	switch {
	case !known:
		return Time{Text: c.Exact(t)}
	case c.zone == "":
		return Time{Text: c.Zoned(t), UTC: t.UTC().Format(time.RFC3339)}
	}
	return Time{Text: c.Exact(t), UTC: t.UTC().Format(time.RFC3339)}
}

// EvidenceTime returns the time of a piece of evidence; a record without one is placed by its
// neighbours only, and "about" says so.
func (c Clock) EvidenceTime(e model.Evidence) Time {
	t := c.Time(e.At())
	if t.Text != "" && !e.Timed() {
		return Time{Text: "about " + t.Text}
	}
	return t
}

// EvidenceExact says the time of a piece of evidence to the second, "about" that of one which is
// placed by its neighbours only.
func (c Clock) EvidenceExact(e model.Evidence) string { return about(e, c.Exact(e.At())) }

// EvidenceShort says the time of a piece of evidence in short.
func (c Clock) EvidenceShort(e model.Evidence) string { return about(e, c.Short(e.At())) }

// EvidenceZoned says the time of a piece of evidence with its offset.
func (c Clock) EvidenceZoned(e model.Evidence) string { return about(e, c.Zoned(e.At())) }

func about(e model.Evidence, text string) string {
	if HasTime(e.At()) && !e.Timed() {
		return "about " + text
	}
	return text
}
