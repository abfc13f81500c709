package ui

import (
	"strings"

	"ccmtail/model"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// stateColumnText says an update's state in a column; the word alone where its code has no room.
// Without room for a bar a download's percentage stands behind it.
func stateColumnText(d *renderContext, u *model.Update, width int, percent bool) string {
	text := summary.StateText(u)
	if percent {
		text = d.asOf.StateProgress(u)
	}
	if cell.Width(text) > width {
		return summary.UpdateBadges[u.State].Word
	}
	return text
}

// stateAge says in so many cells how long an update has been in its state.
func stateAge(d *renderContext, u *model.Update, width int) string {
	since := u.Since().At
	if since.IsZero() {
		return ""
	}
	return summary.ShortDuration(d.asOf.At.Sub(since), width)
}

// wholeWords returns a text in so many cells, cut between its words, so that no number loses a
// digit.
func wholeWords(s string, cells int) string {
	if cells < 2 || cell.Width(s) <= cells {
		return s
	}
	return strings.TrimRight(cell.Wrap(s, cells-1)[0], " ,;:") + cell.Ellipsis
}
