package ui

import "testing"

// Messages have the times of the screen's clock, which is named.
func TestMessagesAreOnTheScreensClock(t *testing.T) {
	sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) {
		d.app.notify("a remark", notifyTime)
		d.keys("!")
		d.has("Messages", "times on the client's clock (-05:00)", "03-17 21:15:05 a remark")
		d.keys("esc", "C", "!")
		d.has("times in UTC", "03-18 02:15:05 a remark")
	})
}
