package ui

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"ccmtail/ui/cell"
)

func (a *App) cycleTheme() {
	a.th = cell.NextTheme(a.th.Name)
	a.notify("theme "+a.th.Name, notifyTime)
}

// onBackground takes the theme that suits the terminal's own background.
func (a *App) onBackground(c tea.BackgroundColorMsg) tea.Cmd {
	if a.options.Theme == "" && a.th.Name == "dark" && !c.IsDark() {
		a.th = cell.ThemeNamed("light")
	}
	return nil
}

// onColourProfile takes a theme that the terminal's colours can show: with none of them (NO_COLOR
// too) the selection is reversed instead of coloured.
func (a *App) onColourProfile(c tea.ColorProfileMsg) tea.Cmd {
	switch {
	case a.options.Theme != "" || a.options.NoColor:
	case c.Profile <= colorprofile.ASCII:
		a.th = cell.ThemeNamed("none")
	case c.Profile == colorprofile.ANSI:
		a.th = cell.ThemeNamed("16")
	}
	return nil
}
