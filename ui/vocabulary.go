package ui

// Themes are the names of the colour themes.
func Themes() (names []string) {
	for _, t := range themes {
		names = append(names, t.name)
	}
	return names
}

// Clocks are the names of the clocks: the client's, UTC, the viewer's own.
func Clocks() []string { return clockNames[:] }
