package ui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ccmtail/model/event"
	"ccmtail/query"
)

// logPane shows the records of all logs in the order of time. Only the rows in sight are ever formatted.
type logPane struct {
	lines   lines
	found   lines // those of the lines that find wants
	chips   []chip
	draft   *chip // the filter being typed
	find    *chip // what / looks for
	made    int   // how many chips have been numbered
	known   []known
	applied []chip // those that the lines are filtered by
	follow  bool   // stay at the newest line
	sel     event.RecordID
	hasSel  bool
	top     int
	cut     int   // rows of the top line that are above the pane
	middle  bool  // the selected line is to stand in the middle
	last    int   // the line that is to stand last, -1 if none is
	shown   []int // the line on each row
	height  int
	bound   int             // how many rows are not later than what was drawn last
	anchor  *event.RecordID // where a range begins, nil if none is selected
	shift   int             // cells the messages are moved to the left
	times   timeColumn
}

// timeColumn is how the log tells time.
type timeColumn uint8

const (
	clockTimes timeColumn = iota
	deltaTimes
	utcTimes
	timeColumns
)

func newLogPane() *logPane { return &logPane{follow: true, last: -1} }

// apply filters by the chips and the one being typed.
func (p *logPane) apply() {
	shown := slices.Clone(p.chips)
	if p.draft != nil {
		shown = append(shown, *p.draft)
	}
	p.learn()
	p.lines.narrow(allOf(shown), p.sight(), p.nearest(shown))
	p.applied = shown
	p.count()
}

// count counts what find wants among the lines.
func (p *logPane) count() {
	if p.find == nil {
		p.found.narrow(nil, sight{}, nil)
		return
	}
	want := query.All{p.find.want}
	if p.lines.want != nil {
		want = append(want, p.lines.want)
	}
	base := p.lines.result()
	if base != nil {
		base.all = false // what find wants is less
	}
	p.found.narrow(want, p.sight(), base)
}

// sight is where the user looks.
func (p *logPane) sight() sight {
	n := p.lines.snap.Len()
	if p.follow || !p.hasSel || p.sel >= p.lines.snap.End() {
		return sight{min(p.bound, n), true}
	}
	return sight{p.lines.snap.RowOf(p.sel), false}
}

func allOf(chips []chip) query.Matcher {
	var want query.All
	for _, c := range chips {
		want = append(want, c.want)
	}
	if want == nil {
		return nil
	}
	return want
}

// link is the set of ids followed, nil if none are.
func (p *logPane) link() map[event.GUID]bool {
	for _, c := range p.chips {
		if c.linked != nil {
			return c.linked.set
		}
	}
	return nil
}

// current is the selected line, given how many there are.
func (p *logPane) current(n int) int {
	if p.follow || !p.hasSel {
		return n - 1
	}
	return min(p.lines.Index(p.sel), n-1)
}

// at selects a line.
func (p *logPane) at(i, n int) {
	if n == 0 {
		p.hasSel = false
		return
	}
	i = min(max(i, 0), n-1)
	p.sel, p.hasSel = p.lines.At(i), true
}

func (p *logPane) heading(d *draw) (string, []span) {
	n := p.lines.Len(d.m.bound)
	var parts []span
	if n > 0 {
		at := p.current(n)
		parts = append(parts, span{"", d.m.wallOf(p.lines.At(at)).Format("Mon 2006-01-02")})
	}
	if p.lines.want != nil {
		shown := fmt.Sprintf("%s of %s", count(n), count(d.m.bound))
		if pc := p.lines.progress(); pc < 100 {
			shown += fmt.Sprintf(" so far, %d%% searched", pc)
		}
		parts = append(parts, span{d.th.strong, shown})
	}
	if s := p.matches(d.m.bound); s != "" {
		parts = append(parts, span{d.th.match, s})
	}
	parts = append(parts, p.rangeHead(d))
	if p.follow && d.m.waiting == 0 {
		parts = append(parts, span{d.th.good, "following"})
	} else if n > 0 {
		parts = append(parts, span{d.th.faint, fmt.Sprintf("line %s of %s", count(p.current(n)+1), count(n))})
	}
	out := append(p.aloneHead(d), words(d.sep(), parts...)...)
	out = append(out, p.chipSpans(d)...)
	return "Log", append(out, p.draftSpans(d)...)
}

func (p *logPane) rows(d *draw, w, h int) []string {
	p.height, p.bound = h, d.m.bound
	n := p.lines.Len(d.m.bound)
	if n == 0 || h <= 0 {
		p.shown = nil
		return filled(p.nothing(d, w), w, h)
	}
	return filled(p.layOut(p.format(d, w), p.current(n), h, n), w, h)
}

func (p *logPane) nothing(d *draw, w int) []string {
	l := newLine(w, "")
	switch {
	case d.m.client.Err != nil:
		l.put(d.th.bad, " "+d.m.client.Err.Error())
	case d.m.client.Loading && d.m.records.Len() == 0:
		l.put(d.th.faint, " "+d.c.pace.words(d.m.client)+ellipsis)
	case p.lines.want != nil && p.lines.progress() < 100:
		l.put(d.th.faint, fmt.Sprintf(" searching%s %d%%", ellipsis, p.lines.progress()))
	case p.lines.want != nil:
		l.put(d.th.faint, " no record passes the filter"+d.c.amongNewest()+"; "+d.app.key("Backspace")+" takes off the newest chip")
	default:
		l.put(d.th.faint, " no records up to this moment"+pick(d.m.client.Preview, " have been read yet", ""))
	}
	return []string{l.String()}
}

func (p *logPane) move(d *draw, by int) {
	n := p.lines.Len(d.m.bound)
	if n == 0 {
		return
	}
	to := p.current(n) + by
	p.at(to, n)
	p.follow = by > 0 && to >= n-1 && (p.follow || to > n-1)
	d.app.pinTo(d)
}

func (p *logPane) pick(d *draw, row int) {
	n := p.lines.Len(d.m.bound)
	if row < len(p.shown) && p.shown[row] < n {
		p.follow = false
		p.at(p.shown[row], n)
		d.app.pinTo(d)
	}
}

func (p *logPane) subject(d *draw) subject {
	n := p.lines.Len(d.m.bound)
	if n == 0 {
		return subject{}
	}
	rec := p.lines.At(p.current(n))
	return subject{id: p.mainID(d, rec), rec: rec, hasRec: true}
}

// mainID is the id a record is about: one that is known as an update or a deployment first, else the first one in it.
func (p *logPane) mainID(d *draw, rec event.RecordID) event.GUID {
	var first, best event.GUID
	query.EachGUID(d.m.records.Message(rec), func(g event.GUID, _, _ int) bool {
		if first.IsZero() {
			first = g
		}
		if d.m.state.Update(g) != nil || d.m.state.Content(g) != nil || best.IsZero() && d.m.state.Deployment(g) != nil {
			best = g
		}
		return d.m.state.Update(g) == nil
	})
	if best.IsZero() {
		best = d.c.about(rec)
	}
	if best.IsZero() {
		return first
	}
	return best
}

// show selects a record, or the first one behind it that passes the filter.
func (p *logPane) show(d *draw, rec event.RecordID) {
	p.follow = false
	p.at(p.lines.Index(rec), p.lines.Len(d.m.bound))
	p.middle = true
	d.app.pinTo(d)
}

// showTime selects the last line that is not later than t.
func (p *logPane) showTime(d *draw, t time.Time) {
	n := p.lines.Len(d.m.bound)
	p.at(min(p.lines.Until(t), n)-1, n)
	p.middle = true
}

// oneLine is a text without its line breaks, for places of one row.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
