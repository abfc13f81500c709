package summary

import (
	"fmt"
	"strconv"
	"strings"
)

// Size says a number of bytes: "1.4 GB". A megabyte is 1,000,000 bytes.
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

// SizeOf returns how much of a number of bytes is done, the unit once if it is the same: "3.0 of
// 8.4 MB".
func SizeOf(done, total int64) string {
	some, all := Size(done), Size(total)
	if n, unit, _ := strings.Cut(some, " "); strings.HasSuffix(all, " "+unit) {
		some = n
	}
	return some + " of " + all
}

// Percent returns how much of a total is done; never more than all of it, and nothing of an unknown
// one.
func Percent(done, total int64) int {
	if total <= 0 {
		return 0
	}
	return int(min(100*float64(done)/float64(total), 100))
}

// PercentText returns how much of a total is done: "37%".
func PercentText(done, total int64) string { return strconv.Itoa(Percent(done, total)) + "%" }

// Grouped says a number with its thousands apart: "48,112".
func Grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Count says a number of things: "1 log", "1,023 records".
func Count(n int, thing string) string { return Grouped(n) + " " + Plural(n, thing) }

// Plural returns the noun for a number of things.
func Plural(n int, thing string) string {
	switch {
	case n == 1:
		return thing
	case strings.HasSuffix(thing, "ch"):
		return thing + "es"
	case strings.HasSuffix(thing, "try"):
		return strings.TrimSuffix(thing, "y") + "ies"
	}
	return thing + "s"
}

// Verb returns the verb for a number of things: one waits, two wait.
func Verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// UnlessZero puts a number, with its digits grouped, into a format with one %s, and returns "" for
// 0: UnlessZero(1200, "%s retries") is "1,200 retries".
func UnlessZero(n int, format string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(format, Grouped(n))
}

// maxNamed is how many things a sentence names before it counts.
const maxNamed = 4

// Enumerate names things; the first few of many.
func Enumerate(names []string) string {
	if len(names) <= maxNamed {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %s more", strings.Join(names[:maxNamed-1], ", "), Grouped(len(names)-maxNamed+1))
}

// Share returns a part of a whole in percent: in whole ones, but where that would make all or nothing
// of it, to a tenth or as what it is not.
func Share(part, whole int) string {
	percent := 100 * float64(part) / float64(max(whole, 1))
	switch {
	case part == 0 || part == whole, percent >= 1 && percent < 99:
		return fmt.Sprintf("%.0f %%", percent)
	case percent < 0.1:
		return "< 0.1 %"
	case percent > 99.9:
		return "> 99.9 %"
	}
	return fmt.Sprintf("%.1f %%", percent)
}
