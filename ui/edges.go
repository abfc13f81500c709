package ui

// edges are the rows at the top and at the bottom of a screen, of one client or of many, and the body
// between them.
type edges struct {
	w, h                                 int
	header, verdict, body, status, hints rect
}

// newEdges places the rows on a screen of w by h cells; there is a verdict from a height on. What there
// is no room for has no height.
func newEdges(w, h, verdictFrom int) edges {
	e := edges{w: w, h: h, body: rect{0, 0, w, h}}
	if h >= 3 {
		e.header = rect{0, 0, w, 1}
		e.body.y, e.body.h = 1, h-1
	}
	if h >= verdictFrom {
		e.verdict = rect{0, 1, w, 1}
		e.body.y, e.body.h = 2, h-2
	}
	switch {
	case h >= 16:
		e.hints = e.take(2)
	case h >= 9:
		e.hints = e.take(1)
	}
	if h >= 5 {
		e.status = e.take(1)
	}
	return e
}

// take takes rows from the end of the body.
func (e *edges) take(n int) rect {
	e.body.h = max(e.body.h-n, 0)
	return rect{0, e.body.y + e.body.h, e.w, n}
}
