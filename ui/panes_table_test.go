package ui

import "testing"

// TestPaneTable holds the table of panes to what the screen relies on.
func TestPaneTable(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range paneSpecs {
		for _, word := range []string{"id " + string(s.id), "name " + s.name, "key " + s.key} {
			if seen[word] && word != "key " {
				t.Errorf("two panes have the %s", word)
			}
			seen[word] = true
		}
		if s.id == "" || s.name == "" || s.help == "" || s.hints == nil || s.new == nil {
			t.Errorf("pane %q: something is missing", s.id)
		}
		if _, err := ParseKey(s.key); s.key != "" && err != nil {
			t.Errorf("pane %q: %v", s.id, err)
		}
	}
	if left, right, below := len(panesAt(placeLeft)), len(panesAt(placeRight)), len(panesAt(placeBelow)); left != 1 || right < 3 || below != 1 {
		t.Errorf("%d panes on the left, %d on the right, %d below", left, right, below)
	}
}
