package query

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// Saved are filters that have a name: of each the expressions that must all fit. A term @NAME stands for them, in an
// expression and in a saved filter too.
type Saved map[string][]string

// Parse reads an expression that may name saved filters. An error of it is an *Error.
func (s Saved) Parse(source string, at TimeParser) (Matcher, error) {
	return parser{parseTime: at, saved: s}.parseExpression(source)
}

// Check says what is wrong with a saved filter; at reads its times.
func (s Saved) Check(name string, at TimeParser) error {
	if err := CheckName(name); err != nil {
		return err
	}
	_, err := parser{parseTime: at, saved: s}.parseSaved(name)
	return err
}

// CheckName says what is wrong with a name for a saved filter.
func CheckName(name string) error {
	odd := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' }
	if name == "" || strings.ContainsFunc(name, odd) {
		return errors.New("the name of a filter is made of letters, digits, - and _")
	}
	return nil
}

// parser is what an expression is read with.
type parser struct {
	parseTime TimeParser
	saved     Saved
	expanding []string // the saved filters that are being read
}

// isSaved says whether a word names a saved filter.
func isSaved(word string) bool { return len(word) > 1 && word[0] == '@' }

// parseSaved wants what a saved filter wants.
func (in parser) parseSaved(name string) (Matcher, error) {
	expressions, ok := in.saved[name]
	switch {
	case !ok && len(in.saved) == 0:
		return nil, fmt.Errorf("@%s: no filter has been saved (re:@ finds the sign itself)", name)
	case !ok:
		return nil, fmt.Errorf("@%s: no filter of this name; there are %s", name, strings.Join(slices.Sorted(maps.Keys(in.saved)), ", "))
	case slices.Contains(in.expanding, name):
		return nil, fmt.Errorf("@%s leads back to itself", name)
	}
	in.expanding = append(slices.Clone(in.expanding), name)
	var all All
	for _, source := range expressions {
		m, err := in.parseExpression(source)
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
