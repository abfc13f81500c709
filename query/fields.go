package query

import (
	"fmt"
	"slices"
	"strings"
)

// ClientFields are the names that a term about a client of many can have. Terms about what clients have
// in common have some of them.
var ClientFields = []string{"state", "kb", "code", "client", "finding", "window", "stuck", "silent", "site"}

// bareFields are those of ClientFields that mean something without a value.
var bareFields = []string{"stuck", "silent"}

// Compiler returns what tells whether something has a value in a field; field "" is any text of it. A
// field that was given no value has "".
type Compiler[T any] func(field, value string) (func(T) bool, error)

// Fields is how expressions are read that are about something else than records: the grammar is the
// same, without regular expressions, the fields are their own.
type Fields[T any] struct {
	// Of says in the plural what they are about, as in "the clients".
	Of string
	// Names are the names that a term can begin with, and Compile compiles one.
	Names   []string
	Compile Compiler[T]
	// Saved are the filters that a term can name.
	Saved Saved
}

// Parse reads an expression. Its error is an *Error.
func (f Fields[T]) Parse(source string) (func(T) bool, error) { return f.parse(source, newExpansion()) }

// Check returns an error that says why a saved filter is none for this, nil if it is one.
func (f Fields[T]) Check(name string) error {
	_, err := f.parseSaved(name, newExpansion())
	return err
}

func (f Fields[T]) parse(source string, in expansion) (func(T) bool, error) {
	t, err := parseTree(source, f.Names, func(term fragment) (func(T) bool, error) { return f.compileTerm(term, in) })
	if err != nil {
		return nil, err
	}
	return func(x T) bool {
		matches := func(terms []func(T) bool) bool { return matchesAll(terms, x) }
		return slices.ContainsFunc(t.alternatives, matches) != t.inverted
	}, nil
}

// compileTerm compiles a term with its values.
func (f Fields[T]) compileTerm(term fragment, in expansion) (func(T) bool, error) {
	if strings.HasPrefix(term.text, "!") && term.text != "!" {
		match, err := f.compileTerm(term.after(1), in)
		return func(x T) bool { return !match(x) }, err
	}
	if isSaved(term.text) {
		match, err := f.parseSaved(term.text[1:], in)
		if err != nil {
			return nil, term.errorAt(err)
		}
		return match, nil
	}
	field, value, ok := term.names.split(term.text)
	if !ok {
		if err := term.checkFields(); err != nil {
			return nil, err
		}
		if err := term.checkForeign(f.Of); err != nil {
			return nil, err
		}
		value = term.text
	}
	values := splitValues(value)
	if len(values) == 0 {
		values = []string{""}
	}
	var alternatives []func(T) bool
	for _, v := range values {
		match, err := f.Compile(field, v)
		if err != nil {
			return nil, term.after(len(term.text) - len(value)).errorAt(fmt.Errorf("%s: %w", field, err))
		}
		alternatives = append(alternatives, match)
	}
	return func(x T) bool { return matchesAny(alternatives, x) }, nil
}

// parseSaved reads the expressions of a saved filter.
func (f Fields[T]) parseSaved(name string, in expansion) (func(T) bool, error) {
	var all []func(T) bool
	err := f.Saved.expand(name, in, func(source string, in expansion) error {
		match, err := f.parse(source, in)
		all = append(all, match)
		return err
	})
	return func(x T) bool { return matchesAll(all, x) }, err
}

func matchesAll[T any](all []func(T) bool, x T) bool {
	for _, match := range all {
		if !match(x) {
			return false
		}
	}
	return true
}

func matchesAny[T any](all []func(T) bool, x T) bool {
	for _, match := range all {
		if match(x) {
			return true
		}
	}
	return false
}

// foreignError says that a field is one of something else.
type foreignError struct{ field, of, notOf string }

func (e foreignError) Error() string {
	return fmt.Sprintf("%s: is a field of %s, not of %s", e.field, e.of, e.notOf)
}

// checkForeign returns an error if one of the words is a field, but of something else than what the
// expression is about: as a text it would hardly be meant, and would match nothing.
func (f fragment) checkForeign(of string) error {
	if strings.HasPrefix(f.text, `"`) {
		return nil
	}
	for rest := f.trimmed(); rest.text != ""; {
		var word fragment
		word, rest = rest.cutWord()
		name, value, ok := strings.Cut(strings.ToLower(word.text), ":")
		wrong := foreignError{name, ofRecords, of}
		switch {
		case !ok || value == "" && !slices.Contains(bareFields, name) || value != "" && strings.ContainsAny(value[:1], `/\:`):
			continue
		case slices.Contains(f.names, name):
			continue
		case slices.Contains(ClientFields, name):
			wrong.of = "the clients"
		case !slices.Contains(recordFields, name):
			continue
		}
		return word.before(len(name) + 1).errorAt(wrong)
	}
	return nil
}
