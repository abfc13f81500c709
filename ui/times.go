package ui

import (
	"fmt"
	"strings"
	"time"

	"ccmtail/summary"
)

// length says a stretch of time as h:mm:ss, days before it if there are any.
func length(d time.Duration) string {
	if d < 0 {
		return "-" + length(-d)
	}
	s := int64(d / time.Second)
	clock := fmt.Sprintf("%d:%02d:%02d", s/3600%24, s/60%60, s%60)
	if days := s / 86400; days > 0 {
		return fmt.Sprintf("%dd %s", days, clock)
	}
	return clock
}

// minutesFrom is from where on rough says no seconds.
const minutesFrom = 90 * time.Second

// rough says a length of time in its two largest units.
func rough(d time.Duration) string {
	m := int64((d + 30*time.Second) / time.Minute)
	switch {
	case d < 0:
		return "-" + rough(-d)
	case d < minutesFrom:
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

// offset is a bias as people write it: minutes west of UTC become "−05:00".
func offset(bias int) string {
	sign := "+"
	if bias > 0 {
		sign = "−"
	}
	return fmt.Sprintf("%s%02d:%02d", sign, abs(bias)/60, abs(bias)%60)
}

func abs(n int) int { return max(n, -n) }

// partOf says how much of a number of bytes is done; the unit once, if it is the same.
func partOf(done, total int64) string {
	some, all := summary.Size(done), summary.Size(total)
	if n, unit, _ := strings.Cut(some, " "); strings.HasSuffix(all, " "+unit) {
		some = n
	}
	return some + " of " + all
}

// count groups the digits of a number by threes.
func count(n int) string {
	s := fmt.Sprint(abs(n))
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if n < 0 {
		return "-" + s
	}
	return s
}

// plural is a counted noun.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return count(n) + " " + noun + "s"
}
