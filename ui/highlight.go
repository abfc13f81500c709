package ui

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"ccmtail/model/event"
	"ccmtail/query"
)

// Highlight is a rule for how records of the log are drawn.
type Highlight struct {
	Filter  string // which records
	Colour  string // one of Colours, "" for none
	Style   string // of Styles, with spaces between
	Matches bool   // only what was found in the message is drawn so, not all of the record
}

// colours are the terminal's own, so that they suit every theme.
var colours = map[string]style{
	"black": "30", "red": "31", "green": "32", "yellow": "33", "blue": "34", "magenta": "35", "cyan": "36", "white": "37",
	"bright-black": "90", "bright-red": "91", "bright-green": "92", "bright-yellow": "93", "bright-blue": "94", "bright-magenta": "95",
	"bright-cyan": "96", "bright-white": "97",
}

var attributes = map[string]style{"bold": "1", "italic": "3", "underline": "4", "reverse": "7"}

// Colours are the names of the colours of a Highlight.
func Colours() []string { return slices.Sorted(maps.Keys(colours)) }

// Styles are the names of its styles.
func Styles() []string { return slices.Sorted(maps.Keys(attributes)) }

// highlighter is a rule that has been read.
type highlighter struct {
	want       query.Matcher
	colour     style
	attributes style
	matches    bool
}

// highlighters reads the rules; one that cannot be read here, as for a time in it, is left out and said.
func (a *App) highlighters(rules []Highlight) (all []highlighter) {
	for _, h := range rules {
		want, err := a.saved.Parse(h.Filter, a.when)
		if err != nil {
			a.complain(fmt.Sprintf("highlight %q: %v", h.Filter, err))
			continue
		}
		one := highlighter{want: want, colour: colours[h.Colour], matches: h.Matches}
		for name := range strings.FieldsSeq(h.Style) {
			one.attributes = one.attributes.and(attributes[name])
		}
		all = append(all, one)
	}
	return all
}

// style is how the rule draws. Where it must do without colours its style is left; a rule that has none is bold, or
// underlined where it matches.
func (h *highlighter) style(plain bool) style {
	switch {
	case !plain:
		return h.attributes.and(h.colour)
	case h.attributes != "":
		return h.attributes
	case h.matches:
		return attributes["underline"]
	}
	return attributes["bold"]
}

// stretches is what the rule finds in a message.
func (h *highlighter) stretches(msg string, plain bool) []stretch {
	if k, ok := h.want.(query.Highlighter); ok {
		return stretches(k.Highlights(msg, nil), h.style(plain))
	}
	return nil
}

// highlight is how the rules want a record drawn, and the rules for what is found in it.
func (d *draw) highlight(id event.RecordID, plain bool) (row style, matching []highlighter) {
	for _, h := range d.app.lights {
		switch {
		case !h.want.Match(d.m.records, id):
		case h.matches:
			matching = append(matching, h)
		case row == "":
			row = h.style(plain)
		}
	}
	return row, matching
}
