package config

import (
	"fmt"
	"strings"
)

// Error is a mistake in a configuration.
type Error struct {
	Path string // of the file; "" for a flag
	Line int
	Text string // what is wrong and what is allowed
}

// Error returns the text behind the file and the line.
func (e *Error) Error() string {
	if e.Path == "" {
		return e.Text
	}
	return fmt.Sprintf("%s:%d: %s", e.Path, e.Line, e.Text)
}

// Errors are all mistakes in a file, by line.
type Errors []*Error

// Error returns a line for each mistake.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i := range e {
		lines[i] = e[i].Error()
	}
	return strings.Join(lines, "\n  ")
}
