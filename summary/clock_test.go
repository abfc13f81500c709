package summary

import (
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// logged returns a client that has logged a record at each of some times, five hours behind UTC.
func logged(times ...time.Time) *store.Client {
	s := store.New()
	g := s.AddFile("a.log", "a.log", 0)
	for _, t := range times {
		g.Append([]byte("a\n"), []model.Frame{{Size: 2, Tail: 1, Lines: 1, Wall: t.Add(-5 * hour).UnixNano(), Bias: 300, Component: "A", Format: model.FormatCCM}})
	}
	return &store.Client{Records: s.Records(), Logs: []store.Log{{First: times[0], Last: times[len(times)-1]}}}
}

func TestClock(t *testing.T) {
	at := time.Date(2026, 3, 17, 20, 30, 0, 0, time.UTC) // a Tuesday
	c := logged(at.Add(-hour), at)
	own := Of(c, model.NewState(), at, model.FitRules{}, nil)
	utc := Of(c, model.NewState(), at, model.FitRules{}, time.UTC)
	india := Of(c, model.NewState(), at, model.FitRules{}, time.FixedZone("", 5*3600+1800))
	none := Of(&store.Client{Records: store.New().Records()}, model.NewState(), at, model.FitRules{}, nil)
	two := model.TimeRange{Start: at.Add(2*day + time.Second), End: at.Add(2*day + 2*hour - time.Second)}
	for _, c := range []struct{ got, want string }{
		{own.Short(at.Add(-15 * hour)), "00:30"},
		{own.Short(at.Add(-16 * hour)), "Mon 23:30"},
		{own.Short(at.Add(-30 * day)), "02-15 15:30"},
		{own.Short(at.Add(-365 * day)), "2025-03-17 15:30"},
		{own.Exact(at), "2026-03-17 15:30:00"},
		{own.Exact(time.Time{}), "unknown time"},
		{own.Exact(time.Unix(0, 0)), "unknown time"},
		{own.Zoned(at), "2026-03-17 15:30:00 -05:00"},
		{utc.Zoned(at), "2026-03-17 20:30:00 UTC"},
		{india.Zoned(at), "2026-03-18 02:00:00 +05:30"},
		{none.Zoned(at), "2026-03-17 20:30:00 (zone unknown)"},
		{own.RecordTime(0), "2026-03-17 14:30:00.000 -05:00"},
		{own.Span(two), "Thu 15:30 → 17:30 (2 h)"},
		{own.Span(model.TimeRange{Start: at}), "15:30 → ?"},
		{own.ZoneName(), "UTC-05:00"},
		{utc.ZoneName(), "UTC"},
		{none.ZoneName(), "as logged; no record names a time zone"},
		{own.EvidenceExact(model.Evidence{}.Moved(at)), "about 2026-03-17 15:30:00"},
		{own.EvidenceExact(model.EvidenceOf(&event.Event{At: at.UnixNano(), Timed: true})), "2026-03-17 15:30:00"},
		{own.EvidenceExact(model.Evidence{}), "unknown time"},
		{own.Relative(at.Add(3*day + 18*hour)), "in 3 d 18 h"},
		{own.Relative(at.Add(-90 * time.Second)), "1 min 30 s ago"},
		{own.Due(at.Add(-hour)), "overdue by 1 h"},
		{india.UTC(india.Wall(at)).Format(time.RFC3339), at.Format(time.RFC3339)},
		{own.UTC(own.Wall(at)).Format(time.RFC3339), at.Format(time.RFC3339)},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
