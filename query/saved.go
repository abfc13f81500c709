package query

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// Saved is saved filters by name. Each has one or more expressions, all of which must match. A term
// @NAME stands for the filter of this name, in the expressions of saved filters too.
type Saved map[string][]string

// Check returns an error that says what is wrong with a saved filter or its name, nil if nothing
// is.
func (s Saved) Check(name string, parseTime TimeParser) error {
	if err := CheckName(name); err != nil {
		return err
	}
	_, err := newParser(s, parseTime).parseSaved(name)
	return err
}

// CheckName returns an error that says what is wrong with a name for a saved filter, nil if nothing
// is.
func CheckName(name string) error {
	invalid := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' }
	if name == "" || strings.ContainsFunc(name, invalid) {
		return errors.New("a filter name may contain only letters, digits, - and _")
	}
	return nil
}

// maxExpanded is how many saved filters one expression may stand for. A few that each name the next
// one twice would be more than can be searched for.
const maxExpanded = 1000

// isSaved reports whether a word is the name of a saved filter with its @.
func isSaved(word string) bool { return len(word) > 1 && word[0] == '@' }

// parseSaved reads the expressions of a saved filter.
func (p parser) parseSaved(name string) (Matcher, error) {
	expressions, ok := p.saved[name]
	switch {
	case !ok && len(p.saved) == 0:
		return nil, fmt.Errorf("@%s: no filters are saved (use re:@ to search for @)", name)
	case !ok:
		return nil, fmt.Errorf("@%s: no such filter; saved filters: %s", name, strings.Join(slices.Sorted(maps.Keys(p.saved)), ", "))
	case slices.Contains(p.expanding, name):
		return nil, fmt.Errorf("@%s refers to itself", name)
	}
	if *p.expanded++; *p.expanded > maxExpanded {
		return nil, fmt.Errorf("@%s: with this one the expression stands for more than %d filters", name, maxExpanded)
	}
	p.expanding = append(slices.Clone(p.expanding), name)
	var all All
	for _, source := range expressions {
		m, err := p.parseExpression(source)
		if err != nil {
			return nil, fmt.Errorf("@%s: %w", name, err)
		}
		all = append(all, m)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("@%s: %w", name, errNothing)
	}
	return all, nil
}
