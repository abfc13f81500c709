package ui

import (
	"fmt"
	"strings"
	"time"
)

// parseTime reads a time as a person types it: 14:30, 14:30:05, 03-01 14:30, 2026-03-01 14:30, RFC
// 3339, a step as in -10m or +1h30m, start or end. What has no zone is on the clock the screen
// shows; what has no date is on its day.
func (m *clientAsOf) parseTime(s string, first, last time.Time) (time.Time, error) {
	s = strings.TrimSpace(s)
	switch strings.ToLower(s) {
	case "start", "first":
		return first, nil
	case "end", "last", "now":
		return last, nil
	}
	if strings.HasPrefix(s, "+") || strings.HasPrefix(s, "-") {
		if d, err := time.ParseDuration(strings.ReplaceAll(s, " ", "")); err == nil {
			return m.At.Add(d), nil
		}
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.UTC(), nil
	}
	at := m.Wall(m.At)
	for _, layout := range []string{"15:04", "15:04:05", "01-02 15:04", "01-02 15:04:05", "2006-01-02", "2006-01-02 15:04", "2006-01-02 15:04:05"} {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		year, month, day := t.Date()
		if !strings.Contains(layout, "2006") {
			year = at.Year()
		}
		if !strings.Contains(layout, "01-02") {
			month, day = at.Month(), at.Day()
		}
		return m.UTC(time.Date(year, month, day, t.Hour(), t.Minute(), t.Second(), 0, time.UTC)), nil
	}
	return time.Time{}, fmt.Errorf("not a time: %q (14:30, -10m, +1h, 03-01 14:30, start, end)", s)
}

func (a *App) parseTime(s string) (time.Time, error) {
	c := a.session()
	return c.asOf.parseTime(s, c.firstTime(), c.now(a.clockTime))
}
