package cell

import "strings"

// Style is how text looks: the parameters of an SGR sequence, "1;31" for bold red. The empty style
// is the terminal's own.
type Style string

// With returns the style s with t added: where both set the same, t counts.
func (s Style) With(t Style) Style {
	switch {
	case s == "":
		return t
	case t == "":
		return s
	}
	return s + ";" + t
}

// under returns a style over the base style of a row. On a reversed row, a colour would be that of a
// block behind the letters: there all but bold, faint and underlined is left out.
func (s Style) under(t Style) Style {
	if s != "7" || t == "" {
		return s.With(t)
	}
	for code := range strings.SplitSeq(string(t), ";") {
		switch code {
		case "1", "2", "4":
			s = s.With(Style(code))
		case "38", "48": // what follows is a colour
			return s
		}
	}
	return s
}

// Theme is every style the screen uses, by what it is for.
type Theme struct {
	Name string

	// Base lies under everything: the background, and the text on it. "" is the terminal's own.
	Base                                   Style
	Text, Faint, Strong, Accent            Style
	Bad, Warn, Good, Busy, Waiting         Style
	Rule, RuleFocused, Title, TitleFocused Style
	Selected, SelectedUnfocused, Future    Style
	Header, ClientName                     Style
	Live, Playing, Paused, Pinned          Style
	Key, Hint, Chip, Match, Code, ID, Mark Style
	Bar, BarRest, WindowBand, Playhead     Style
}

// themes are the colours to choose from. No meaning hangs on colour alone: each state has its word
// and its glyph.
var themes = []Theme{
	{
		Name: "dark",
		Text: "", Faint: "38;5;245", Strong: "1", Accent: "38;5;117",
		Bad: "1;38;5;210", Warn: "38;5;221", Good: "38;5;114", Busy: "38;5;117", Waiting: "38;5;180",
		Rule: "38;5;240", RuleFocused: "38;5;75", Title: "1;38;5;250", TitleFocused: "1;38;5;117",
		Selected: "48;5;24;38;5;255", SelectedUnfocused: "48;5;236", Future: "38;5;240",
		Header: "48;5;235", ClientName: "1;38;5;231",
		Live: "1;38;5;16;48;5;114", Playing: "1;38;5;16;48;5;117", Paused: "1;38;5;16;48;5;221", Pinned: "1;38;5;16;48;5;180",
		Key: "1;38;5;117", Hint: "38;5;247", Chip: "38;5;16;48;5;109", Match: "38;5;16;48;5;221", Code: "1;38;5;210",
		ID: "38;5;109", Mark: "1;38;5;213",
		Bar: "38;5;75", BarRest: "38;5;239", WindowBand: "48;5;22", Playhead: "1;38;5;221",
	},
	{
		Name: "light", Base: "38;5;16;48;5;231",
		Text: "", Faint: "38;5;242", Strong: "1", Accent: "38;5;25",
		Bad: "1;38;5;160", Warn: "38;5;130", Good: "38;5;28", Busy: "38;5;25", Waiting: "38;5;94",
		Rule: "38;5;250", RuleFocused: "38;5;25", Title: "1;38;5;238", TitleFocused: "1;38;5;25",
		Selected: "48;5;153;38;5;16", SelectedUnfocused: "48;5;254", Future: "38;5;249",
		Header: "48;5;254", ClientName: "1;38;5;16",
		Live: "1;38;5;231;48;5;28", Playing: "1;38;5;231;48;5;25", Paused: "1;38;5;16;48;5;220", Pinned: "1;38;5;231;48;5;94",
		Key: "1;38;5;25", Hint: "38;5;240", Chip: "38;5;231;48;5;66", Match: "38;5;16;48;5;220", Code: "1;38;5;160",
		ID: "38;5;66", Mark: "1;38;5;127",
		Bar: "38;5;25", BarRest: "38;5;251", WindowBand: "48;5;194", Playhead: "1;38;5;130",
	},
	{
		Name: "contrast",
		Text: "97", Faint: "37", Strong: "1;97", Accent: "1;96",
		Bad: "1;97;41", Warn: "1;93", Good: "1;92", Busy: "1;96", Waiting: "1;93",
		Rule: "37", RuleFocused: "1;96", Title: "1;97", TitleFocused: "1;96",
		Selected: "1;97;44", SelectedUnfocused: "4", Future: "90",
		Header: "1;97;44", ClientName: "1;93;44",
		Live: "1;30;102", Playing: "1;30;106", Paused: "1;30;103", Pinned: "1;30;105",
		Key: "1;96", Hint: "97", Chip: "1;30;106", Match: "1;30;103", Code: "1;91", ID: "96", Mark: "1;95",
		Bar: "1;96", BarRest: "37", WindowBand: "44", Playhead: "1;93",
	},
	{
		Name: "16",
		Text: "", Faint: "90", Strong: "1", Accent: "36",
		Bad: "1;31", Warn: "33", Good: "32", Busy: "36", Waiting: "33",
		Rule: "90", RuleFocused: "36", Title: "1", TitleFocused: "1;36",
		Selected: "7", SelectedUnfocused: "4", Future: "90",
		Header: "7", ClientName: "1",
		Live: "30;42", Playing: "30;46", Paused: "30;43", Pinned: "30;45",
		Key: "1;36", Hint: "", Chip: "30;46", Match: "30;43", Code: "1;31", ID: "36", Mark: "1;35",
		Bar: "36", BarRest: "90", WindowBand: "4", Playhead: "1;33",
	},
	{
		Name:  "none",
		Faint: "2", Strong: "1", Bad: "1", RuleFocused: "1", Title: "1", TitleFocused: "1;7", Rule: "2",
		Selected: "7", SelectedUnfocused: "4", Future: "2", Header: "7", ClientName: "1;7",
		Live: "1;7", Playing: "1;7", Paused: "1;7", Pinned: "1;7",
		Key: "1", Chip: "7", Match: "1;4", Code: "1", Mark: "1", Playhead: "1", BarRest: "2", WindowBand: "4",
	},
}

// ThemeNamed returns a theme by its name, the first one if there is none of that name.
func ThemeNamed(name string) Theme {
	for _, t := range themes {
		if t.Name == name {
			return t
		}
	}
	return themes[0]
}

// ThemeNames returns the names of the themes.
func ThemeNames() (names []string) {
	for _, t := range themes {
		names = append(names, t.Name)
	}
	return names
}
