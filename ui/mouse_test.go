package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestMouse(t *testing.T) {
	click := func(x, y int) tea.Msg { return tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft} }
	sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) {
		d.do(click(10, 7))
		d.has("▸↓ KB5081612")
		d.do(click(10, 7))
		d.has("━ Update ━ KB5081612")
		d.keys("esc")
		d.do(click(90, 3))
		d.has("━ 2 Maintenance window")
		d.do(click(30, 20))
		d.has("━ 4 Log", "LIVE", "line ")
		d.do(tea.MouseWheelMsg{X: 30, Y: 20, Button: tea.MouseWheelDown})
		d.do(click(60, 31))
		d.has("(-1 h ")
		d.do(tea.MouseMotionMsg{X: 110, Y: 31, Button: tea.MouseLeft})
		d.has("LIVE")
		d.do(tea.MouseWheelMsg{X: 10, Y: 3, Button: tea.MouseWheelDown})
		d.has("━ 1 Updates")
	})
}
