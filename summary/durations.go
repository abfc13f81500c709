package summary

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// Duration says a length of time in its largest unit and the one below: "3 d 18 h", "2 h 16 min",
// "24 min 49 s". A countdown says the same of what is left.
func Duration(d time.Duration) string {
	d = max(d.Round(time.Second), -math.MaxInt64) // the least one has no opposite
	if d < 0 {
		return "-" + Duration(-d)
	}
	var parts []string
	for _, u := range []struct {
		size time.Duration
		name string
	}{{24 * time.Hour, "d"}, {time.Hour, "h"}, {time.Minute, "min"}, {time.Second, "s"}} {
		n := d / u.size
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, u.name))
			d -= n * u.size
		}
		if len(parts) == 2 || len(parts) == 1 && n == 0 {
			break
		}
	}
	if len(parts) == 0 {
		return "0 s"
	}
	return strings.Join(parts, " ")
}

// ShortDuration says a length of time for a column of so many cells: in its largest unit alone
// where both have no room.
func ShortDuration(d time.Duration, cells int) string {
	s := Duration(d)
	if len(s) <= cells {
		return s
	}
	words := strings.Fields(s)
	return strings.Join(words[:min(2, len(words))], " ")
}

// Estimate says a length of time that is only estimated: in steps of which a reader sees that.
func Estimate(d time.Duration) string {
	switch {
	case d < 10*time.Second:
		return Duration(max(d.Round(time.Second), time.Second))
	case d < time.Minute:
		return Duration(d.Round(5 * time.Second))
	}
	return Duration(d.Round(time.Minute))
}

// Elapsed says the time between two records as a stopwatch shows it, to the millisecond while it is
// short: "1:02.345", "1:02:03", then "2 d 3 h".
func Elapsed(d time.Duration) string {
	switch {
	case d < 0:
		return "-" + Elapsed(-max(d, -math.MaxInt64)) // the least one has no opposite
	case d < time.Hour:
		return fmt.Sprintf("%d:%02d.%03d", int(d/time.Minute), int(d/time.Second)%60, int(d/time.Millisecond)%1000)
	case d < 24*time.Hour:
		return fmt.Sprintf("%d:%02d:%02d", int(d/time.Hour), int(d/time.Minute)%60, int(d/time.Second)%60)
	}
	return Duration(d)
}

// Lasted returns how long something has lasted since t.
func (s *AsOf) Lasted(t time.Time) string { return Duration(s.At.Sub(t)) }

// Left returns how long it will be until t.
func (s *AsOf) Left(t time.Time) string { return Duration(t.Sub(s.At)) }

// Relative returns how far off a time is, either way: "in 2 h 16 min", "3 d 18 h ago"; "" for the
// zero time.
func (s *AsOf) Relative(t time.Time) string {
	switch {
	case t.IsZero():
		return ""
	case t.After(s.At):
		return "in " + s.Left(t)
	}
	return s.Lasted(t) + " ago"
}

// Due returns how far off a deadline is: "in 2 h 16 min", "overdue by 3 d 18 h".
func (s *AsOf) Due(t time.Time) string {
	if t.Before(s.At) {
		return "overdue by " + s.Lasted(t)
	}
	return "in " + s.Left(t)
}
