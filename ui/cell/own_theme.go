package cell

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// roles are what the styles of a theme are for, by the names that the configuration has for them.
var roles = []struct {
	name  string
	style func(*Theme) *Style
}{
	{"base", func(t *Theme) *Style { return &t.Base }},
	{"text", func(t *Theme) *Style { return &t.Text }},
	{"faint", func(t *Theme) *Style { return &t.Faint }},
	{"strong", func(t *Theme) *Style { return &t.Strong }},
	{"accent", func(t *Theme) *Style { return &t.Accent }},
	{"bad", func(t *Theme) *Style { return &t.Bad }},
	{"warn", func(t *Theme) *Style { return &t.Warn }},
	{"good", func(t *Theme) *Style { return &t.Good }},
	{"busy", func(t *Theme) *Style { return &t.Busy }},
	{"waiting", func(t *Theme) *Style { return &t.Waiting }},
	{"rule", func(t *Theme) *Style { return &t.Rule }},
	{"rule_focused", func(t *Theme) *Style { return &t.RuleFocused }},
	{"title", func(t *Theme) *Style { return &t.Title }},
	{"title_focused", func(t *Theme) *Style { return &t.TitleFocused }},
	{"selected", func(t *Theme) *Style { return &t.Selected }},
	{"selected_unfocused", func(t *Theme) *Style { return &t.SelectedUnfocused }},
	{"future", func(t *Theme) *Style { return &t.Future }},
	{"header", func(t *Theme) *Style { return &t.Header }},
	{"client_name", func(t *Theme) *Style { return &t.ClientName }},
	{"live", func(t *Theme) *Style { return &t.Live }},
	{"playing", func(t *Theme) *Style { return &t.Playing }},
	{"paused", func(t *Theme) *Style { return &t.Paused }},
	{"pinned", func(t *Theme) *Style { return &t.Pinned }},
	{"key", func(t *Theme) *Style { return &t.Key }},
	{"hint", func(t *Theme) *Style { return &t.Hint }},
	{"chip", func(t *Theme) *Style { return &t.Chip }},
	{"match", func(t *Theme) *Style { return &t.Match }},
	{"code", func(t *Theme) *Style { return &t.Code }},
	{"id", func(t *Theme) *Style { return &t.ID }},
	{"mark", func(t *Theme) *Style { return &t.Mark }},
	{"bar", func(t *Theme) *Style { return &t.Bar }},
	{"bar_rest", func(t *Theme) *Style { return &t.BarRest }},
	{"window_band", func(t *Theme) *Style { return &t.WindowBand }},
	{"playhead", func(t *Theme) *Style { return &t.Playhead }},
}

// Roles returns the names of the roles of a theme's styles.
func Roles() (names []string) {
	for _, r := range roles {
		names = append(names, r.name)
	}
	return names
}

// OwnTheme returns a theme that is like another one, but for the styles that are given by role. What
// is no style or no role is left as it is.
func OwnTheme(name, like string, styles map[string]string) Theme {
	t := ThemeNamed(like)
	t.Name = name
	for _, r := range roles {
		if text, ok := styles[r.name]; ok {
			if st, err := ParseStyle(text); err == nil {
				*r.style(&t) = st
			}
		}
	}
	return t
}

// colourNumbers are the terminal's own colours.
var colourNumbers = map[string]int{
	"black": 30, "red": 31, "green": 32, "yellow": 33, "blue": 34, "magenta": 35, "cyan": 36, "white": 37,
	"bright-black": 90, "bright-red": 91, "bright-green": 92, "bright-yellow": 93, "bright-blue": 94, "bright-magenta": 95, "bright-cyan": 96, "bright-white": 97,
}

var attributeNumbers = map[string]string{"bold": "1", "faint": "2", "italic": "3", "underline": "4", "reverse": "7"}

// ParseStyle reads a style: a colour (a name, 0 to 255, or #rrggbb), "on" and one for the background,
// and attributes, in any order. The error says what it could be.
func ParseStyle(text string) (st Style, err error) {
	on := false
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		switch number, isAttribute := attributeNumbers[word]; {
		case word == "on" && !on:
			on = true
			continue
		case isAttribute && !on:
			st = st.With(Style(number))
			continue
		}
		colour, err := parseColour(word, on)
		if err != nil {
			return "", err
		}
		st, on = st.With(colour), false
	}
	if on {
		return "", fmt.Errorf("%q: a colour is missing behind on", text)
	}
	return st, nil
}

// parseColour reads a colour, of letters or of the background.
func parseColour(word string, background bool) (Style, error) {
	shift := 0
	if background {
		shift = 10
	}
	if n, ok := colourNumbers[word]; ok {
		return Style(strconv.Itoa(n + shift)), nil
	}
	if n, err := strconv.ParseUint(word, 10, 8); err == nil {
		return Style(fmt.Sprintf("%d;5;%d", 38+shift, n)), nil
	}
	if hex, ok := strings.CutPrefix(word, "#"); ok && len(hex) == 6 {
		if n, err := strconv.ParseUint(hex, 16, 32); err == nil {
			return Style(fmt.Sprintf("%d;2;%d;%d;%d", 38+shift, n>>16, n>>8&255, n&255)), nil
		}
	}
	return "", fmt.Errorf("%q is not a colour; write a number up to 255, #rrggbb or a name: %s; with attributes: %s",
		word, strings.Join(slices.Sorted(maps.Keys(colourNumbers)), ", "), strings.Join(slices.Sorted(maps.Keys(attributeNumbers)), ", "))
}
