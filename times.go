package main

import (
	"fmt"
	"time"
)

// moment reads a time of the command line; "" is none.
func moment(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return t, fmt.Errorf("time %q: write it as 2026-03-10T21:05:00-05:00 or 2026-03-11T02:05:00Z", s)
	}
	return t.UTC(), nil
}
