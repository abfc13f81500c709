package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"
)

// oneOf returns a value that must be a text, and one of those allowed.
func oneOf(value any, allowed []string) (string, error) {
	text, ok := value.(string)
	if !ok {
		return "", fmt.Errorf("expected a string, not %s; allowed: %s", tomlTypeName(value), joinNames(allowed))
	}
	if !slices.Contains(allowed, text) {
		return "", fmt.Errorf("unknown value %q; allowed: %s", text, joinNames(allowed))
	}
	return text, nil
}

// someOf returns a value that must be a text whose words are all among those allowed.
func someOf(value any, allowed []string) (string, error) {
	text, ok := value.(string)
	if !ok || strings.TrimSpace(text) == "" {
		return oneOf(value, allowed)
	}
	words := strings.Fields(text)
	for _, word := range words {
		if _, err := oneOf(word, allowed); err != nil {
			return "", err
		}
	}
	return strings.Join(words, " "), nil
}

// stringList returns a value that must be a text or a list of texts.
func stringList(value any) ([]string, error) {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	out := []string{}
	for _, v := range list {
		text, ok := v.(string)
		if !ok {
			return nil, fmt.Errorf("expected a string or a list of strings, not %s", tomlTypeName(v))
		}
		out = append(out, text)
	}
	return out, nil
}

// tomlTypeName returns the type of a value in words, as a message says it.
func tomlTypeName(v any) string {
	switch v.(type) {
	case string:
		return "a string"
	case bool:
		return "true or false"
	case int64, float64:
		return "a number"
	case []any:
		return "a list"
	case map[string]any:
		return "a section"
	}
	return "a time"
}

// joinNames returns what is allowed as a list in words.
func joinNames(names []string) string {
	switch n := len(names); n {
	case 0:
		return "nothing"
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

// suggestion returns the name that was perhaps meant, as the end of a message, or "".
func suggestion(name string, names []string) string {
	if found := fuzzy.Find(name, names); len(found) > 0 {
		return fmt.Sprintf(", did you mean %q?", found[0].Str)
	}
	return ""
}
