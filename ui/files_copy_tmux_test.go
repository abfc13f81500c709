package ui

import (
	"errors"
	"testing"
)

// TestCopyingSaysWhereItWent: in tmux the terminal's own way is not believed.
func TestCopyingSaysWhereItWent(t *testing.T) {
	none, refused := errors.New("no clipboard"), errors.New("no tmux")
	for _, c := range []struct {
		name            string
		native, tmuxErr error
		tmux            bool
		says            string
	}{
		{"a clipboard", nil, nil, false, "copied the record"},
		{"a clipboard in tmux", nil, refused, true, "copied the record"},
		{"none", none, nil, false, "copied the record (OSC 52)"},
		{"tmux", none, nil, true, "copied the record (tmux buffer)"},
		{"an old tmux", none, refused, true, "sent the record to tmux, which hands it on only after: tmux set -s set-clipboard on"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, buffer := Options{}, ""
			if c.tmux {
				o.CopyToTmux = func(s string) error { buffer = s; return c.tmuxErr }
			}
			sit(t, 140, 24, newFake(story()), o, func(d *desk) {
				d.app.writeClipboard = func(string) error { return c.native }
				d.keys("4", "y")
				d.has(c.says)
				if (buffer != "") != (c.tmux && c.native != nil) {
					t.Errorf("tmux got %q", buffer)
				}
			})
		})
	}
}
