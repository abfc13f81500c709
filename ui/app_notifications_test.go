package ui

import (
	"errors"
	"fmt"
	"testing"
	"time"
)

func TestLoadingSaysHowFarItIsAndLetsYouWork(t *testing.T) {
	w := story()
	w.loading, w.read, w.size = true, 100e6, 900e6
	sit(t, 140, 40, newFake(w), Options{}, func(d *desk) {
		d.has("reading 100.0 of 900.0 MB, 11%")
		d.hasNot("s left")
		d.keys("4", "&", `"level:error"`, "enter")
		d.has("1 of 27")
		d.now = d.now.Add(4 * time.Second)
		d.news(func() { w.read = 300e6 })
		d.has("reading 300.0 of 900.0 MB, 33%, 10 s left", "1 of 27") // 200 MB in 4 s, 600 to go
		d.now = d.now.Add(4 * time.Second)
		d.news(func() { w.read = 890e6 })
		d.has("98%, 1 s left")
		d.news(func() { w.loading = false })
		d.hasNot("reading", "s left")
	})
	sit(t, 80, 24, newFake(w), Options{}, func(d *desk) {
		d.news(func() { w.loading, w.read, w.size = true, 5e6, 0 })
		d.has("reading, 5.0 MB so far")
		d.now = d.now.Add(9 * time.Second)
		d.news(func() { w.read = 400e6 })
		d.hasNot("s left", "0%")
	})
}

// TestALimitOfTheSystemIsSaidOnce: as a message that stays in the history.
func TestALimitOfTheSystemIsSaidOnce(t *testing.T) {
	w := story()
	source := newFake(w)
	sit(t, 140, 40, source, Options{}, func(d *desk) {
		d.news(func() { source.limits = []string{"the system opens no more files"} })
		d.has("the system opens no more files")
		d.keys("j")
		d.hasNot("opens no more files")
		d.news(func() { w.log("21:15:05", "CcmExec", 0, "more") })
		d.hasNot("opens no more files")
		d.news(func() { source.limits = append(source.limits, "the system watches no more folders") })
		d.has("watches no more folders")
		d.keys("!")
		d.has("opens no more files", "watches no more folders")
	})
}

// TestErrorsAreSaidAndStay: on the line that is read next, in the header for as long as they last,
// and in the history.
func TestErrorsAreSaidAndStay(t *testing.T) {
	w := story()
	sit(t, 140, 40, newFake(w), Options{}, func(d *desk) {
		d.keys("!")
		d.has("━ Messages", "No messages")
		d.keys("esc")
		d.news(func() { w.logs[0].Err = "access denied\x1b[2J" })
		d.has("CcmExec.log: access denied␛[2J", "1 log unreadable <8>")
		d.keys("j")
		d.hasNot("access denied")
		d.has("1 log unreadable <8>")
		d.keys("8")
		d.has("access denied␛[2J")
		d.keys("1")
		d.news(func() { w.log("21:15:05", "CcmExec", 0, "more") })
		d.hasNot("access denied")
		d.news(func() { w.logs[0].Err = "" })
		d.has("CcmExec.log is readable again")
		d.news(func() {
			for i := range w.logs {
				w.logs[i].Err = "share lost"
			}
		})
		d.has(fmt.Sprintf("%d logs unreadable (8 lists them): CcmExec.log: share lost", len(w.logs)))
		d.keys("!")
		d.has("21:15:05 CcmExec.log: access denied␛[2J", "CcmExec.log is readable again", "logs unreadable (8")
		d.keys("esc")
		d.news(func() { w.err = errors.New("the share is gone") })
		d.has("UNREADABLE", "the share is gone")
		d.keys(":", `"messages"`, "enter")
		d.has("PC0147: the share is gone")
	})
}
