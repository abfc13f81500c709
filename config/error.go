package config

import (
	"fmt"
	"strings"
)

// Error is something wrong with a configuration.
type Error struct {
	Path string // of the file; "" for a flag
	Line int
	Text string // what is wrong and what is allowed
}

func (e *Error) Error() string {
	if e.Path == "" {
		return e.Text
	}
	return fmt.Sprintf("%s:%d: %s", e.Path, e.Line, e.Text)
}

// Errors are all that is wrong with a file, in its order.
type Errors []*Error

func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i := range e {
		lines[i] = e[i].Error()
	}
	return strings.Join(lines, "\n  ")
}

// listed is a list of what is allowed, in words.
func listed(names []string) string {
	switch n := len(names); n {
	case 0:
		return "nothing"
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

// kindOf is what TOML calls a value.
func kindOf(v any) string {
	switch v.(type) {
	case string:
		return "a text"
	case bool:
		return "true or false"
	case int64, float64:
		return "a number"
	case []any, []map[string]any:
		return "a list"
	case map[string]any:
		return "a section"
	}
	return "a time"
}
