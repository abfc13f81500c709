package ui

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
)

// covers is everything that may cover the panes, or be in front of them, and the keys that lead there.
var covers = map[string][]string{
	"nothing": nil, "help": {"?"}, "help, searched": {"?", `"co"`}, "messages": {"!"}, "verdict": {"V"}, "update": {"1", "enter"}, "update, as Markdown": {"1", "enter", ":", `"details as markdown"`, "enter"},
	"deployment": {"6", "enter"}, "finding": {"5", "enter"}, "record": {"4", "enter"}, "raw record": {"4", "p"}, "code": {":", `"look up code"`, "enter", `"0x80070643"`, "enter"},
	"marks": {"4", "m", ":", `"marks"`, "enter"}, "page on a page": {"5", "enter", "?"},
	"find": {"4", "/", `"miss"`}, "filter": {"4", "&", `"miss"`}, "filter with values": {"4", "&", `"component:"`}, "filter refused": {"4", "&", `"re:("`, "enter"},
	"find in list": {"1", "/", `"kb9"`}, "filter of list": {"1", "&", `"kb9"`}, "find on page": {"6", "enter", "/", `"kb9"`}, "command": {":"}, "command typed": {":", `"the"`}, "time": {"t", `"21"`}, "time refused": {"t", `"x"`, "enter"},
	"note": {"4", "M", `"why"`}, "file name": {":", `"write filtered records"`, "enter", `"x.csv"`}, "columns": {":", `"log columns"`, "enter"}, "range": {"4", "v", "k"},
	"updates alone": {"1", "f"}, "windows alone": {"2", "f"}, "restarts alone": {"3", "f"}, "log alone": {"4", "f"}, "findings alone": {"5", "f"},
	"deployments": {"6"}, "scans": {"7"}, "sources": {"8"}, "timeline": {"9"}, "changes": {"D"}, "histogram": {"i"},
	"as of": {"4", "g", "r"}, "as of, page": {"4", "g", "r", "1", "enter"}, "paused": {"="}, "replayed from the past": {"t", `"20:00"`, "enter", ">"}, "read": {"4", "g"},
}

// TestAFailureIsAnnouncedInEveryView: in words on the screen, as a count in the badge and in the
// terminal's title, with bell and notification once each as asked for; what is typed is not lost.
func TestAFailureIsAnnouncedInEveryView(t *testing.T) {
	loud := Notify{States: []string{"failed"}, Bell: true, OSC: 9}
	for _, size := range screenSizes {
		for name, keys := range covers {
			t.Run(name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { failureUnder(t, size, keys, loud) })
			})
		}
		synctest.Test(t, func(t *testing.T) { failureUnder(t, size, []string{"?"}, Notify{}) })
	}
}

// failureUnder lets an update fail in a whole program on a terminal after some keys.
func failureUnder(t *testing.T, size [2]int, keys []string, n Notify) {
	t.Helper()
	w := story()
	src := newFake(w)
	var app *App
	r := emulated{w: size[0], h: size[1], show: 60 * time.Millisecond, prepare: func(a *App) { app = a }}
	r.run(t, src, Options{Notify: n}, func(p *tea.Program, s *screen, show func(), _ func() bool) {
		sendKeys(p, keys)
		show()
		before := typedIn(app)
		src.add(func() { failUpdate(w, "21:15:06", kbWaits) })
		show()
		shown := s.String()
		for _, want := range []string{"✗ KB969897 failed", "+1 failed"} {
			if !strings.Contains(shown, want) {
				t.Errorf("%v: it does not say %q:\n%s", size, want, shown)
			}
		}
		if after := typedIn(app); after != before {
			t.Errorf("%v: of %q is left %q", size, before, after)
		}
		time.Sleep(2 * time.Second)
		show()
		raw := s.raw.String()
		if !strings.Contains(raw, "2 failed (+1)") {
			t.Errorf("%v: the title does not say so", size)
		}
		if texts, bells := oscTexts(raw, "\x1b]9;"); len(texts) != btoi(n.OSC != 0) || bells != btoi(n.Bell) {
			t.Errorf("%v: told %q, %d bells", size, texts, bells)
		}
	})
}

// sendKeys presses keys in a program; a string in double quotes is typed.
func sendKeys(p *tea.Program, keys []string) {
	for _, k := range keys {
		if typed, ok := strings.CutPrefix(k, `"`); ok {
			for _, r := range strings.TrimSuffix(typed, `"`) {
				p.Send(tea.KeyPressMsg{Code: r, Text: string(r)})
			}
			continue
		}
		p.Send(keyMsg(k))
	}
}

// typedIn returns what is being typed, "" if nothing is.
func typedIn(a *App) string {
	if a.prompt == nil {
		return ""
	}
	return a.prompt.value()
}
