package ui

import (
	"fmt"
	"slices"
	"time"

	"ccmtail/model"
	"ccmtail/model/filter"
)

// rowFormat formats the records in sight.
type rowFormat struct {
	d     *draw
	p     *logPane
	w     int
	dates bool // the time column has the date too
	comp  int  // cells for the component
	found filter.Marker
}

func (p *logPane) format(d *draw, w int) *rowFormat {
	f := &rowFormat{d: d, p: p, w: w}
	switch {
	case w >= 150:
		f.dates, f.comp = true, 26
	case w >= 100:
		f.comp = 24
	case w >= 70:
		f.comp = 16
	case w >= 50:
		f.comp = 10
	}
	var what filter.All
	for _, c := range append(slices.Clone(p.chips), p.draftAnd(p.find)...) {
		what = append(what, c.want)
	}
	f.found = what
	return f
}

func (p *logPane) draftAnd(find *chip) []chip {
	var out []chip
	if p.draft != nil && p.draft.want != nil {
		out = append(out, *p.draft)
	}
	if find != nil && find.want != nil {
		out = append(out, *find)
	}
	return out
}

// row is one record. What is later than the screen's time is there, but pale.
func (f *rowFormat) row(i int, selected, inRange bool) string {
	d, r := f.d, f.d.m.records
	id := f.p.lines.At(i)
	level, flags := r.Level(id), r.Flags(id)
	base := rowBase(d, selected)
	if inRange && !selected {
		base = d.th.selectedIdle
	}
	t := r.Time(id)
	later := d.m.then < d.m.bound && t.After(d.m.at)
	if later && base == "" {
		base = d.th.later
	}
	l := newLine(f.w, base)
	l.put("", lead(d, selected))
	_, marked := d.c.marks[id]
	l.putIn(1, d.th.mark, pick(marked, "m", pick(inRange, d.g.side, " ")))
	if f.w >= 30 {
		l.put(pickStyle(later, "", d.th.faint), f.time(i, t))
		l.putIn(1, d.th.warn, f.flag(id, flags))
	}
	st := levelStyle(d.th, level)
	l.putIn(2, st, levelMark(level))
	if f.comp > 0 {
		l.putIn(f.comp, pickStyle(later || st != "", "", d.th.accent), f.component(id))
		l.put("", " ")
	}
	if later {
		st = ""
	}
	f.message(l, st, string(r.Message(id)))
	return l.String()
}

func (f *rowFormat) component(id model.RecordID) string {
	if c := f.d.m.records.Component(id); c != "" {
		return c
	}
	return f.d.m.records.Log(id)
}

// time is the time column of a line.
func (f *rowFormat) time(i int, t time.Time) string {
	if f.p.times == deltaTimes {
		if i == 0 {
			return "             "
		}
		return fmt.Sprintf("%12s ", "+"+delta(t.Sub(f.d.m.records.Time(f.p.lines.At(i-1)))))
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

// delta is a short step in time.
func delta(d time.Duration) string {
	if d < time.Hour {
		return fmt.Sprintf("%d:%02d.%03d", int(d/time.Minute), int(d/time.Second)%60, int(d/time.Millisecond)%1000)
	}
	return length(d)
}

// flag is the sign for what is out of the ordinary about a record's place or text.
func (f *rowFormat) flag(id model.RecordID, flags model.Flags) string {
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
func (d *draw) flagWords(id model.RecordID) string {
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
	if len(msg) > longest {
		msg = msg[:longest]
	}
	if f.p.shift > 0 {
		n, _ := fitting(msg, f.p.shift)
		msg = msg[n:]
		l.put(f.d.th.faint, ellipsis)
	}
	at := f.found.Marks(msg, nil)
	codes := codesIn(msg)
	from := 0
	for _, p := range merged(at, codes) {
		if l.full {
			break
		}
		l.put(st, msg[from:p.from])
		hit := f.d.th.code
		if p.match {
			hit = f.d.th.match
		}
		l.put(hit, msg[p.from:p.to])
		from = p.to
	}
	if !l.full {
		l.put(st, msg[from:])
	}
}

// stretch is a part of a message that is set off: something looked for, or an error code.
type stretch struct {
	from, to int
	match    bool
}

// merged is what was found and the codes in one order, without overlaps.
func merged(found, codes []int) []stretch {
	var all []stretch
	for i := 0; i+1 < len(found); i += 2 {
		all = append(all, stretch{found[i], found[i+1], true})
	}
	for i := 0; i+1 < len(codes); i += 2 {
		all = append(all, stretch{codes[i], codes[i+1], false})
	}
	slices.SortFunc(all, func(a, b stretch) int { return a.from - b.from })
	out, end := all[:0], 0
	for _, p := range all {
		if p.from >= end {
			out, end = append(out, p), p.to
		}
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
