package query

import (
	"testing"
	"time"
)

// behindUTC is a clock some hours behind UTC.
type behindUTC time.Duration

func (b behindUTC) Wall(t time.Time) time.Time   { return t.Add(-time.Duration(b)) }
func (b behindUTC) UTC(wall time.Time) time.Time { return wall.Add(time.Duration(b)) }

func TestTimesAsTyped(t *testing.T) {
	c := Times{
		Clock: behindUTC(5 * time.Hour), At: time.Date(2026, 1, 3, 2, 0, 0, 0, time.UTC),
		First: time.Date(2025, 12, 20, 0, 0, 0, 0, time.UTC), Last: time.Date(2026, 1, 4, 0, 0, 0, 0, time.UTC),
	}
	for s, want := range map[string]string{
		"20:30": "2026-01-03T01:30:00Z", "20:30:05": "2026-01-03T01:30:05Z", "01-02": "2026-01-02T05:00:00Z", "01-02 14:30": "2026-01-02T19:30:00Z",
		"12-31": "2025-12-31T05:00:00Z", "12-31 23:59:59": "2026-01-01T04:59:59Z", // the logs end before this year's
		"06-01":      "2026-06-01T05:00:00Z", // in neither year
		"2026-01-01": "2026-01-01T05:00:00Z", "2026-01-01T08:00": "2026-01-01T13:00:00Z", "2026-01-01T08:00:00Z": "2026-01-01T08:00:00Z",
		"-10m": "2026-01-03T01:50:00Z", "+1h": "2026-01-03T03:00:00Z", "start": "2025-12-20T00:00:00Z", " END ": "2026-01-04T00:00:00Z",
	} {
		if got, err := c.Parse(s); err != nil || got.Format(time.RFC3339) != want {
			t.Errorf("%q is %v, %v, not %s", s, got, err, want)
		}
	}
	for _, s := range []string{"", "25:00", "13-01", "x", "01-02-03", "-", "1e5"} {
		if got, err := c.Parse(s); err == nil {
			t.Errorf("%q is %v", s, got)
		}
	}
}
