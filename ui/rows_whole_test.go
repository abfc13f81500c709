package ui

import (
	"slices"
	"strings"
	"testing"

	"ccmtail/ui/cell"
)

// No number is cut where a row has no room: neither a time, nor a KB, nor a duration.
func TestRowsAreCutBetweenWords(t *testing.T) {
	pieces := []cell.Span{cell.Styled("", "WUAHandler.log:43"), cell.Styled("", " · 2026-03-17 21:14:40.838 -05:00"), cell.Styled("", " · thread 4711")}
	whole := strings.Fields("WUAHandler.log:43 · 2026-03-17 21:14:40.838 -05:00 · thread 4711")
	for n := 18; n < 80; n++ {
		var said strings.Builder
		for _, p := range wholeWordsOf(pieces, n) {
			said.WriteString(p.Text)
		}
		if cell.Width(said.String()) > n {
			t.Fatalf("%d cells: %q", n, said.String())
		}
		text, cut := strings.CutSuffix(said.String(), cell.Ellipsis)
		if words := strings.Fields(text); !cut && len(words) != len(whole) || strings.Join(whole[:len(words)], " ") != strings.Join(words, " ") {
			t.Errorf("%d cells: %q", n, said.String())
		}
	}
}

func TestTheStatusRowCutsNoWord(t *testing.T) {
	words := map[string]bool{}
	for w := 200; w > 50; w-- { // below, the first word has no room
		sit(t, w, 12, newFake(story()), Options{Play: &Play{Paused: true, From: at("21:08:00")}}, func(d *desk) {
			d.keys("4")
			rows := strings.Split(d.frame(), "\n")
			status := rows[len(rows)-2]
			if words[""] = true; w == 200 {
				for _, word := range strings.Fields(status) {
					words[word] = true
				}
			}
			text, _, cut := strings.Cut(status, cell.Ellipsis)
			if last := text[strings.LastIndex(text, " ")+1:]; cut && !words[last] {
				t.Errorf("%d cells: %q", w, status)
			}
		})
	}
}

func TestAWindowThatIsNotKnownIsSaidInFull(t *testing.T) {
	for _, w := range []int{80, 100, 120, 200} {
		world := newWorld("PC")
		world.log("21:00:00", "CcmExec", 1, "nothing of windows")
		sit(t, w, 35, newFake(world), Options{}, func(d *desk) {
			var said []string
			for _, it := range windowStateItems(d.app.renderContext(true), d.app.layout.panes[paneWindow].w) {
				for _, s := range it.text {
					said = append(said, strings.Fields(s.Text)...)
				}
			}
			want := "UNKNOWN: no maintenance window in these logs"
			if strings.Join(said, " ") != want {
				t.Errorf("%d cells: %q", w, said)
			}
			if w >= 120 { // the rows are on the screen too
				d.has("UNKNOWN: no maintenance window in these", "logs")
				d.hasNot("in these" + cell.Ellipsis)
			}
		})
	}
}

func TestPagesSayHowToLeave(t *testing.T) {
	sit(t, 80, 24, newFake(story()), Options{}, func(d *desk) {
		for _, key := range []string{"V", "!", "enter"} {
			d.keys("1", key)
			d.has("q back")
			d.keys("esc")
		}
	})
}

func TestTitlesAreCutBetweenTheirParts(t *testing.T) {
	sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) {
		c := d.app.renderContext(true)
		p := d.app.panes[paneUpdates]
		parts := strings.Split(cell.PlainText(p.title(c)), cell.PlainText([]cell.Span{c.separator()}))
		for n := cell.Width(parts[0]) + 2; n < 120; n++ {
			said := cell.PlainText(c.wholeParts(p.title(c), n))
			text, _ := strings.CutSuffix(said, cell.Ellipsis)
			shown := strings.Split(text, cell.PlainText([]cell.Span{c.separator()}))
			if cell.Width(said) > n || !slices.Equal(shown, parts[:len(shown)]) {
				t.Errorf("%d cells: %q of %q", n, said, parts)
			}
		}
	})
}
