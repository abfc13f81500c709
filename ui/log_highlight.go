package ui

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/ui/cell"
)

// Highlight is a rule for how records of the log are drawn.
type Highlight struct {
	Filter    string // which records
	Colour    string // one of Colours, "" for none
	Style     string // of Styles, with spaces between
	MatchOnly bool   // only what was found in the message is drawn so, not all of the record
}

// colourStyles are the terminal's own, so that they suit every theme.
var colourStyles = map[string]cell.Style{
	"black": "30", "red": "31", "green": "32", "yellow": "33", "blue": "34", "magenta": "35", "cyan": "36", "white": "37",
	"bright-black": "90", "bright-red": "91", "bright-green": "92", "bright-yellow": "93", "bright-blue": "94", "bright-magenta": "95",
	"bright-cyan": "96", "bright-white": "97",
}

var attributeStyles = map[string]cell.Style{"bold": "1", "italic": "3", "underline": "4", "reverse": "7"}

// Colours returns the names of the colours of a Highlight.
func Colours() []string { return slices.Sorted(maps.Keys(colourStyles)) }

// Styles returns the names of its styles.
func Styles() []string { return slices.Sorted(maps.Keys(attributeStyles)) }

// highlighter is a rule that has been read.
type highlighter struct {
	matcher    query.Matcher
	colour     cell.Style
	attributes cell.Style
	matchOnly  bool
}

// parseHighlights reads the rules; one that cannot be read here, as for a time in it, is left out
// and said.
func (a *App) parseHighlights(rules []Highlight) (all []highlighter) {
	for _, h := range rules {
		want, err := query.Parse(h.Filter, a.saved.all, a.parseTime)
		if err != nil {
			a.notifyError(fmt.Sprintf("highlight %q: %v", h.Filter, err))
			continue
		}
		one := highlighter{matcher: want, colour: colourStyles[h.Colour], matchOnly: h.MatchOnly}
		for name := range strings.FieldsSeq(h.Style) {
			one.attributes = one.attributes.With(attributeStyles[name])
		}
		all = append(all, one)
	}
	return all
}

// style returns how the rule draws. Where it must do without colours its style is left; a rule that
// has none is bold, or underlined where it matches.
func (h *highlighter) style(plain bool) cell.Style {
	switch {
	case !plain:
		return h.attributes.With(h.colour)
	case h.attributes != "":
		return h.attributes
	case h.matchOnly:
		return attributeStyles["underline"]
	}
	return attributeStyles["bold"]
}

// matchRanges returns what the rule finds in a message.
func (h *highlighter) matchRanges(msg string, plain bool) []styledRange {
	if k, ok := h.matcher.(query.Highlighter); ok {
		return styledRanges(k.Highlights(msg, nil), h.style(plain))
	}
	return nil
}

// recordHighlight returns how the rules want a record drawn, and the rules for what is found in it.
func (d *renderContext) recordHighlight(id event.RecordID, plain bool) (row cell.Style, matching []highlighter) {
	for _, h := range d.log.highlighters {
		switch {
		case !h.matcher.Match(d.asOf.Records, id):
		case h.matchOnly:
			matching = append(matching, h)
		case row == "":
			row = h.style(plain)
		}
	}
	return row, matching
}
