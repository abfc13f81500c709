package ui

import (
	"strings"
	"testing"
	"unicode"

	"ccmtail/model"
	"ccmtail/model/event"
)

// TestNothingThatIsCopiedCommandsATerminal copies everything that there is to copy of a client whose
// log, component, title and name were made to break out when they are pasted.
func TestNothingThatIsCopiedCommandsATerminal(t *testing.T) {
	const evil = "a\rrm -rf x\n```\nrm -rf y\n\x1b[201~b\u009b31m\u202ec\x07"
	w := story()
	id := event.GUID{0: 0xee, 15: 1}
	w.log("21:58:01", evil, model.LevelError, "hello 0x80070643 \x1b]52;c;ZXZpbA\x07 bye",
		event.Event{Kind: event.UpdateStatus, Update: id, Texts: event.Texts{event.State: "Missing", event.Title: evil, event.KB: evil}},
		event.Event{Kind: event.UpdateTargeted, Update: id, Deployment: deployment, Texts: event.Texts{event.Title: evil}},
		event.Event{Kind: event.UpdateInstallEnded, Update: id, Code: 0x80070643})
	w.name = evil
	for name, keys := range map[string][]string{
		"row": {"4", "G"}, "range": {"4", "G", "v", "k", "k"}, "record": {"4", "G", "enter"},
		"update": {"1", "g"}, "details": {"1", "g", "enter"}, "finding": {"5", "g"}, "finding's page": {"5", "g", "enter"},
		"deployment": {"6", "enter"}, "codes": {"4", "G", "L"}, "ticket": {"4", "G", ":", `"details as markdown"`, "enter"},
	} {
		t.Run(name, func(t *testing.T) {
			sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
				var copied string
				d.app.writeClipboard = func(s string) error { copied = s; return nil }
				d.keys(keys...)
				d.keys("y")
				if copied == "" {
					t.Fatal("nothing was copied")
				}
				for _, line := range strings.Split(copied, "\n") {
					if strings.HasPrefix(line, "rm -rf") {
						t.Errorf("a name has a line of its own: %q\n%s", line, copied)
					}
				}
				if strings.ContainsFunc(copied, func(r rune) bool {
					return r != '\n' && r != '\t' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
				}) {
					t.Errorf("control characters: %q", copied)
				}
			})
		})
	}
}
