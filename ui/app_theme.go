package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"ccmtail/ui/cell"
)

// cycleTheme takes the next theme.
func (a *App) cycleTheme() {
	names := a.themeNames()
	a.setTheme(names[(slices.Index(names, a.th.Name)+1)%len(names)])
}

// themeNames returns the names of all themes, the user's own last.
func (a *App) themeNames() []string { return themeNames(&a.options) }

func themeNames(o *Options) []string {
	names := cell.ThemeNames()
	for _, t := range o.Themes {
		names = append(names, t.Name)
	}
	return names
}

// themeNamed returns a theme by its name, the first one if there is none of that name.
func (a *App) themeNamed(name string) cell.Theme { return themeNamed(&a.options, name) }

func themeNamed(o *Options, name string) cell.Theme {
	for _, t := range o.Themes {
		if t.Name == name {
			return cell.OwnTheme(t.Name, t.Like, t.Styles)
		}
	}
	return cell.ThemeNamed(name)
}

// setTheme takes a theme.
func (a *App) setTheme(name string) {
	a.th = a.themeNamed(name)
	a.chosenTheme = a.th.Name
	a.notify("theme "+a.th.Name, notifyTime)
}

// onBackground takes the theme that suits the terminal's own background.
func (a *App) onBackground(c tea.BackgroundColorMsg) tea.Cmd {
	a.th = backgroundTheme(a.th, &a.options, c.IsDark())
	return nil
}

func backgroundTheme(th cell.Theme, o *Options, dark bool) cell.Theme {
	if o.Theme == "" && th.Name == "dark" && !dark {
		th = cell.ThemeNamed("light")
		th.Base = "" // the terminal's own is light
	}
	return th
}

// onColourProfile takes a theme that the terminal's colours can show: with none of them (NO_COLOR
// too) the selection is reversed instead of coloured.
func (a *App) onColourProfile(c tea.ColorProfileMsg) tea.Cmd {
	a.th = profileTheme(a.th, &a.options, c.Profile)
	return nil
}

func profileTheme(th cell.Theme, o *Options, p colorprofile.Profile) cell.Theme {
	switch {
	case o.Theme != "" || o.NoColor:
	case p <= colorprofile.ASCII:
		return cell.ThemeNamed("none")
	case p == colorprofile.ANSI:
		return cell.ThemeNamed("16")
	}
	return th
}
