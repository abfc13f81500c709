package model

import (
	"slices"
	"testing"
	"time"

	"ccmtail/model/event"
)

func TestOpenings(t *testing.T) {
	begin := event.Event{Kind: event.WindowListingStarted}
	weekly := append([]event.Event{begin}, listing(w4, 4, "00302B0018192000", day("2014-02-16 01:00"), 3)...) // Sundays 01:00, 3 h
	twice := append(slices.Clone(weekly), listing(j1, 4, "", day("2026-03-22 03:00"), 3)...)
	for _, c := range []struct {
		name   string
		events []event.Event
		at     time.Time
		want   []string // UTC from, to and the client's clock
	}{
		{"nothing known", nil, testStart, nil},
		{"each week", weekly, testStart, []string{"03-22 06:00 09:00 01:00", "03-29 06:00 09:00 01:00"}},
		{"the one that is open counts", weekly, day("2026-03-22 08:00"), []string{"03-22 06:00 09:00 01:00", "03-29 06:00 09:00 01:00", "04-05 06:00 09:00 01:00"}},
		{"overlapping ones are one", twice, testStart, []string{"03-22 06:00 11:00 01:00", "03-29 06:00 09:00 01:00"}},
		{"a window of another kind", append([]event.Event{begin}, listing(wb, 6, "00302B0018192000", day("2014-02-16 01:00"), 3)...), testStart, nil},
		{"the opening the client names has no end", []event.Event{{Kind: event.WindowNext, Window: w4, Numbers: event.Numbers{event.When: day("2026-03-19 21:00").UnixNano()}, Answer: event.Yes}}, testStart.Add(time.Minute), []string{"03-20 02:00 ? ?"}},
		{"the seconds left are an opening", []event.Event{{Kind: event.WindowSecondsLeft, Numbers: event.Numbers{event.Seconds: 3600, event.WindowType: 4}}}, testStart.Add(time.Minute), []string{"03-18 01:01 02:00 ?"}},
	} {
		var got []string
		for _, o := range stateAfter(c.events...).Openings(c.at, c.at.AddDate(0, 0, 14)) {
			end, wall := "?", "?"
			if !o.End.IsZero() {
				end = o.End.Format("15:04")
			}
			if !o.Wall.Start.IsZero() {
				wall = o.Wall.Start.Format("15:04")
			}
			got = append(got, o.Start.Format("01-02 15:04 ")+end+" "+wall)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestOpeningsKeepTheWallClock: listed in winter, looked at in summer.
func TestOpeningsKeepTheWallClock(t *testing.T) {
	s := NewState()
	for _, e := range append(append([]event.Event{{Kind: event.WindowListingStarted}}, listing(w4, 4, "00302B0018192000", day("2014-02-16 01:00"), 3)...), event.Event{Kind: event.ClientStarted}) {
		e.Bias, e.Zoned, e.Timed, e.At = 300, true, true, day("2026-03-03 12:00").UnixNano()
		if e.Kind == event.ClientStarted {
			e.Bias, e.At = 240, day("2026-03-10 12:00").UnixNano()
		}
		s.Apply(&e)
	}
	all := s.Openings(day("2026-03-12 12:00"), day("2026-03-25 12:00"))
	if len(all) != 2 {
		t.Fatalf("%v", all)
	}
	for i, utc := range []string{"2026-03-15 05:00", "2026-03-22 05:00"} {
		if !all[i].Start.Equal(day(utc)) || all[i].Wall.Start.Format("15:04") != "01:00" || all[i].Wall.End.Format("15:04") != "04:00" {
			t.Errorf("%+v, want %s", all[i], utc)
		}
	}
	if !s.Recurs(testStart) {
		t.Error("its schedule is not known")
	}
}
