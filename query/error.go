package query

import "strings"

// Error is what is wrong with an expression, and with which part of it: the bytes From up to To.
type Error struct {
	From, To int
	Err      error
}

// Error returns what is wrong, in one line.
func (e *Error) Error() string { return e.Err.Error() }

// Unwrap returns what is wrong.
func (e *Error) Unwrap() error { return e.Err }

// Pointer returns a line to print below the expression, with a ^ below each character of the part.
func (e *Error) Pointer(source string) string {
	blank := func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}
	n := len([]rune(source[e.From:e.To]))
	return strings.Map(blank, source[:e.From]) + strings.Repeat("^", max(n, 1))
}
