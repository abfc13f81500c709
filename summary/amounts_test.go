package summary

import (
	"testing"
	"time"

	"ccmtail/model"
)

func TestAmounts(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Duration(0), "0 s"},
		{Duration(90 * time.Minute), "1 h 30 min"},
		{Duration(6*24*time.Hour + 21*time.Hour + 17*time.Minute), "6 d 21 h"},
		{Duration(59*time.Second + 600*time.Millisecond), "1 min"},
		{Duration(-time.Minute), "-1 min"},
		{Size(999), "999 B"},
		{Size(1000), "1.0 kB"},
		{Size(1486202880), "1.5 GB"},
		{Grouped(999), "999"},
		{Grouped(1023), "1,023"},
		{Grouped(-1234567), "-1,234,567"},
		{Count(1, "log"), "1 log"},
		{Count(0, "log"), "0 logs"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
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
