package ui

// welcome is for somebody who sees the screen for the first time: the five keys from which all others can be found. It
// stands where messages do, covers nothing else and goes with the first key.
func (a *App) welcomeRow(w int) string {
	l := newLine(w, "")
	l.put(a.th.strong, " New here?")
	a.hintsInto(l, a.rekeyed([]hint{
		{"Enter", "why"}, {"*", "only its records"}, {"/", "find"}, {"t", "to a time"}, {"?", "all keys"},
	}))
	return l.String()
}
