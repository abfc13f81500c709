package ui

// rect is a part of the screen in cells.
type rect struct{ x, y, w, h int }

// in says whether a cell lies in it.
func (r rect) in(x, y int) bool { return x >= r.x && x < r.x+r.w && y >= r.y && y < r.y+r.h }

// layout is where everything stands. A pane's first row is its title. The zero rect is not shown.
type layout struct {
	w, h      int
	header    rect
	body      rect
	scrubber  rect
	histogram rect
	status    rect
	hints     rect
	panes     [panes]rect
	// split is the column of the line between the upper panes, 0 if there is none.
	split int
	// shown are the panes in the order in which Tab visits them.
	shown []paneID
}

// wish is what the layout is asked for.
type wish struct {
	focus     paneID
	full      bool // the focused pane alone
	page      bool // a page covers the panes
	scrubber  bool // wanted even where rows are scarce
	histogram bool
}

// upper are the panes of the standard screen.
var standard = [...]paneID{paneUpdates, paneWindow, paneReboots, paneFindings, paneLog}

// arrange divides a screen of w by h cells.
func arrange(w, h int, want wish) layout {
	l := layout{w: w, h: h}
	top, bottom := 0, h
	take := func(n int) rect { bottom -= n; return rect{0, bottom, w, n} }
	if h >= 3 {
		l.header, top = rect{0, 0, w, 1}, 1
	}
	switch {
	case h >= 16:
		l.hints = take(2)
	case h >= 9:
		l.hints = take(1)
	}
	if h >= 5 {
		l.status = take(1)
	}
	if h >= 30 || want.scrubber && h >= 14 {
		l.scrubber = take(1)
	}
	if want.histogram && h >= 16 {
		l.histogram = take(3)
	}
	l.body = rect{0, top, w, max(bottom-top, 0)}
	if want.full || want.page || !isStandard(want.focus) || l.body.h < 11 || w < 60 {
		l.panes[want.focus] = l.body
		l.shown = []paneID{want.focus}
		return l
	}
	l.divide()
	return l
}

func isStandard(p paneID) bool {
	for _, s := range standard {
		if s == p {
			return true
		}
	}
	return false
}

// divide puts the updates to the left, windows, reboots and findings to the right of them, and the log below.
func (l *layout) divide() {
	b := l.body
	upper := min(max(b.h*2/5, 8), 24)
	right := 30
	switch {
	case l.w >= 160:
		right = 62
	case l.w >= 130:
		right = 50
	case l.w >= 100:
		right = 42
	case l.w < 76:
		right = 26
	}
	l.split = b.w - right - 1
	l.panes[paneUpdates] = rect{0, b.y, l.split, upper}
	l.panes[paneLog] = rect{0, b.y + upper, b.w, b.h - upper}
	x, y := l.split+1, b.y
	stack := func(p paneID, h int) { l.panes[p] = rect{x, y, right, h}; y += h }
	l.shown = []paneID{paneUpdates, paneWindow, paneReboots, paneLog}
	switch {
	case upper >= 18:
		stack(paneWindow, upper*2/5)
		stack(paneReboots, upper*3/10)
		stack(paneFindings, upper-upper*2/5-upper*3/10)
		l.shown = []paneID{paneUpdates, paneWindow, paneReboots, paneFindings, paneLog}
	case upper >= 12:
		stack(paneWindow, 5)
		stack(paneReboots, 4)
		stack(paneFindings, upper-9)
		l.shown = []paneID{paneUpdates, paneWindow, paneReboots, paneFindings, paneLog}
	default:
		stack(paneWindow, upper-3)
		stack(paneReboots, 3)
	}
}

// under is the pane at a cell, and the row of it below its title; -1 for the title.
func (l *layout) under(x, y int) (paneID, int) {
	for p, r := range l.panes {
		if r.h > 0 && r.in(x, y) {
			return paneID(p), y - r.y - 1
		}
	}
	return paneNone, -1
}
