package ui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"ccmtail/store"
)

// TestTheVerdictHeadsTheScreen as of what the panes show, whole or cut between words.
func TestTheVerdictHeadsTheScreen(t *testing.T) {
	for _, size := range [][2]int{{60, 20}, {80, 24}, {120, 35}, {200, 60}} {
		sit(t, size[0], size[1], newFake(story()), Options{}, func(d *desk) {
			for _, keys := range [][]string{nil, {"t", `"19:00"`, "enter"}, {"t", `"21:08"`, "enter"}, {"esc"}} {
				d.keys(keys...)
				whole := d.app.session().asOf.VerdictSentence()
				row := strings.TrimSpace(strings.Split(d.frame(), "\n")[1])
				shown, cut := strings.CutSuffix(strings.TrimSpace(strings.TrimSuffix(row, "<V>")), "…")
				if !strings.HasPrefix(whole, shown) || cut != strings.HasSuffix(row, "<V>") || !cut && shown != whole {
					t.Errorf("at %v the verdict is %q, the row %q", size, whole, row)
				}
				if rest := whole[len(shown):]; cut && !strings.ContainsAny(rest[:1], " ,;:") {
					t.Errorf("%q is cut inside a word", row)
				}
			}
		})
	}
}

func TestThePageOfTheVerdict(t *testing.T) {
	for _, s := range sizes {
		sit(t, s[0], s[1], newFake(story()), Options{}, func(d *desk) {
			d.keys("V")
			golden(t, fmt.Sprintf("verdict-%dx%d", s[0], s[1]), d.frame())
			text := strings.Join(strings.Fields(strings.ReplaceAll(d.frame(), "\n", " ")), " ")
			if whole := d.app.session().asOf.VerdictSentence(); !strings.Contains(text, whole) {
				t.Errorf("the page does not say %q:\n%s", whole, d.frame())
			}
			d.keys("enter")
			d.has("━ Finding ━ F")
			d.keys("esc", "V")
			d.has("━ 1 Updates")
			d.keys(":", `"verdict"`, "enter")
			d.has("━ Verdict")
			d.keys("esc")
			d.do(tea.MouseClickMsg{X: 8, Y: 1, Button: tea.MouseLeft})
			d.has("━ Verdict")
		})
	}
}

// TestNoVerdictBeforeThereIsOne: a client of which nothing has been read is not judged.
func TestNoVerdictBeforeThereIsOne(t *testing.T) {
	for want, c := range map[string]store.Client{
		"The verdict comes when loading has finished": {Name: "PC0147", Loading: true, Live: true},
		"Waiting for *.log in /logs":                  {Name: "PC0147", Path: "/logs", Live: true},
	} {
		src := &still{snap: &store.Snapshot{Clients: []store.Client{c}}}
		sit(t, 80, 24, newFake(), Options{}, func(d *desk) {
			d.app = newApp(t.Context(), src, Options{Now: d.app.options.Now})
			d.app.onResize(80, 24)
			if row := strings.Split(d.frame(), "\n")[1]; strings.TrimSpace(row) != want {
				t.Errorf("%q, want %q", row, want)
			}
		})
	}
}

// TestFindingsAreCauses: with how much they explain and since when, and what has cleared in one row.
func TestFindingsAreCauses(t *testing.T) {
	src := evenings(t)
	sit(t, 120, 35, newFake(), Options{}, func(d *desk) {
		d.app = newApp(t.Context(), src, Options{Now: d.app.options.Now, Play: &Play{Paused: true, From: at("22:40:00")}})
		d.app.onResize(120, 35)
		d.keys("5", "f")
		d.has("(KB5081905) failed to install", "since 21:14", "2 cleared findings <a>")
		d.hasNot("cleared 2")
		d.keys("a")
		d.has("showing cleared findings", ", cleared ")
		d.hasNot("cleared findings <a>", "showing all updates")
		d.keys("a")
		d.has("2 cleared findings <a>")
	})
}

// TestAFindingListsWhatItExplains, and leads there.
func TestAFindingListsWhatItExplains(t *testing.T) {
	w := withoutContent(29)
	sit(t, 120, 45, newFake(w), Options{}, func(d *desk) {
		d.keys("5")
		d.has("29 updates")
		d.keys("enter")
		d.has("Explains 29", "KB5025353")
		d.keys("down", "down", "down", "enter")
		d.has("━ Update ━ KB50253")
		d.keys("esc")
		d.has("━ Finding ━ F")
	})
}
