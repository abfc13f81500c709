package ui

import "ccmtail/ui/cell"

// welcome is for somebody who sees the screen for the first time: the five keys from which all others can be found. It
// stands where messages do, covers nothing else and goes with the first key.
func (a *App) welcomeRow(w int) string {
	l := cell.NewBuilder(w, "")
	l.Put(a.th.Strong, " New here?")
	a.putHints(l, a.withCurrentKeys([]hint{
		{"Enter", "why"}, {"*", "only its records"}, {"/", "find"}, {"t", "to a time"}, {"?", "all keys"},
	}))
	return l.String()
}
