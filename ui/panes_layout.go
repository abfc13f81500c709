package ui

// rect is a part of the screen in cells.
type rect struct{ x, y, w, h int }

// contains reports whether a cell lies in it.
func (r rect) contains(x, y int) bool { return x >= r.x && x < r.x+r.w && y >= r.y && y < r.y+r.h }

// layout is where everything stands. A pane's first row is its title. The zero rect is not shown.
type layout struct {
	edges
	changes   rect // a row of the newest changes
	scrubber  rect
	histogram rect
	panes     map[paneID]rect
	// splitColumn is the column of the line between the upper panes, 0 if there is none.
	splitColumn int
	// tabOrder are the panes shown, in the order in which Tab visits them.
	tabOrder []paneID
}

// layoutRequest is what the layout is asked for.
type layoutRequest struct {
	focus      paneID
	fullScreen bool // the focused pane alone
	pageOpen   bool // a page covers the panes
	scrubber   bool // wanted even where rows are scarce
	histogram  bool
	sizes      Layout // of the panes, where the user moved their dividers
	updates    int    // how many there are to show; -1: not known yet
}

// newLayout divides a screen of w by h cells.
func newLayout(w, h int, want layoutRequest) layout {
	l := layout{edges: newEdges(w, h, 17)}
	if h >= 30 || want.scrubber && h >= 14 {
		l.scrubber = l.take(1)
	}
	if want.histogram && h >= 16 {
		l.histogram = l.take(3)
	}
	if h >= 30 {
		l.changes = l.take(1)
	}
	if !want.fullScreen && !want.pageOpen && isStandard(want.focus) && l.body.h >= 11 && w >= 60 {
		if l.splitPanes(want); l.panes[want.focus].h > 0 {
			return l
		}
	}
	// What has no room beside the others has all of it.
	l.panes, l.splitColumn, l.tabOrder = map[paneID]rect{want.focus: l.body}, 0, []paneID{want.focus}
	return l
}

const (
	// updatesAround is how many rows the updates pane needs beside them: title, columns, one to spare.
	updatesAround = 3
	// enoughForSides is a height in which the panes to the right have room for what matters in them;
	// what the updates do not need beyond it is the log's.
	enoughForSides = 18
)

// splitPanes puts one pane to the left, those that have room to the right of it, and one below.
func (l *layout) splitPanes(want layoutRequest) {
	b, sizes := l.body, want.sizes
	upper := min(max((b.h+l.verdict.h+1)*2/5, 8), 24) // the verdict's row is the log's
	if want.updates >= 0 {
		upper = min(upper, max(want.updates+updatesAround, enoughForSides))
	}
	if sizes.Upper > 0 {
		upper = clamp(fromThousandths(sizes.Upper, b.h), 2*minPaneHeight, b.h-minPaneHeight)
	}
	right := l.sideWidth()
	if sizes.Side > 0 {
		right = clamp(fromThousandths(sizes.Side, b.w), minPaneWidth, b.w-minPaneWidth)
	}
	l.splitColumn, l.panes, l.tabOrder = b.w-right-1, map[paneID]rect{}, nil
	l.place(panesAt(placeLeft)[0], rect{0, b.y, l.splitColumn, upper})
	y, side := b.y, panesAt(placeRight)
	for i, h := range stackHeights(upper, sizes) {
		l.place(side[i], rect{l.splitColumn + 1, y, right, h})
		y += h
	}
	l.place(panesAt(placeBelow)[0], rect{0, b.y + upper, b.w, b.h - upper})
}

// place shows a pane behind those already shown.
func (l *layout) place(p paneID, r rect) {
	l.panes[p] = r
	l.tabOrder = append(l.tabOrder, p)
}

// sideWidth returns how wide the panes to the right are by themselves.
func (l *layout) sideWidth() int {
	switch {
	case l.w >= 160:
		return 62
	case l.w >= 130:
		return 50
	case l.w >= 100:
		return 42
	case l.w < 76:
		return 26
	}
	return 30
}

// stackHeights returns the heights of the panes to the right: windows, restarts and, where there is
// room, findings.
func stackHeights(upper int, sizes Layout) []int {
	window, restarts := upper*2/5, upper*3/10
	switch {
	case upper < 12:
		window, restarts = upper-minPaneHeight, minPaneHeight
	case upper < 18:
		window, restarts = 5, 4
	}
	if sizes.Window > 0 {
		window = fromThousandths(sizes.Window, upper)
	}
	if sizes.Restarts > 0 {
		restarts = fromThousandths(sizes.Restarts, upper)
	}
	if upper < 12 {
		window = clamp(window, minPaneHeight, upper-minPaneHeight)
		return []int{window, upper - window}
	}
	window = clamp(window, minPaneHeight, upper-2*minPaneHeight)
	restarts = clamp(restarts, minPaneHeight, upper-window-minPaneHeight)
	return []int{window, restarts, upper - window - restarts}
}

// paneAt returns the pane at a cell, and the row of it below its title; -1 for the title.
func (l *layout) paneAt(x, y int) (paneID, int) {
	for p, r := range l.panes {
		if r.h > 0 && r.contains(x, y) {
			return p, y - r.y - 1
		}
	}
	return paneNone, -1
}
