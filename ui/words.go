package ui

import (
	"fmt"
	"strings"
	"time"

	"ccmtail/errcode"
	"ccmtail/model/event"
	"ccmtail/summary"
)

// clockDurationText says a stretch of time as h:mm:ss, days before it if there are any.
func clockDurationText(d time.Duration) string {
	if d < 0 {
		return "-" + clockDurationText(-d)
	}
	s := int64(d / time.Second)
	clock := fmt.Sprintf("%d:%02d:%02d", s/3600%24, s/60%60, s%60)
	if days := s / 86400; days > 0 {
		return fmt.Sprintf("%dd %s", days, clock)
	}
	return clock
}

// secondsTextBelow is from where on rough says no seconds.
const secondsTextBelow = 90 * time.Second

// durationText says a length of time in its two largest units.
func durationText(d time.Duration) string {
	m := int64((d + 30*time.Second) / time.Minute)
	switch {
	case d < 0:
		return "-" + durationText(-d)
	case d < secondsTextBelow:
		return fmt.Sprintf("%d s", int64(d/time.Second))
	case m < 60:
		return fmt.Sprintf("%d min", m)
	case m < 48*60 && m%60 == 0:
		return fmt.Sprintf("%d h", m/60)
	case m < 48*60:
		return fmt.Sprintf("%d h %d min", m/60, m%60)
	}
	return fmt.Sprintf("%d d %d h", m/1440, m/60%24)
}

// utcOffsetText is a bias as people write it: minutes west of UTC become "−05:00".
func utcOffsetText(bias int) string {
	sign := "+"
	if bias > 0 {
		sign = "−"
	}
	return fmt.Sprintf("%s%02d:%02d", sign, abs(bias)/60, abs(bias)%60)
}

func abs(n int) int { return max(n, -n) }

// sizeOfText says how much of a number of bytes is done; the unit once, if it is the same.
func sizeOfText(done, total int64) string {
	some, all := summary.Size(done), summary.Size(total)
	if n, unit, _ := strings.Cut(some, " "); strings.HasSuffix(all, " "+unit) {
		some = n
	}
	return some + " of " + all
}

// groupThousands groups the digits of a number by threes.
func groupThousands(n int) string {
	s := fmt.Sprint(abs(n))
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if n < 0 {
		return "-" + s
	}
	return s
}

// countText is a counted noun.
func countText(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return groupThousands(n) + " " + noun + "s"
}

// codeMeaning is what a code stands for, in a line: its symbol and what it means.
func codeMeaning(code event.Code) string {
	info := errcode.Lookup(uint32(code))
	switch {
	case !info.Known:
		return ""
	case info.Meaning == "":
		return info.Symbol
	case info.Symbol == "":
		return info.Meaning
	}
	return info.Symbol + ": " + info.Meaning
}

// stepDurationText is a short step in time.
func stepDurationText(d time.Duration) string {
	if d < time.Hour {
		return fmt.Sprintf("%d:%02d.%03d", int(d/time.Minute), int(d/time.Second)%60, int(d/time.Millisecond)%1000)
	}
	return clockDurationText(d)
}

// preciseDurationText is a length of time to the millisecond, in hours, minutes and seconds.
func preciseDurationText(d time.Duration) string {
	return fmt.Sprintf("%d:%02d:%02d.%03d", int(d/time.Hour), int(d/time.Minute)%60, int(d/time.Second)%60, int(d/time.Millisecond)%1000)
}
