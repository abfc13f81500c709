package ui

import (
	"strings"

	"ccmtail/model"
	"ccmtail/model/filter"
)

// A chip is one filter as typed. Several chips must all let a record through.
type chip struct {
	source string
	want   filter.Matcher
	// link is the id a chip made by * follows, zero for a typed one.
	link model.GUID
}

// parseChip reads what was typed; the error says what is wrong with it.
func parseChip(source string, at filter.Clock) (chip, error) {
	s := strings.TrimSpace(source)
	want, err := filter.Parse(s, at)
	return chip{source: s, want: want}, err
}
