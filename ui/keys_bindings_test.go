package ui

import (
	"slices"
	"strings"
	"testing"
)

func TestParseKey(t *testing.T) {
	for name, want := range map[string]string{
		"x": "x", "G": "G", "shift+g": "G", "Shift-G": "G", "ctrl+F": "ctrl+f", "Ctrl-f": "ctrl+f", "CTRL-PgDn": "ctrl+pgdown", "alt-x": "alt+x",
		"shift-tab": "shift+tab", "Shift+F3": "shift+f3", "ctrl-alt-x": "ctrl+alt+x", "↓": "down", "PageDown": "pgdown", "Return": "enter", " ": "space",
		"+": "+", "-": "-", "ctrl++": "ctrl++", "Ctrl--": "ctrl+-", "ä": "ä", "f12": "f12", "ctrl+h": "ctrl+h",
		"": "", "xy": "", "F13": "", "\x1b": "", "shift+1": "", "ctrl+i": "", "Ctrl-m": "", "ctrl+": "", "hyper+x": "", "\u202e": "", "\xff": "", "ctrl+shift+x": "",
	} {
		have, err := ParseKey(name)
		if have != want || (err != nil) != (want == "") {
			t.Errorf("%q: %q, %v", name, have, err)
		}
	}
}

// What Bindings names, ParseKey reads: the configuration that the program shows can be used.
func TestEveryKeyCanBeWritten(t *testing.T) {
	for _, b := range Bindings(nil) {
		for _, k := range b.Keys {
			for _, name := range []string{k, keyLabel(k)} {
				if have, err := ParseKey(name); have != k {
					t.Errorf("%s: %q is read as %q, %v", b.Name, name, have, err)
				}
			}
		}
	}
}

func keysOf(t *testing.T, all []Binding, name string) []string {
	t.Helper()
	i := slices.IndexFunc(all, func(b Binding) bool { return b.Name == name })
	if i < 0 {
		t.Fatalf("there is no %q", name)
	}
	return all[i].Keys
}

func TestAKeyGivenAwayIsTakenFromItsOwner(t *testing.T) {
	all := Bindings(map[string][]string{"sort": {"G", "f9"}, "pause": {}})
	for name, want := range map[string]string{"sort": "G f9", "last": "end", "pause": "", "first": "g home", "theme": ""} {
		if have := strings.Join(keysOf(t, all, name), " "); have != want {
			t.Errorf("%s: %s", name, have)
		}
	}
}

// TestRebound presses and looks: a key does what it was given, and wherever a key is named it is
// the one of now.
func TestRebound(t *testing.T) {
	keys := map[string][]string{
		"pause": {"P"}, "filter": {"F"}, "follow the log": {"f6"}, "findings": {"@"}, "help": {"H"}, "find": {}, "remove chip": {"ctrl+k"}, "next pane": {"x"},
		"up": {"i"}, "page down": {}, "copy": {},
	}
	sit(t, 160, 45, newFake(story()), Options{Keys: keys}, func(d *desk) {
		d.has("P pause", "H all keys", "F filter updates", "x pane", "@ Findings", "━ 1 Updates")
		d.hasNot("= pause", "? all keys", "1-9 panes", "/ find", "y copy", "5 Findings", "x sort")
		d.keys("=", "?", "/", "y", "5")
		d.has("LIVE", "━ 1 Updates")
		d.keys("P")
		d.has("PAUSED", "P resume")
		d.keys("P", "x", "x", "x")
		d.has("━ @ Findings")
		d.keys("4", "F", `"nothing like it"`, "enter")
		d.has("Ctrl-k removes the last one")
		d.keys("ctrl+k", "4", "n")
		d.has("nothing to search for yet; :find starts a search")
		d.keys("i", "f6", "f6")
		d.has("stopped following; F6 resumes")
	})
	sit(t, 160, 60, newFake(story()), Options{Keys: keys}, func(d *desk) {
		d.keys("H", `"pause"`)
		d.has("P" + strings.Repeat(" ", 26) + "pause or resume")
		d.hasNot("=  ")
		d.keys("down", "up", "pgdown", "pgup", "esc", ":", `"remove chip"`)
		d.has("Ctrl-k")
		d.hasNot("Backspace")
	})
}

// TestNoHintNamesAKeyThatIsGone takes every key away: no hint is left that promises one.
func TestNoHintNamesAKeyThatIsGone(t *testing.T) {
	keys := map[string][]string{}
	for _, b := range Bindings(nil) {
		keys[b.Name] = []string{}
	}
	for _, p := range allPanes() {
		sit(t, 200, 60, newFake(story()), Options{Keys: keys}, func(d *desk) {
			d.focus(p)
			if hints := d.app.hints(); len(hints) > 0 {
				t.Errorf("%s: %q", p, hints)
			}
		})
	}
}
