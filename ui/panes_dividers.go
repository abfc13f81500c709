package ui

// Layout is how the screen is divided, in thousandths, so that it suits a terminal of any size. 0 stands for what suits the
// size; what leaves a pane without room is taken as near as there is.
type Layout struct {
	Side     int `toml:"side"`    // of the width: the panes on the right
	Upper    int `toml:"upper"`   // of the height between header and footer: the panes above the log
	Window   int `toml:"window"`  // of the upper panes' height: the service window
	Restarts int `toml:"reboots"` // of the same: the reboots
}

// toThousandths is a part of n cells in thousandths, whole is the way back.
func toThousandths(cells, n int) int { return (cells*1000 + n/2) / max(n, 1) }

func fromThousandths(part, n int) int { return (min(part, 1000)*n + 500) / 1000 }

// clamp is the nearest number to n that is not less than low nor, if there are any such, more than high.
func clamp(n, low, high int) int { return max(min(n, high), low) }

// least is the size of the smallest pane.
const minPaneWidth, minPaneHeight = 16, 3

// divider is a line between panes that can be moved.
type divider uint8

const (
	noDivider divider = iota
	sideDivider
	upperDivider
	windowDivider
	restartsDivider
)

// dividerAt is the one at a cell.
func (l *layout) dividerAt(x, y int) divider {
	r := l.panes[paneRestarts]
	switch {
	case l.splitColumn == 0:
	case y == l.panes[paneLog].y:
		return upperDivider
	case x == l.splitColumn && y >= l.body.y && y < l.panes[paneLog].y:
		return sideDivider
	case x > l.splitColumn && r.h > 0 && y == r.y:
		return windowDivider
	case x > l.splitColumn && l.panes[paneFindings].h > 0 && y == l.panes[paneFindings].y:
		return restartsDivider
	}
	return noDivider
}

// moveDivider moves a divider to a cell.
func (s *Layout) moveDivider(d divider, l *layout, x, y int) {
	upper := l.panes[paneLog].y - l.body.y
	switch d {
	case sideDivider:
		s.Side = toThousandths(clamp(l.body.w-1-x, minPaneWidth, l.body.w-minPaneWidth), l.body.w)
	case upperDivider:
		s.Upper = toThousandths(clamp(y-l.body.y, 2*minPaneHeight, l.body.h-minPaneHeight), l.body.h)
	case windowDivider:
		s.Window = toThousandths(clamp(y-l.body.y, minPaneHeight, upper-minPaneHeight), upper)
	case restartsDivider:
		s.Restarts = toThousandths(clamp(y-l.panes[paneRestarts].y, minPaneHeight, upper-minPaneHeight), upper)
	}
}

// resetDivider puts a divider back to where it stands by itself.
func (s *Layout) resetDivider(d divider) {
	switch d {
	case sideDivider:
		s.Side = 0
	case upperDivider:
		s.Upper = 0
	case windowDivider:
		s.Window = 0
	case restartsDivider:
		s.Restarts = 0
	}
}

// The steps by which keys move dividers.
const widenStep, heightenStep = 4, 1

// widenPane gives the pane in focus more columns, or fewer.
func (a *App) widenPane(by int) {
	switch l := &a.layout; {
	case !a.checkDivided():
	case a.focus == paneLog:
		a.notify("the log is as wide as the screen", notifyTime)
	case a.focus == paneUpdates:
		a.paneSizes.moveDivider(sideDivider, l, l.splitColumn+by*widenStep, 0)
	default:
		a.paneSizes.moveDivider(sideDivider, l, l.splitColumn-by*widenStep, 0)
	}
}

// heightenPane gives the pane in focus more rows, or fewer. A pane in the right column takes them from the one below it, the
// lowest one from the one above.
func (a *App) heightenPane(by int) {
	if !a.checkDivided() {
		return
	}
	l, findings := &a.layout, a.layout.panes[paneFindings]
	move := func(d divider, y int) { a.paneSizes.moveDivider(d, l, 0, y) }
	switch a.focus {
	case paneUpdates:
		move(upperDivider, l.panes[paneLog].y+by*heightenStep)
	case paneLog:
		move(upperDivider, l.panes[paneLog].y-by*heightenStep)
	case paneWindow:
		move(windowDivider, l.panes[paneRestarts].y+by*heightenStep)
	case paneRestarts:
		if findings.h > 0 {
			move(restartsDivider, findings.y+by*heightenStep)
		} else {
			move(windowDivider, l.panes[paneRestarts].y-by*heightenStep)
		}
	case paneFindings:
		move(restartsDivider, findings.y-by*heightenStep)
	}
}

// checkDivided says whether there are dividers, and tells if not.
func (a *App) checkDivided() bool {
	if a.layout.splitColumn == 0 || len(a.pages) > 0 {
		a.notify("one pane alone has the whole screen", notifyTime)
		return false
	}
	return true
}

// resetLayout puts all dividers back.
func (a *App) resetLayout() {
	a.paneSizes = Layout{}
	a.notify("the panes are as the screen's size suggests", notifyTime)
}
