package summary

import (
	"testing"
	"time"
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
