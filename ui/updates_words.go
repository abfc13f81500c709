package ui

import (
	"regexp"
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

// narrowTitle is the width below which a title gives up the month that it begins with.
const narrowTitle = 16

// datedTitle is the beginning of a title that names its month: "2026-03 ".
var datedTitle = regexp.MustCompile(`^\d{4}-\d{2} `)

// titleIn returns an update's title for so many cells.
func titleIn(u *model.Update, cells int) string {
	title := summary.ShortTitle(u)
	if cells < narrowTitle && cell.Width(title) > cells {
		return datedTitle.ReplaceAllString(title, "")
	}
	return title
}

// stateAge says in so many cells how long an update has been in its state.
func stateAge(d *renderContext, u *model.Update, width int) string {
	since := u.Since().At()
	if since.IsZero() {
		return ""
	}
	return summary.ShortDuration(d.asOf.At.Sub(since), width)
}

// wholeWordsOf returns pieces of text in so many cells, cut as wholeWords cuts.
func wholeWordsOf(pieces []cell.Span, cells int) []cell.Span {
	var all strings.Builder
	for _, p := range pieces {
		all.WriteString(p.Text)
	}
	if cell.Fits(all.String(), cells) {
		return pieces
	}
	left, out := wholeWords(all.String(), cells), []cell.Span(nil)
	for _, p := range pieces {
		if rest, ok := strings.CutPrefix(left, p.Text); ok {
			out, left = append(out, p), rest
			continue
		}
		return append(out, cell.Styled(p.Style, left))
	}
	return out
}

// between is what stands between words and does not end a text.
const between = " ,;:·–"

// wholeWords returns a text in so many cells, cut between its words, so that no number loses a
// digit.
func wholeWords(s string, cells int) string {
	if cells < 2 || cell.Fits(s, cells) {
		return s
	}
	piece := strings.TrimRight(firstRow(s, cells), between)
	if cell.Width(piece) > cells-1 {
		piece = strings.TrimRight(firstRow(s, cells-1), between)
	}
	if strings.HasPrefix(s, piece) {
		piece = strings.TrimRight(piece[:cell.KeepUnit(s, len(piece))], " ,;:")
	}
	return piece + cell.Ellipsis
}

// firstRow returns the first row of a text that is wrapped.
func firstRow(s string, cells int) string {
	at, _ := cell.WrapRanges(s, cells, 1)
	return s[at[0].From:at[0].To]
}
