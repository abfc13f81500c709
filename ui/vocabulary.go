package ui

import "ccmtail/ui/cell"

// Themes are the names of the colour themes.
func Themes() []string { return cell.ThemeNames() }

// Clocks are the names of the clocks: the client's, UTC, the viewer's own.
func Clocks() []string { return clockNames[:] }
