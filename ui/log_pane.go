package ui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

const paneLog paneID = "log"

var logSpec = paneSpec{
	id: paneLog, name: "Log", key: "4", help: "log", place: placeBelow, hints: logHints,
	new: func() pane { return shownLogPane{} },
}

func logHints(d *renderContext) []keyHint {
	out := []keyHint{
		hintFor("find in log", actFind), hintFor("filter log", actFilter), hintFor("details", actDetails), hintFor("as of this record", actAsOfRecord),
		hintFor("related records", actFollowIDs), hintFor("copy", actCopy), hintFor("pane", actNextPane),
	}
	if d.session.log.following {
		out = append(out, hintFor("stop following", actFollowLog))
	} else if !d.playhead.pinned.on {
		out = append([]keyHint{hintFor("follow", actBack)}, out...)
	}
	if d.width >= 100 {
		out = append(out, hintFor("single log", actPreviousLog, actNextLog), hintFor("columns", actSort), hintFor("wrap", actWrap))
	}
	return out
}

// logPane shows the records of all logs in the order of time. Only the rows in sight are ever
// formatted.
type logPane struct {
	lines          query.Results
	matches        query.Results // those of the lines that find wants
	chips          []chip
	draft          *chip // the filter being typed
	findChip       *chip // what / looks for
	lastChipNumber int   // how many chips have been numbered
	outcomes       query.Cache
	applied        []chip // those that the lines are filtered by
	following      bool   // stay at the newest line
	selected       event.RecordID
	hasSelected    bool
	top            int
	topSkip        int   // rows of the top line that are above the pane
	centre         bool  // the selected line is to stand in the middle
	bottomLine     int   // the line that is to stand last, -1 if none is
	rowLines       []int // the line on each row
	height         int
	drawnRows      int             // how many rows are not later than what was drawn last
	rangeStart     *event.RecordID // where a range begins, nil if none is selected
	scrolledCells  int             // cells the messages are moved to the left
	timeColumn     timeColumn
	revealing      query.Matcher // what of the selected message is to be in sight; nil: anything
}

// timeColumn is how the log tells time.
type timeColumn uint8

const (
	clockTimes timeColumn = iota
	deltaTimes
	utcTimes
	timeColumnCount
)

func newLogPane() *logPane { return &logPane{following: true, bottomLine: -1} }

// applyChips filters by the chips and the one being typed.
func (p *logPane) applyChips() {
	shown := slices.Clone(p.chips)
	if p.draft != nil {
		shown = append(shown, *p.draft)
	}
	p.outcomes.Put(terms(p.applied), p.lines.Retire())
	p.lines.Refine(matchAll(shown), p.viewpoint(), p.outcomes.Best(terms(shown), p.lines.Records()))
	p.applied = shown
	p.countMatches()
}

// countMatches counts what find wants among the lines.
func (p *logPane) countMatches() {
	if p.findChip == nil {
		p.matches.Refine(nil, query.Viewpoint{}, nil)
		return
	}
	want := query.All{p.findChip.matcher}
	if p.lines.Matcher() != nil {
		want = append(want, p.lines.Matcher())
	}
	p.matches.Refine(want, p.viewpoint(), p.lines.Outcome().AsBound())
}

// viewpoint returns where the user looks.
func (p *logPane) viewpoint() query.Viewpoint {
	n := p.lines.Records().Len()
	if p.following || !p.hasSelected || p.selected >= p.lines.Records().End() {
		return query.Viewpoint{Row: min(p.drawnRows, n), Backward: true}
	}
	return query.Viewpoint{Row: p.lines.Records().RowOf(p.selected)}
}

// terms returns the chips as a query knows them.
func terms(chips []chip) []query.Term {
	out := make([]query.Term, len(chips))
	for i, c := range chips {
		out[i] = query.Term{No: c.number, Matcher: c.matcher}
	}
	return out
}

// matchAll returns a matcher of the records that pass all chips, nil if there are no chips.
func matchAll(chips []chip) query.Matcher {
	var want query.All
	for _, c := range chips {
		want = append(want, c.matcher)
	}
	if want == nil {
		return nil
	}
	return want
}

// linkedIDs returns the set of ids followed, nil if none are.
func (p *logPane) linkedIDs() map[event.GUID]bool {
	for _, c := range p.chips {
		if !c.linkID.IsZero() {
			return c.linked.about[0].IDs
		}
	}
	return nil
}

// selectedLine returns the selected line, given how many there are.
func (p *logPane) selectedLine(n int) int {
	if p.following || !p.hasSelected {
		return n - 1
	}
	return min(p.lines.Index(p.selected), n-1)
}

// selectLine selects a line.
func (p *logPane) selectLine(i, n int) {
	if n == 0 {
		p.hasSelected = false
		return
	}
	i = min(max(i, 0), n-1)
	p.selected, p.hasSelected = p.lines.At(i), true
}

func (p *logPane) title(d *renderContext) []cell.Span {
	n := p.lines.Len(d.asOf.shownRows)
	var parts []cell.Span
	if n > 0 {
		rec, day := p.lines.At(p.selectedLine(n)), "no times"
		if hasTime(d.asOf.Records.Time(rec)) {
			day = d.asOf.RecordWall(rec).Format("Mon 2006-01-02")
		}
		parts = append(parts, cell.Styled("", day))
	}
	if p.lines.Matcher() != nil {
		shown := fmt.Sprintf("%s of %s", summary.Grouped(n), summary.Grouped(d.asOf.shownRows))
		if pc := p.lines.Progress(); pc < 100 {
			shown += " so far, " + summary.PercentText(int64(pc), 100) + " searched"
		}
		parts = append(parts, cell.Styled(d.th.Strong, shown))
	}
	if s := p.matchStatus(d.asOf.shownRows); s != "" {
		parts = append(parts, cell.Styled(d.th.Match, s))
	}
	parts = append(parts, p.rangeTitle(d))
	if p.following && d.asOf.unshownRows == 0 {
		parts = append(parts, cell.Styled(d.th.Good, "following"))
	} else if n > 0 {
		parts = append(parts, cell.Styled(d.th.Faint, fmt.Sprintf("line %s of %s", summary.Grouped(p.selectedLine(n)+1), summary.Grouped(n))))
	}
	out := append(p.onlyLogTitle(d), cell.Join(d.separator(), parts...)...)
	out = append(out, p.chipSpans(d)...)
	return d.withPreviewMark("newest records", append(out, p.draftSpans(d)...))
}

func (p *logPane) rows(d *renderContext, w, h int) []cell.Row {
	p.height, p.drawnRows = h, d.asOf.shownRows
	n := p.lines.Len(d.asOf.shownRows)
	if n == 0 || h <= 0 {
		p.rowLines = nil
		return cell.FillRows(p.emptyRows(d, w), w, h)
	}
	f := p.newRowFormatter(d, w)
	p.reveal(f, p.lines.At(p.selectedLine(n)))
	return cell.FillRows(p.layOutRows(f, p.selectedLine(n), h, n), w, h)
}

func (p *logPane) emptyRows(d *renderContext, w int) []cell.Row {
	l := cell.NewBuilder(w, "")
	switch {
	case d.asOf.Client.Err != nil:
		l.Put(d.th.Bad, " "+d.asOf.Client.Err.Error())
	case d.asOf.Client.Loading && d.asOf.Records.Len() == 0:
		l.Put(d.th.Faint, " "+d.session.loadRate.describe(d.asOf.Client)+cell.Ellipsis)
	case p.lines.Matcher() != nil && p.lines.Progress() < 100:
		l.Put(d.th.Faint, " searching"+cell.Ellipsis+" "+summary.PercentText(int64(p.lines.Progress()), 100))
	case p.lines.Matcher() != nil:
		l.Put(d.th.Faint, " No records match the filter"+d.session.notFoundSuffix()+"; "+d.keys.text(actRemoveChip)+" removes the last one")
	case d.session.awaitsLogs():
		l.Put(d.th.Faint, " Waiting for *.log in "+d.asOf.Client.Path)
	default:
		l.Put(d.th.Faint, " No records "+either(d.asOf.Client.Preview, "loaded ", "")+"yet")
	}
	return []cell.Row{l.Row()}
}

func (p *logPane) moveBy(d *renderContext, by int) effect {
	n := p.lines.Len(d.asOf.shownRows)
	if n == 0 {
		return nil
	}
	to := p.selectedLine(n) + by
	p.selectLine(to, n)
	if p.following = by > 0 && to >= n-1 && (p.following || to > n-1); p.following {
		return unpin{}
	}
	return nil
}

func (p *logPane) selectRow(d *renderContext, row int) effect {
	n := p.lines.Len(d.asOf.shownRows)
	if row >= len(p.rowLines) || p.rowLines[row] >= n {
		return nil
	}
	p.following = false
	p.selectLine(p.rowLines[row], n)
	return nil
}

func (p *logPane) subject(d *renderContext) subject {
	n := p.lines.Len(d.asOf.shownRows)
	if n == 0 {
		return subject{}
	}
	rec := p.lines.At(p.selectedLine(n))
	return subject{id: p.mainID(d, rec), rec: rec, hasRec: true}
}

// selectRecord selects a record, or the first one behind it that passes the filter.
func (p *logPane) selectRecord(d *renderContext, rec event.RecordID) {
	p.following = false
	p.selectLine(p.lines.Index(rec), p.lines.Len(d.asOf.shownRows))
	p.centre = true
}

// selectTime selects the last line that is not later than t.
func (p *logPane) selectTime(d *renderContext, t time.Time) {
	n := p.lines.Len(d.asOf.shownRows)
	p.selectLine(min(p.lines.Until(t), n)-1, n)
	p.centre = true
}

// oneLine returns a text without its line breaks, for places of one row.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// pan moves the messages to the side.
func (p *logPane) pan(by int) { p.scrolledCells = max(p.scrolledCells+20*by, 0) }
