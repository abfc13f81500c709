package ui

// style is how text looks: the parameters of an SGR sequence, "1;31" for bold red. The empty style is the terminal's own.
type style string

// and is s with t on top.
func (s style) and(t style) style {
	switch {
	case s == "":
		return t
	case t == "":
		return s
	}
	return s + ";" + t
}

// theme is every style the screen uses, by what it is for.
type theme struct {
	name string

	text, faint, strong, accent              style
	bad, warn, good, busy, wait              style
	rule, ruleFocus, title, titleFocus       style
	selected, selectedIdle, later            style
	header, client                           style
	live, play, paused, pinned               style
	key, hint, chip, match, code, guid, mark style
	bar, barRest, band, playhead             style
}

// themes are the colours to choose from. No meaning hangs on colour alone: each state has its word and its glyph.
var themes = []theme{
	{
		name: "dark",
		text: "", faint: "38;5;245", strong: "1", accent: "38;5;117",
		bad: "1;38;5;210", warn: "38;5;221", good: "38;5;114", busy: "38;5;117", wait: "38;5;180",
		rule: "38;5;240", ruleFocus: "38;5;75", title: "1;38;5;250", titleFocus: "1;38;5;117",
		selected: "48;5;24;38;5;255", selectedIdle: "48;5;236", later: "38;5;240",
		header: "48;5;235", client: "1;38;5;231",
		live: "1;38;5;16;48;5;114", play: "1;38;5;16;48;5;117", paused: "1;38;5;16;48;5;221", pinned: "1;38;5;16;48;5;180",
		key: "1;38;5;117", hint: "38;5;247", chip: "38;5;16;48;5;109", match: "38;5;16;48;5;221", code: "1;38;5;210",
		guid: "38;5;109", mark: "1;38;5;213",
		bar: "38;5;75", barRest: "38;5;239", band: "48;5;22", playhead: "1;38;5;221",
	},
	{
		name: "light",
		text: "", faint: "38;5;242", strong: "1", accent: "38;5;25",
		bad: "1;38;5;160", warn: "38;5;130", good: "38;5;28", busy: "38;5;25", wait: "38;5;94",
		rule: "38;5;250", ruleFocus: "38;5;25", title: "1;38;5;238", titleFocus: "1;38;5;25",
		selected: "48;5;153;38;5;16", selectedIdle: "48;5;254", later: "38;5;249",
		header: "48;5;254", client: "1;38;5;16",
		live: "1;38;5;231;48;5;28", play: "1;38;5;231;48;5;25", paused: "1;38;5;16;48;5;220", pinned: "1;38;5;231;48;5;94",
		key: "1;38;5;25", hint: "38;5;240", chip: "38;5;231;48;5;66", match: "38;5;16;48;5;220", code: "1;38;5;160",
		guid: "38;5;66", mark: "1;38;5;127",
		bar: "38;5;25", barRest: "38;5;251", band: "48;5;194", playhead: "1;38;5;130",
	},
	{
		name: "contrast",
		text: "97", faint: "37", strong: "1;97", accent: "1;96",
		bad: "1;97;41", warn: "1;93", good: "1;92", busy: "1;96", wait: "1;93",
		rule: "37", ruleFocus: "1;96", title: "1;97", titleFocus: "1;96",
		selected: "1;97;44", selectedIdle: "4", later: "90",
		header: "1;97;44", client: "1;93;44",
		live: "1;30;102", play: "1;30;106", paused: "1;30;103", pinned: "1;30;105",
		key: "1;96", hint: "97", chip: "1;30;106", match: "1;30;103", code: "1;91", guid: "96", mark: "1;95",
		bar: "1;96", barRest: "37", band: "42", playhead: "1;93",
	},
	{
		name: "16",
		text: "", faint: "90", strong: "1", accent: "36",
		bad: "1;31", warn: "33", good: "32", busy: "36", wait: "33",
		rule: "90", ruleFocus: "36", title: "1", titleFocus: "1;36",
		selected: "7", selectedIdle: "4", later: "90",
		header: "7", client: "1",
		live: "30;42", play: "30;46", paused: "30;43", pinned: "30;45",
		key: "1;36", hint: "", chip: "30;46", match: "30;43", code: "1;31", guid: "36", mark: "1;35",
		bar: "36", barRest: "90", band: "42", playhead: "1;33",
	},
	{
		name:  "none",
		faint: "2", strong: "1", bad: "1", ruleFocus: "1", title: "1", titleFocus: "1;7", rule: "2",
		selected: "7", selectedIdle: "4", later: "2", header: "7", client: "1;7",
		live: "1;7", play: "1;7", paused: "1;7", pinned: "1;7",
		key: "1", chip: "7", match: "1;4", code: "1", mark: "1", playhead: "1", barRest: "2", band: "4",
	},
}

// themeNamed is a theme by its name, the first one if there is none of that name.
func themeNamed(name string) theme {
	for _, t := range themes {
		if t.name == name {
			return t
		}
	}
	return themes[0]
}
