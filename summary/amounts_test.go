package summary

import (
	"testing"
	"time"

	"ccmtail/model"
)

const (
	hour = time.Hour
	day  = 24 * hour
)

func TestAmounts(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Duration(0), "0 s"},
		{Duration(90 * time.Minute), "1 h 30 min"},
		{Duration(24*time.Minute + 49*time.Second), "24 min 49 s"},
		{Duration(6*day + 21*hour + 17*time.Minute), "6 d 21 h"},
		{Duration(2 * day), "2 d"},
		{Duration(59*time.Second + 600*time.Millisecond), "1 min"},
		{Duration(-time.Minute), "-1 min"},
		{ShortDuration(2*hour+16*time.Minute, 10), "2 h 16 min"},
		{ShortDuration(2*hour+16*time.Minute, 9), "2 h"},
		{ShortDuration(3*day+18*hour, 8), "3 d 18 h"},
		{Estimate(300 * time.Millisecond), "1 s"},
		{Estimate(38 * time.Second), "40 s"},
		{Estimate(100 * time.Second), "2 min"},
		{Elapsed(62*time.Second + 345*time.Millisecond), "1:02.345"},
		{Elapsed(hour + 2*time.Minute + 3*time.Second), "1:02:03"},
		{Elapsed(2*day + 3*hour), "2 d 3 h"},
		{Elapsed(-time.Second), "-0:01.000"},
		{Size(999), "999 B"},
		{Size(1000), "1.0 kB"},
		{Size(1486202880), "1.5 GB"},
		{SizeOf(3e6, 8388608), "3.0 of 8.4 MB"},
		{SizeOf(0, 8388608), "0 B of 8.4 MB"},
		{PercentText(1, 3), "33%"},
		{PercentText(5, 3), "100%"},
		{PercentText(5, 0), "0%"},
		{Grouped(999), "999"},
		{Grouped(1023), "1,023"},
		{Grouped(-1234567), "-1,234,567"},
		{Count(1, "log"), "1 log"},
		{Count(0, "log"), "0 logs"},
		{Count(2, "retry"), "2 retries"},
		{Count(2, "match"), "2 matches"},
		{Enumerate([]string{"a", "b", "c", "d"}), "a, b, c, d"},
		{Enumerate([]string{"a", "b", "c", "d", "e"}), "a, b, c and 2 more"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestShortFit(t *testing.T) {
	fit := model.Fit{Need: 90 * time.Minute, NeedLogged: true, Available: 84*time.Minute + 50*time.Second}
	guess := fit
	guess.NeedLogged = false
	whole := model.Fit{Need: 8 * hour, NeedLogged: true, Available: 4 * hour}
	for _, c := range []struct {
		fit   model.Fit
		cells int
		want  string
	}{
		{fit, 30, "needs 90 min, 84 left"},
		{fit, 20, "90 min, 84 left"},
		{guess, 40, "needs 90 min, 84 left (assumed)"},
		{guess, 30, "needs 90 min, 84 left"},
		{whole, 30, "needs 8 h, 4 left"},
	} {
		if got := ShortFit(c.fit, c.cells); got != c.want {
			t.Errorf("in %d cells %q, want %q", c.cells, got, c.want)
		}
	}
}

func TestShortTitle(t *testing.T) {
	for title, want := range map[string]string{
		"Security Update for SQL Server 2022 RTM CU (KB5081905)":                                      "SQL Server 2022 RTM CU",
		"Security Update for the 2007 Microsoft Office System (KB969679)":                             "2007 Microsoft Office System",
		"Cumulative Security Update for Internet Explorer 7 (KB969897)":                               "Internet Explorer 7",
		"2026-03 Cumulative Update for Windows 11 Version 24H2 for x64-based Systems (KB5081316)":     "2026-03 Windows 11 Version 24H2 for x64-based Systems",
		"Update for Microsoft Defender Antivirus antimalware platform - KB5081007 (Version 4.18) - X": "Microsoft Defender Antivirus antimalware platform - KB5081007 (Version 4.18) - X",
		"Feature pack": "Feature pack",
	} {
		if got := ShortTitle(&model.Update{KB: "1", Title: title}); got != want {
			t.Errorf("%q becomes %q, want %q", title, got, want)
		}
	}
}

func TestShare(t *testing.T) {
	for _, c := range []struct {
		part, whole int
		want        string
	}{{0, 0, "0 %"}, {0, 9, "0 %"}, {9, 9, "100 %"}, {2, 5, "40 %"}, {1, 3, "33 %"}, {1, 200, "0.5 %"}, {199, 200, "99.5 %"}, {1, 100_000, "< 0.1 %"}, {99_999, 100_000, "> 99.9 %"}} {
		if got := Share(c.part, c.whole); got != c.want {
			t.Errorf("%d of %d: %s, want %s", c.part, c.whole, got, c.want)
		}
	}
}
