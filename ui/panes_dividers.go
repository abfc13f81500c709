package ui

import tea "charm.land/bubbletea/v2"

// Layout is how the screen is divided, in thousandths, so that it suits a terminal of any size. 0
// stands for what suits the size; what leaves a pane without room is taken as near as there is.
type Layout struct {
	Side     int `toml:"side"`    // of the width: the panes on the right
	Upper    int `toml:"upper"`   // of the height between header and footer: the panes above the log
	Window   int `toml:"window"`  // of the upper panes' height: the service window
	Restarts int `toml:"reboots"` // of the same: the restarts
}

// toThousandths returns a part of n cells in thousandths, whole is the way back.
func toThousandths(cells, n int) int { return (cells*1000 + n/2) / max(n, 1) }

func fromThousandths(part, n int) int { return (min(part, 1000)*n + 500) / 1000 }

// clamp returns the nearest number to n that is not less than low nor, if there are any such, more
// than high.
func clamp(n, low, high int) int { return max(min(n, high), low) }

// minPaneWidth and minPaneHeight are the size of the smallest pane.
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

// dividerAt returns the one at a cell.
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

// resizeAction changes where dividers stand, where there are any.
func resizeAction(resize func(s *Layout, l *layout, focus paneID) effect) func(*App) tea.Cmd {
	return func(a *App) tea.Cmd {
		if a.layout.splitColumn == 0 || len(a.pages) > 0 {
			return a.do(notice{"only one pane is shown"})
		}
		return a.do(resize(&a.paneSizes, &a.layout, a.focus))
	}
}

// widenAction gives the pane in focus more columns, or fewer.
func widenAction(by int) func(*App) tea.Cmd {
	return resizeAction(func(s *Layout, l *layout, focus paneID) effect { return s.widen(l, focus, by*widenStep) })
}

// heightenAction gives the pane in focus more rows, or fewer.
func heightenAction(by int) func(*App) tea.Cmd {
	return resizeAction(func(s *Layout, l *layout, focus paneID) effect { return s.heighten(l, focus, by*heightenStep) })
}

// widen gives a pane some columns.
func (s *Layout) widen(l *layout, p paneID, by int) effect {
	switch specOf(p).place {
	case placeBelow:
		return notice{"the log is already full width"}
	case placeLeft:
		s.moveDivider(sideDivider, l, l.splitColumn+by, 0)
	default:
		s.moveDivider(sideDivider, l, l.splitColumn-by, 0)
	}
	return nil
}

// heighten gives a pane some rows. A pane in the right column takes them from the one below it,
// the lowest one from the one above.
func (s *Layout) heighten(l *layout, p paneID, by int) effect {
	findings := l.panes[paneFindings]
	switch p {
	case paneUpdates:
		s.moveDivider(upperDivider, l, 0, l.panes[paneLog].y+by)
	case paneLog:
		s.moveDivider(upperDivider, l, 0, l.panes[paneLog].y-by)
	case paneWindow:
		s.moveDivider(windowDivider, l, 0, l.panes[paneRestarts].y+by)
	case paneRestarts:
		if findings.h > 0 {
			s.moveDivider(restartsDivider, l, 0, findings.y+by)
		} else {
			s.moveDivider(windowDivider, l, 0, l.panes[paneRestarts].y-by)
		}
	case paneFindings:
		s.moveDivider(restartsDivider, l, 0, findings.y-by)
	}
	return nil
}

// resetLayout puts all dividers back.
type resetLayout struct{}

func (resetLayout) do(a *App) tea.Cmd {
	a.paneSizes = Layout{}
	return a.do(notice{"layout reset"})
}
