package config

import (
	"fmt"
	"strconv"
	"strings"
)

// Highlight is a rule for how records are drawn.
type Highlight struct {
	Match  string // a filter, or a regular expression between slashes
	Colour string
	Style  string
	On     string // OnRow or OnMatch
}

// Filter returns what the rule matches as a filter.
func (h Highlight) Filter() string {
	if pattern, ok := strings.CutPrefix(h.Match, "/"); ok && strings.HasSuffix(pattern, "/") {
		return "re:" + strings.TrimSuffix(pattern, "/")
	}
	return h.Match
}

// highlightFields are what may stand in a section [[highlights]].
var highlightFields = []string{"match", "colour", "style", "on"}

// highlightName returns the name of the rule at an index, by which Origins knows it.
func highlightName(i int) string { return "highlights." + strconv.Itoa(i) }

// addHighlight adds one field of a rule.
func (r *fileReader) addHighlight(e entry) (err error) {
	i := e.index()
	if i < 0 || i >= len(r.Highlights) { // of a [[section]] below [highlights]
		return unknownKeyError(e.path)
	}
	h := &r.Highlights[i]
	defer func() { r.badHighlights[i] = r.badHighlights[i] || err != nil }()
	switch field := e.path[2]; field {
	case "match":
		text, ok := e.value.(string)
		if !ok {
			return fmt.Errorf(`highlights: match: expected a filter or a "/regular expression/", not %s`, tomlTypeName(e.value))
		}
		h.Match = text
	case "colour":
		h.Colour, err = oneOf(e.value, r.vocabulary.Colours)
	case "style":
		h.Style, err = someOf(e.value, r.vocabulary.Styles)
	case "on":
		h.On, err = oneOf(e.value, []string{OnRow, OnMatch})
	default:
		return unknownKeyError(e.path)
	}
	if err != nil {
		return fmt.Errorf("highlights: %s: %w", e.path[2], err)
	}
	return nil
}
