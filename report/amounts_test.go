package report

import (
	"testing"
	"time"
)

func TestAmounts(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{length(0), "0 s"},
		{length(90 * time.Minute), "1 h 30 min"},
		{length(6*24*time.Hour + 21*time.Hour + 17*time.Minute), "6 d 21 h"},
		{length(59*time.Second + 600*time.Millisecond), "1 min"},
		{length(-time.Minute), "-1 min"},
		{size(999), "999 B"},
		{size(1000), "1.0 kB"},
		{size(1486202880), "1.5 GB"},
		{grouped(999), "999"},
		{grouped(1023), "1,023"},
		{grouped(-1234567), "-1,234,567"},
		{count(1, "log"), "1 log"},
		{count(0, "log"), "0 logs"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
