package summary

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Duration is a duration in words, with its largest unit and the one below: "1 h 30 min".
func Duration(d time.Duration) string {
	d = d.Round(time.Second)
	if d < 0 {
		return "-" + Duration(-d)
	}
	var parts []string
	for _, u := range []struct {
		size time.Duration
		name string
	}{{24 * time.Hour, "d"}, {time.Hour, "h"}, {time.Minute, "min"}, {time.Second, "s"}} {
		n := d / u.size
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, u.name))
			d -= n * u.size
		}
		if len(parts) == 2 || len(parts) == 1 && n == 0 {
			break
		}
	}
	if len(parts) == 0 {
		return "0 s"
	}
	return strings.Join(parts, " ")
}

// Size is a number of bytes in words: "1.4 GB".
func Size(n int64) string {
	units := []string{"B", "kB", "MB", "GB", "TB"}
	f, k := float64(n), 0
	for ; f >= 1000 && k < len(units)-1; k++ {
		f /= 1000
	}
	if k == 0 {
		return fmt.Sprintf("%d B", n)
	}
	return fmt.Sprintf("%.1f %s", f, units[k])
}

// Grouped is a number with its thousands apart: "48,112".
func Grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Count is a number of things: "1 log", "1,023 records".
func Count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return Grouped(n) + " " + thing + "s"
}

func Age(d time.Duration) string {
	if d > 48*time.Hour {
		return Count(int(d.Hours()/24), "day")
	}
	return Duration(d.Round(time.Minute))
}

func dueText(in time.Duration) string {
	if in < 0 {
		return "overdue by " + Duration(-in)
	}
	return "in " + Duration(in)
}

func UnlessZero(n int, format string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(format, n)
}

func Gaps(n int) string {
	if n == 0 {
		return ""
	}
	return ", " + Count(n, "gap")
}
