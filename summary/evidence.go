package summary

import (
	"fmt"
	"strings"
)

func where(log string, line int) string {
	if line == 0 {
		return log
	}
	return fmt.Sprintf("%s:%d", log, line)
}

// SinceText returns when something began, and names the record that says so.
func SinceText(at Time, where string) string {
	if at.Text == "" {
		return "since an " + unknownTime + ", " + where
	}
	return "since " + at.Text + ", " + where
}

// PlacesText names the places of records, in brackets; "" for none.
func PlacesText(quotes []Quote) string {
	if len(quotes) == 0 {
		return ""
	}
	return " (" + strings.Join(mapAll(quotes, func(q Quote) string { return q.Where }), ", ") + ")"
}
