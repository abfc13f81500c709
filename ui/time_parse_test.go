package ui

import (
	"strings"
	"testing"

	"ccmtail/model"
	"ccmtail/store"
	"ccmtail/summary"
)

// TestOddTimesAreRefused: what no record can have is a mistake, not another time.
func TestOddTimesAreRefused(t *testing.T) {
	m := &clientAsOf{AsOf: summary.Of(&store.Client{Records: story().store.Records()}, model.NewState(), at("21:15:00"), model.FitRules{}, nil)}
	for typed, want := range map[string]string{
		"0001-01-01T00:00:00Z": "the year must be from",
		"1500-01-01":           "the year must be from",
		"9999-12-31 12:00":     "the year must be from",
		"02-29 12:00":          "no such day in 2026",
		"2026-02-30":           "not a time",
	} {
		if have, err := m.parseTime(typed, at("18:00:00"), at("21:15:00")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, %v", typed, have, err)
		}
	}
}
