package ui

import (
	"bytes"
	"fmt"
	"slices"
	"sort"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/summary"
)

// rowFormat formats the records in sight.
type rowFormat struct {
	d     *draw
	p     *logPane
	w     int
	dates bool // the time column has the date too
	cols  []column
	wide  [logColumns]int
	wrap  bool
	found query.Highlighter
	// Of the record: the rules for what is found in it, and whether they must do without colours.
	lights []highlighter
	plain  bool
}

func (p *logPane) format(d *draw, w int) *rowFormat {
	f := &rowFormat{d: d, p: p, w: w, dates: w >= 150, wrap: d.app.wrap}
	f.cols, f.wide = columnsIn(w, d.app.columns, f.dates)
	var what query.All
	for _, c := range p.chips {
		what = append(what, c.want)
	}
	for _, c := range []*chip{p.draft, p.find} {
		if c != nil {
			what = append(what, c.want)
		}
	}
	f.found = what
	return f
}

// block is the rows of a line, at most so many: what is to be said before the record, then the record.
func (f *rowFormat) block(i int, selected, inRange bool, most int) []string {
	before := f.before(i)
	before = before[max(len(before)-most+1, 0):]
	return append(before, f.record(i, selected, inRange, most-len(before))...)
}

// record is one record. What is later than the screen's time is there, but pale.
func (f *rowFormat) record(i int, selected, inRange bool, most int) []string {
	d, r := f.d, f.d.m.records
	id := f.p.lines.At(i)
	level := r.Level(id)
	base := rowBase(d, selected)
	if inRange && !selected {
		base = d.th.selectedIdle
	}
	t := r.Time(id)
	later := d.m.then < d.m.bound && t.After(d.m.at)
	if later && base == "" {
		base = d.th.later
	}
	f.plain = base != "" || d.th.name == "none"
	var light style
	light, f.lights = d.highlight(id, f.plain)
	base = base.and(light)
	l := newLine(f.w, base)
	l.put("", lead(d, selected))
	_, marked := d.c.marks[id]
	l.putIn(1, d.th.mark, pick(marked, "m", pick(inRange, d.g.side, " ")))
	st := levelStyle(d.th, level)
	f.columns(l, i, t, st, later || light != "")
	if later {
		st = ""
	}
	if st != "" {
		st = st.and(light)
	}
	msg := r.Message(id)
	if f.wrap {
		return f.whole(l, base, st, msg, most)
	}
	f.message(l, st, string(msg[:min(len(msg), longest)]))
	return []string{l.String()}
}

// columns adds the columns before the message; behind the times stands what is odd about the record.
func (f *rowFormat) columns(l *line, i int, t time.Time, level style, later bool) {
	d, r, id := f.d, f.d.m.records, f.p.lines.At(i)
	pale := func(st style) style { return pickStyle(later || level != "", "", st) }
	said := false
	odd := func() {
		if !said {
			said = true
			l.putIn(1, d.th.warn, f.flag(id, r.Flags(id)))
		}
	}
	for _, c := range f.cols {
		if c > colStep && f.w >= 30 {
			odd()
		}
		wide := f.wide[c]
		switch c {
		case colTime:
			l.putIn(wide, pickStyle(later, "", d.th.faint), f.time(i, t))
		case colStep:
			l.putIn(wide, pickStyle(later, "", d.th.faint), f.step(i, t))
		case colLevel:
			l.putIn(wide, level, levelMark(r.Level(id)))
		case colLog:
			l.putIn(wide-1, pale(d.th.accent), r.LogName(id))
			l.put("", " ")
		case colComponent:
			l.putIn(wide-1, pale(d.th.accent), f.component(id))
			l.put("", " ")
		case colThread:
			l.putIn(wide, pickStyle(later, "", d.th.faint), fmt.Sprint(r.Thread(id)))
		case colSource:
			l.putIn(wide-1, pickStyle(later, "", d.th.faint), r.Record(id).Source)
			l.put("", " ")
		}
	}
}

func (f *rowFormat) component(id event.RecordID) string {
	if c := f.d.m.records.Component(id); c != "" {
		return c
	}
	return f.d.m.records.LogName(id)
}

// time is the time column of a line.
func (f *rowFormat) time(i int, t time.Time) string {
	if f.p.times == deltaTimes {
		return f.step(i, t)
	}
	w := t
	if f.p.times == clockTimes {
		w = f.d.m.wallOf(f.p.lines.At(i))
	}
	if f.dates {
		return w.Format("01-02 15:04:05.000")
	}
	return w.Format("15:04:05.000")
}

// step is the time since the line before.
func (f *rowFormat) step(i int, t time.Time) string {
	if i == 0 {
		return ""
	}
	return right("+"+delta(t.Sub(f.d.m.records.Time(f.p.lines.At(i-1)))), 12)
}

// delta is a short step in time.
func delta(d time.Duration) string {
	if d < time.Hour {
		return fmt.Sprintf("%d:%02d.%03d", int(d/time.Minute), int(d/time.Second)%60, int(d/time.Millisecond)%1000)
	}
	return length(d)
}

// flag is the sign for what is out of the ordinary about a record's place or text.
func (f *rowFormat) flag(id event.RecordID, flags model.Flags) string {
	switch {
	case flags&model.Damaged != 0:
		return "!"
	case flags&model.Partial != 0:
		return f.d.g.arrow[:len(f.d.g.arrow)]
	case flags&model.Untimed != 0:
		return "?"
	case f.d.c.late[id]:
		return f.d.g.late
	case flags&model.Zoneless != 0:
		return f.d.g.zone
	}
	return " "
}

// flagWords says the same in words.
func (d *draw) flagWords(id event.RecordID) string {
	var out []span
	flags := d.m.records.Flags(id)
	for _, w := range []struct {
		on   bool
		what string
	}{
		{flags&model.Damaged != 0, "damaged: its head or tail is missing"},
		{flags&model.Partial != 0, "not written to its end yet"},
		{flags&model.Untimed != 0, "without a time of its own"},
		{d.c.late[id], "arrived late"},
		{flags&model.Zoneless != 0, "its zone is not logged"},
	} {
		if w.on {
			out = append(out, span{s: w.what})
		}
	}
	s := ""
	for i, p := range out {
		if i > 0 {
			s += ", "
		}
		s += p.s
	}
	return s
}

func levelMark(l model.Level) string {
	return [...]string{"", "W", "E", "d"}[l&3]
}

func levelStyle(t *theme, l model.Level) style {
	return [...]style{"", t.warn, t.bad, t.faint}[l&3]
}

func pick(b bool, yes, no string) string {
	if b {
		return yes
	}
	return no
}

func pickStyle(b bool, yes, no style) style {
	if b {
		return yes
	}
	return no
}

// longest is how much of a message is looked at for one row.
const longest = 4096

// message adds the text from its shift on, with what was looked for and error codes set off.
func (f *rowFormat) message(l *line, st style, msg string) {
	if f.p.shift > 0 {
		n, _ := fitting(msg, f.p.shift)
		msg = msg[n:]
		l.put(f.d.th.faint, ellipsis)
	}
	f.part(l, st, msg, cutOut{0, len(msg)}, f.setOff(msg))
}

// setOff is what was looked for in a message, what is highlighted in it, and its error codes.
func (f *rowFormat) setOff(msg string) []stretch {
	lists := [][]stretch{stretches(f.found.Highlights(msg, nil), f.d.th.match)}
	for _, h := range f.lights {
		lists = append(lists, h.stretches(msg, f.plain))
	}
	return merged(append(lists, stretches(codesIn(msg), f.d.th.code))...)
}

// part adds a part of a message, with the stretches that fall into it set off.
func (f *rowFormat) part(l *line, st style, msg string, at cutOut, set []stretch) {
	from := at.from
	for _, p := range set {
		if l.full || p.from >= at.to {
			break
		}
		if p.to <= from {
			continue
		}
		begin, end := max(p.from, from), min(p.to, at.to)
		l.put(st, msg[from:begin])
		l.put(p.st, msg[begin:end])
		from = end
	}
	if !l.full {
		l.put(st, msg[from:at.to])
	}
}

// whole is a message on as many rows as it needs, the first of them begun. Where there are too few, the last one says
// how much more there is.
func (f *rowFormat) whole(l *line, base, st style, msg []byte, most int) []string {
	indent := l.used
	width := f.w - indent
	msg = bytes.TrimRight(msg, "\r\n \t")
	text := string(msg[:min(len(msg), most*(4*max(width, 8)+2))]) // no row can hold more than that
	at, all := wrapped(text, width, most)
	if all = all && len(text) == len(msg); !all && most > 1 {
		at = at[:min(len(at), most-1)]
	}
	set := f.setOff(text)
	var out []string
	for i, piece := range at {
		if i > 0 {
			l = newLine(f.w, base)
			l.fill("", indent)
		}
		f.part(l, st, text, piece, set)
		out = append(out, l.String())
	}
	if !all && most > 1 {
		l = newLine(f.w, base)
		l.fill("", indent)
		l.put(f.d.th.faint, fmt.Sprintf("%s %s more: %s shows all of it", ellipsis, summary.Size(int64(len(msg)-at[len(at)-1].to)), f.d.app.key("Enter")))
		out = append(out, l.String())
	}
	return out
}

// stretch is a part of a message that is set off in a style: something looked for, or an error code.
type stretch struct {
	from, to int
	st       style
}

// stretches makes stretches of from-to pairs.
func stretches(at []int, st style) (all []stretch) {
	for i := 0; i+1 < len(at); i += 2 {
		all = append(all, stretch{at[i], at[i+1], st})
	}
	return all
}

// merged is some lists of stretches in one order, without overlaps; where two meet, the one of the earlier list is whole.
func merged(lists ...[]stretch) (out []stretch) {
	inOrder := func(a, b stretch) int { return a.from - b.from }
	for _, list := range lists {
		slices.SortStableFunc(list, inOrder)
		older, end := len(out), 0
		for _, p := range list {
			i := sort.Search(older, func(i int) bool { return out[i].to > p.from })
			if p.from < end || p.from >= p.to || i < older && out[i].from < p.to {
				continue
			}
			out, end = append(out, p), p.to
		}
		slices.SortFunc(out, inOrder)
	}
	return out
}

// codesIn finds error codes written as 0x8… .
func codesIn(s string) (at []int) {
	for i := 0; i+10 <= len(s); i++ {
		if s[i] != '0' || s[i+1]|0x20 != 'x' || s[i+2] != '8' {
			continue
		}
		end := i + 3
		for end < len(s) && end < i+10 && isHex(s[end]) {
			end++
		}
		if end == i+10 {
			at = append(at, i, end)
			i = end
		}
	}
	return at
}

func isHex(c byte) bool {
	return c-'0' < 10 || c|0x20 >= 'a' && c|0x20 <= 'f'
}
