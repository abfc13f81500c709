package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestFirstRunTeachesFiveKeysOnce(t *testing.T) {
	for _, s := range sizes {
		sit(t, s[0], s[1], newFake(story()), Options{FirstRun: true}, func(d *desk) {
			d.has("New here?  Enter history  * related records  / find  t go to time  ? all keys", "KB969679")
			golden(t, fmt.Sprintf("welcome-%dx%d", s[0], s[1]), d.frame())
			d.pass(20*time.Second, time.Second)
			d.has("New here?")
			d.keys("j")
			d.hasNot("New here?")
		})
	}
	sit(t, 120, 35, newFake(story()), Options{FirstRun: true, Notice: "a made-up evening"}, func(d *desk) {
		d.has("a made-up evening")
		d.pass(9*time.Second, time.Second)
		d.has("New here?")
		d.do(press(20, 4))
		d.hasNot("New here?")
	})
	sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) { d.hasNot("New here?") })
}

// TestTheFirstScreenSaysWhatMatters: the verdict, the reason of the worst update, help and the way out,
// at each size, for the demo, a capture that has ended and a live client.
func TestTheFirstScreenSaysWhatMatters(t *testing.T) {
	src := evenings(t)
	for _, size := range screenSizes {
		for name, o := range map[string]Options{
			"demo":    {Play: &Play{Paused: true, From: at("21:40:00")}, Notice: "a made-up evening"},
			"replay":  {Play: &Play{Speed: 60, From: at("21:40:00")}},
			"capture": {},
			"live":    {FirstRun: true},
		} {
			sit(t, size[0], size[1], newFake(story()), o, func(d *desk) {
				kb := "KB969679"
				if name != "live" {
					o.Now = func() time.Time { return at("23:59:00").AddDate(0, 0, 9) }
					d.app, kb = newApp(t.Context(), src, o), "KB5081905"
					d.app.onResize(size[0], size[1])
				}
				rows := strings.Split(d.frame(), "\n")
				verdict, _, _ := strings.Cut(rows[1], "…")
				whole := d.app.session().asOf.VerdictSentence()
				if shown := strings.TrimSpace(verdict); len(shown) < 40 || !strings.HasPrefix(whole, shown) {
					t.Errorf("%s at %v: the verdict is %q", name, size, rows[1])
				}
				worst := ""
				for _, row := range rows[2:] {
					if row, _, _ = strings.Cut(row, "│"); worst == "" && strings.Contains(row, kb+" ") {
						worst = row
					}
				}
				if !strings.Contains(worst, "failed 0x80070643") {
					t.Errorf("%s at %v: the worst update is %q", name, size, worst)
				}
				last := rows[size[1]-1]
				if !strings.Contains(last, "? all keys") || !strings.Contains(last, "q quit") {
					t.Errorf("%s at %v: the last row is %q", name, size, last)
				}
				if hints := rows[size[1]-2] + last; !strings.Contains(hints, "Enter history") {
					t.Errorf("%s at %v: the hints are %q", name, size, hints)
				}
			})
		}
	}
}
