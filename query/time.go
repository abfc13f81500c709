package query

import (
	"fmt"
	"strings"
	"time"
)

// Times reads times as people type them.
type Times struct {
	// Clock is the one on which times without a zone are.
	Clock interface {
		Wall(t time.Time) time.Time
		UTC(wall time.Time) time.Time
	}
	// At is the moment to which steps are relative, and whose day a time without a date is on.
	At time.Time
	// First and Last are the ends of the logs.
	First, Last time.Time
}

// timeLayouts are the forms of a time without a zone.
var timeLayouts = []string{
	"15:04", "15:04:05", "01-02", "01-02 15:04", "01-02 15:04:05", "2006-01-02", "2006-01-02 15:04", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02T15:04:05",
}

// Parse reads 14:30, 14:30:05, 03-01, 03-01 14:30, 2026-03-01, 2026-03-01 14:30, RFC 3339, a step as
// in -10m or +1h30m, start or end. A date without a time is its midnight. One without a year is in
// At's, or in the year before if it were later than the logs. It is a TimeParser.
func (c Times) Parse(s string) (time.Time, error) {
	s = strings.TrimSpace(s)
	switch strings.ToLower(s) {
	case "start", "first":
		return c.First, nil
	case "end", "last", "now":
		return c.Last, nil
	}
	if strings.HasPrefix(s, "+") || strings.HasPrefix(s, "-") {
		if d, err := time.ParseDuration(strings.ReplaceAll(s, " ", "")); err == nil {
			return c.At.Add(d), nil
		}
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return inYears(t.UTC(), s)
	}
	for _, layout := range timeLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return c.complete(t, layout, s)
		}
	}
	return time.Time{}, fmt.Errorf("not a time: %q (14:30, -10m, +1h, 03-01, 03-01 14:30, start, end)", s)
}

// inYears returns t, or an error if no record can have a time of its year.
func inYears(t time.Time, typed string) (time.Time, error) {
	const minYear, maxYear = 1680, 2260
	if t.Year() < minYear || t.Year() > maxYear {
		return time.Time{}, fmt.Errorf("the year must be from %d to %d: %q", minYear, maxYear, typed)
	}
	return t, nil
}

// complete returns a time that was read by a layout, with what it does not say.
func (c Times) complete(t time.Time, layout, typed string) (time.Time, error) {
	at := c.Clock.Wall(c.At)
	year, month, day := t.Date()
	if !strings.Contains(layout, "01-02") {
		month, day = at.Month(), at.Day()
	}
	date := func(year int) (time.Time, error) {
		wall := time.Date(year, month, day, t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
		if wall.Day() != day {
			return time.Time{}, fmt.Errorf("no such day in %d: %q", year, typed)
		}
		if _, err := inYears(wall, typed); err != nil {
			return time.Time{}, err
		}
		return c.Clock.UTC(wall), nil
	}
	if strings.Contains(layout, "2006") {
		return date(year)
	}
	this, err := date(at.Year())
	last, lastErr := date(at.Year() - 1)
	if strings.Contains(layout, "01-02") && lastErr == nil && (err != nil || this.After(c.Last)) && !last.Before(c.First) {
		return last, nil
	}
	return this, err
}
