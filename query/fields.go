package query

import (
	"fmt"
	"slices"
	"strings"
)

// Compiler returns what tells whether something has a value in a field; field "" is any text of it. A
// field that was given no value has "".
type Compiler[T any] func(field, value string) (func(T) bool, error)

// ParseFields reads an expression about something else than records: the grammar is the same, without
// saved filters and regular expressions, the fields are its own. Its error is an *Error.
func ParseFields[T any](source string, fields []string, compile Compiler[T]) (func(T) bool, error) {
	t, err := parseTree(source, fields, func(f fragment) (func(T) bool, error) { return compileTerm(f, compile) })
	if err != nil {
		return nil, err
	}
	return func(x T) bool {
		matches := func(terms []func(T) bool) bool { return matchesAll(terms, x) }
		return slices.ContainsFunc(t.alternatives, matches) != t.inverted
	}, nil
}

// compileTerm compiles a term with its values.
func compileTerm[T any](f fragment, compile Compiler[T]) (func(T) bool, error) {
	if strings.HasPrefix(f.text, "!") && f.text != "!" {
		match, err := compileTerm(f.after(1), compile)
		return func(x T) bool { return !match(x) }, err
	}
	field, value, ok := f.names.split(f.text)
	if !ok {
		if err := f.checkFields(); err != nil {
			return nil, err
		}
		value = f.text
	}
	values := splitValues(value)
	if len(values) == 0 {
		values = []string{""}
	}
	var alternatives []func(T) bool
	for _, v := range values {
		match, err := compile(field, v)
		if err != nil {
			return nil, f.after(len(f.text) - len(value)).errorAt(fmt.Errorf("%s: %w", field, err))
		}
		alternatives = append(alternatives, match)
	}
	return func(x T) bool { return matchesAny(alternatives, x) }, nil
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
