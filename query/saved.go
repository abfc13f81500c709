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
// is. A filter with fields that only clients have is one of clients, and any other one of records.
func (s Saved) Check(name string, parseTime TimeParser) error {
	if err := CheckName(name); err != nil {
		return err
	}
	_, err := newParser(s, parseTime).parseSaved(name)
	if foreign := (foreignError{}); errors.As(err, &foreign) {
		return Fields[struct{}]{Of: "the clients", Names: ClientFields, Compile: anyValue, Saved: s}.Check(name)
	}
	return err
}

// anyValue takes every value that a field of clients may have for right.
func anyValue(field, value string) (func(struct{}) bool, error) {
	if value == "" && !slices.Contains(bareFields, field) {
		return nil, ErrNeedsValue
	}
	return func(struct{}) bool { return true }, nil
}

// ErrNeedsValue says that a field has no value.
var ErrNeedsValue = errors.New("needs a value")

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
	var all All
	err := p.saved.expand(name, p.expansion, func(source string, in expansion) error {
		p.expansion = in
		m, err := p.parseExpression(source)
		all = append(all, m)
		return err
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}

// expansion is which saved filters an expression is part of.
type expansion struct {
	names []string
	count *int // of all that have been read for the outermost expression
}

func newExpansion() expansion { return expansion{count: new(int)} }

// expand hands each expression of a saved filter to parse, with what it is part of then.
func (s Saved) expand(name string, in expansion, parse func(source string, in expansion) error) error {
	expressions, ok := s[name]
	switch {
	case !ok && len(s) == 0:
		return fmt.Errorf(`@%s: no filters are saved; as text: "@%s"`, name, name)
	case !ok:
		return fmt.Errorf("@%s: no such filter; saved filters: %s", name, strings.Join(slices.Sorted(maps.Keys(s)), ", "))
	case slices.Contains(in.names, name):
		return fmt.Errorf("@%s refers to itself", name)
	case len(expressions) == 0:
		return fmt.Errorf("@%s: %w", name, errNothing)
	}
	if *in.count++; *in.count > maxExpanded {
		return fmt.Errorf("@%s: with this one the expression stands for more than %d filters", name, maxExpanded)
	}
	in.names = append(slices.Clone(in.names), name)
	for _, source := range expressions {
		if err := parse(source, in); err != nil {
			return fmt.Errorf("@%s: %w", name, err)
		}
	}
	return nil
}
