package ui

import (
	"fmt"
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
