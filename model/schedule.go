package model

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Recurrence is how a schedule token repeats.
type Recurrence uint8

// The recurrences, numbered as in the token (ConfigMgr SDK, SMS_ScheduleMethods.ReadFromString).
const (
	Once             Recurrence = 1
	Interval         Recurrence = 2
	Weekly           Recurrence = 3
	MonthlyByWeekday Recurrence = 4
	MonthlyByDate    Recurrence = 5
)

// Schedule is one token of a schedule string: when it first begins, how long it lasts, how it
// repeats.
type Schedule struct {
	Start      time.Time // on the client's clock, or UTC if UTC is set; its zone is UTC either way
	Duration   time.Duration
	Recurrence Recurrence
	Every      time.Duration // Interval
	Weekday    time.Weekday  // Weekly, MonthlyByWeekday
	Weeks      int           // Weekly: every so many weeks
	Months     int           // monthly: every so many months
	Week       int           // MonthlyByWeekday: 1 to 4, 0 the last of the month
	Day        int           // MonthlyByDate: 0 the last of the month
	UTC        bool
}

// tokenLength is the hexadecimal digits of one token.
const tokenLength = 16

// ParseSchedule decodes a schedule string of one or more tokens.
func ParseSchedule(s string) ([]Schedule, error) {
	s = strings.TrimSpace(s)
	if len(s) == 0 || len(s)%tokenLength != 0 {
		return nil, fmt.Errorf("decode schedule %q: not a multiple of %d hexadecimal digits", s, tokenLength)
	}
	var all []Schedule
	for ; len(s) > 0; s = s[tokenLength:] {
		t, err := parseToken(s[:tokenLength])
		if err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, nil
}

func parseToken(s string) (Schedule, error) {
	v, err := strconv.ParseUint(s, 16, 64)
	if err != nil {
		return Schedule{}, fmt.Errorf("decode schedule %q: not hexadecimal", s)
	}
	bits := func(shift, n int) int { return int(v >> shift & (1<<n - 1)) }
	t := Schedule{
		Start: time.Date(1970+bits(32+6, 6), time.Month(bits(32+12, 4)), bits(32+16, 5),
			bits(32+21, 5), bits(32+26, 6), 0, 0, time.UTC),
		Duration: time.Duration(bits(32, 6))*time.Minute + time.Duration(bits(27, 5))*time.Hour +
			time.Duration(bits(22, 5))*24*time.Hour,
		Recurrence: Recurrence(bits(19, 3)),
		UTC:        bits(0, 1) == 1,
	}
	switch t.Recurrence {
	case Once:
	case Interval:
		t.Every = time.Duration(bits(13, 6))*time.Minute + time.Duration(bits(8, 5))*time.Hour +
			time.Duration(bits(3, 5))*24*time.Hour
		if t.Every == 0 {
			return t, fmt.Errorf("decode schedule %q: an interval of nothing", s)
		}
	case Weekly:
		t.Weekday, t.Weeks = weekday(bits(16, 3)), max(1, bits(13, 3))
	case MonthlyByWeekday:
		t.Weekday, t.Months, t.Week = weekday(bits(16, 3)), max(1, bits(12, 4)), bits(9, 3)
	case MonthlyByDate:
		t.Day, t.Months = bits(14, 5), max(1, bits(10, 4))
	default:
		return t, fmt.Errorf("decode schedule %q: recurrence %d is not documented", s, t.Recurrence)
	}
	return t, nil
}

// weekday turns the token's 1 (Sunday) to 7 into Go's.
func weekday(n int) time.Weekday { return time.Weekday((n + 6) % 7) }

// Next returns the first occurrence that ends after t (or, having no length, begins at or after
// it). t is on the same clock as Start. ok is false if there is none.
func (s Schedule) Next(t time.Time) (start time.Time, ok bool) {
	over := func(start time.Time) bool {
		end := start.Add(s.Duration)
		return end.Before(t) || end.Equal(t) && s.Duration > 0
	}
	switch s.Recurrence {
	case Once:
		return s.Start, !over(s.Start)
	case Interval:
		return s.firstFrom(t, s.Every, s.Start), true
	case Weekly:
		first := s.Start.AddDate(0, 0, int(s.Weekday-s.Start.Weekday()+7)%7)
		return s.firstFrom(t, time.Duration(s.Weeks)*7*24*time.Hour, first), true
	}
	return s.nextMonthly(over)
}

// firstFrom returns the first of first, first+every, … that is not over at t.
func (s Schedule) firstFrom(t time.Time, every time.Duration, first time.Time) time.Time {
	if behind := t.Sub(first.Add(s.Duration)); behind >= 0 {
		n := behind / every
		first = first.Add(n * every)
		if !first.Add(s.Duration).After(t) && (s.Duration > 0 || first.Before(t)) {
			first = first.Add(every)
		}
	}
	return first
}

// monthsAhead bounds the search for a monthly occurrence; a month without the day is passed over.
const monthsAhead = 12 * 200

func (s Schedule) nextMonthly(over func(time.Time) bool) (time.Time, bool) {
	y, m, _ := s.Start.Date()
	h, min, _ := s.Start.Clock()
	for i := 0; i < monthsAhead; i += s.Months {
		first := time.Date(y, m+time.Month(i), 1, h, min, 0, 0, time.UTC)
		day, ok := s.dayIn(first)
		if !ok {
			continue
		}
		at := first.AddDate(0, 0, day-1)
		if !at.Before(s.Start) && !over(at) {
			return at, true
		}
	}
	return time.Time{}, false
}

// dayIn returns the day of the month on which the schedule falls.
func (s Schedule) dayIn(first time.Time) (int, bool) {
	last := first.AddDate(0, 1, -1).Day()
	if s.Recurrence == MonthlyByDate {
		if s.Day == 0 {
			return last, true
		}
		return s.Day, s.Day <= last
	}
	day := 1 + int(s.Weekday-first.Weekday()+7)%7
	if s.Week > 0 {
		day += 7 * (s.Week - 1)
		return day, day <= last
	}
	for day+7 <= last {
		day += 7
	}
	return day, true
}
