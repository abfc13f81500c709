package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// TestSuspending asks for it wherever the user is, and leaves what is typed as it is.
func TestSuspending(t *testing.T) {
	sit(t, 80, 24, newFake(story()), Options{}, func(d *desk) {
		for _, before := range [][]string{nil, {"&", `"level:err"`}, {"esc", "?"}} {
			d.keys(before...)
			frame := d.frame()
			_, cmd := d.app.Update(tea.KeyPressMsg{Code: 'z', Mod: tea.ModCtrl})
			if !wants[tea.SuspendMsg](cmd) {
				t.Errorf("after %q nothing is suspended", before)
			}
			if d.frame() != frame {
				t.Errorf("after %q the frame changes:\n%s", before, d.frame())
			}
		}
	})
	sit(t, 80, 24, newFake(story()), Options{Keys: map[string][]string{"suspend": nil}}, func(d *desk) {
		if _, cmd := d.app.Update(tea.KeyPressMsg{Code: 'z', Mod: tea.ModCtrl}); wants[tea.SuspendMsg](cmd) {
			t.Error("it was taken its key")
		}
	})
}

// wants reports whether a command, or one of a batch, gives a message of a type.
func wants[T any](cmd tea.Cmd) bool {
	if cmd == nil {
		return false
	}
	switch msg := cmd().(type) {
	case T:
		return true
	case tea.BatchMsg:
		for _, c := range msg {
			if wants[T](c) {
				return true
			}
		}
	}
	return false
}
