package summary

import (
	"testing"

	"ccmtail/model"
)

// The tokens come from Microsoft's articles and the SDK's documentation; the words beside them are
// what the same sources say of them.
func TestRecurrence(t *testing.T) {
	for _, c := range []struct{ token, words string }{
		{"02C24AC0381C2000", "Wednesdays 22:00, 7 h"},
		{"00084AC028592000", "Sundays 00:00, 1 d 5 h"},
		{"00074AC0005F2000", "Saturdays 00:00, 1 d"},
		{"02C24AC0101E2000", "Fridays 22:00, 2 h"},
		{"00302B0018192000", "Sundays 01:00, 3 h"},
		{"3E692B0000080000", "once 2014-02-09 19:15"},
		{"0034394008100008", "every 1 d from 2007-03-20 01:00, 1 h"},
		{"00343940081A2000", "Mondays 01:00, 1 h"},
		{"0034394008284400", "day 1 of the month 01:00, 1 h"},
		{"1033BC7B10100010", "every 2 d from 2019-11-19 01:04, 2 h 59 min"},
	} {
		all, err := model.ParseSchedule(c.token)
		if err != nil || len(all) != 1 {
			t.Errorf("%s: %v, %d tokens", c.token, err, len(all))
			continue
		}
		if got := Recurrence(all[0]); got != c.words {
			t.Errorf("%s reads %q, want %q", c.token, got, c.words)
		}
	}
	for _, c := range []struct {
		s    model.Schedule
		want string
	}{
		{model.Schedule{Recurrence: model.Weekly, Weekday: 2, Weeks: 2}, "Tuesday every 2 weeks 00:00"},
		{model.Schedule{Recurrence: model.MonthlyByWeekday, Weekday: 2, Week: 2, Months: 1}, "second Tuesday of the month 00:00"},
		{model.Schedule{Recurrence: model.MonthlyByWeekday, Weekday: 0, Months: 3}, "last Sunday every 3 months 00:00"},
		{model.Schedule{Recurrence: model.MonthlyByDate, Months: 1, UTC: true}, "last day of the month 00:00 UTC"},
	} {
		if got := Recurrence(c.s); got != c.want {
			t.Errorf("%+v reads %q, want %q", c.s, got, c.want)
		}
	}
}
