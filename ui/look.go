package ui

import (
	"ccmtail/ui/cell"
)

// look is how all on the screen is drawn: in which colours, with which signs, and with which names of
// keys.
type look struct {
	th      *cell.Theme
	g       *cell.Glyphs
	keys    *keymap // which key does what, for texts
	width   int     // of the screen
	focused bool    // what is drawn has the keys
}

// badgeSigns are the signs of badges by their names, those for terminals with nothing but ASCII second.
var badgeSigns = map[string][2]string{
	"check": {"✓", "+"}, "cross": {"✗", "x"}, "clock": {"◷", "w"}, "arrow": {"↓", "v"}, "play": {"▶", ">"},
	"loop": {"↻", "r"}, "triangle": {"▲", "!"}, "dash": {"–", "-"}, "dot": {"?", "?"}, "info": {"i", "i"},
}

// badgeSign returns the sign of a badge by its name.
func (d *look) badgeSign(name string) string { return badgeSigns[name][btoi(d.g.ASCII)] }

// cursorSign returns the sign before a row: it shows the selection without colour.
func (d *look) cursorSign(selected bool) string { return either(selected, d.g.Cursor, " ") }

// rowStyle returns the style of a row of a list.
func (d *look) rowStyle(selected bool) cell.Style {
	switch {
	case selected && d.focused:
		return d.th.Selected
	case selected:
		return d.th.SelectedUnfocused
	}
	return ""
}
