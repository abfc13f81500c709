package model

import (
	"testing"
	"time"
)

func day(s string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		panic(err)
	}
	return t
}

// The tokens come from Microsoft's articles and the SDK's documentation.
func TestScheduleTokens(t *testing.T) {
	for _, c := range []struct{ token, after, next string }{
		{"02C24AC0381C2000", "2014-02-10 12:00", "2014-02-12 22:00"},
		{"00084AC028592000", "2014-02-09 12:00", "2014-02-09 00:00"},
		{"00074AC0005F2000", "2014-02-10 00:00", "2014-02-15 00:00"},
		{"02C24AC0101E2000", "2014-02-10 00:00", "2014-02-14 22:00"},
		{"00302B0018192000", "2014-02-09 00:00", "2014-02-16 01:00"},
		{"3E692B0000080000", "2014-02-09 19:00", "2014-02-09 19:15"},
		{"0034394008100008", "2008-10-01 01:30", "2008-10-01 01:00"},
		{"00343940081A2000", "2007-03-20 00:00", "2007-03-26 01:00"},
		{"0034394008284400", "2007-03-20 02:00", "2007-04-01 01:00"},
		{"1033BC7B10100010", "2019-11-21 04:03", "2019-11-23 01:04"},
	} {
		all, err := ParseSchedule(c.token)
		if err != nil || len(all) != 1 {
			t.Errorf("%s: %v, %d tokens", c.token, err, len(all))
			continue
		}
		if next, ok := all[0].Next(day(c.after)); !ok || !next.Equal(day(c.next)) {
			t.Errorf("%s after %s: %v %v, want %s", c.token, c.after, next, ok, c.next)
		}
	}
}

func TestSeveralTokensInOneString(t *testing.T) {
	all, err := ParseSchedule("02C159C0381A200002C159C0381B200002C159C0381C200002C159C0381D200002C159C0381E2000")
	if err != nil || len(all) != 5 {
		t.Fatalf("%d tokens, %v", len(all), err)
	}
	for i, s := range all {
		if want := time.Weekday(i + 1); s.Weekday != want || s.Duration != 7*time.Hour {
			t.Errorf("token %d: %v", i, s)
		}
	}
}

func TestBadSchedulesAreErrors(t *testing.T) {
	for _, s := range []string{"", "02C24AC0", "02C24AC0381C200", "zzC24AC0381C2000", "02C24AC038382000", "0034394008100000"} {
		if all, err := ParseSchedule(s); err == nil {
			t.Errorf("%q is read as %v", s, all)
		}
	}
}

func FuzzSchedule(f *testing.F) {
	f.Add("02C24AC0381C2000", int64(1392000000))
	f.Add("0034394008284400", int64(0))
	f.Fuzz(func(t *testing.T, s string, after int64) {
		all, err := ParseSchedule(s[:min(len(s), 64*tokenLength)])
		if err != nil {
			return
		}
		at := time.Unix(after%(1<<33), 0).UTC()
		for _, x := range all {
			if next, ok := x.Next(at); ok && x.Duration > 0 && !next.Add(x.Duration).After(at) {
				t.Fatalf("%v: the occurrence of %v after %v is over", x, next, at)
			}
		}
	})
}
