package ui

import (
	"bytes"
	"fmt"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// rowFormatter formats the records in sight.
type rowFormatter struct {
	d        *renderContext
	p        *logPane
	width    int
	dates    bool // the time column has the date too
	cols     []logColumn
	widths   [logColumnCount]int
	wrap     bool
	searched query.Highlighter
	// Of the record: the rules for what is found in it, and whether they must do without colours.
	matching []highlighter
	noColour bool
}

func (p *logPane) newRowFormatter(d *renderContext, w int) *rowFormatter {
	f := &rowFormatter{d: d, p: p, width: w, dates: w >= 150, wrap: d.log.wrap}
	f.cols, f.widths = fitLogColumns(w, d.log.columns, f.dates)
	var what query.All
	for _, c := range p.chips {
		what = append(what, c.matcher)
	}
	for _, c := range []*chip{p.draft, p.findChip} {
		if c != nil {
			what = append(what, c.matcher)
		}
	}
	f.searched = what
	return f
}

// lineRows returns the rows of a line, at most so many: what is to be said before the record, then
// the record.
func (f *rowFormatter) lineRows(i int, selected, inRange bool, most int) []cell.Row {
	before := f.rowsBefore(i)
	before = before[max(len(before)-most+1, 0):]
	return append(before, f.recordRows(i, selected, inRange, most-len(before))...)
}

// recordRows returns one record. What is later than the screen's time is there, but pale.
func (f *rowFormatter) recordRows(i int, selected, inRange bool, most int) []cell.Row {
	d, r := f.d, f.d.asOf.Records
	id := f.p.lines.At(i)
	level := r.Level(id)
	base := d.rowStyle(selected)
	if inRange && !selected {
		base = d.th.SelectedUnfocused
	}
	t := r.Time(id)
	later := d.asOf.pastRows < d.asOf.shownRows && t.After(d.asOf.At)
	if later && base == "" {
		base = d.th.Future
	}
	f.noColour = base != "" || d.th.Name == "none"
	var light cell.Style
	light, f.matching = d.recordHighlight(id, f.noColour)
	base = base.With(light)
	l := cell.NewBuilder(f.width, base)
	l.Put("", d.cursorSign(selected))
	_, marked := d.session.marks[id]
	l.PutIn(1, d.th.Mark, either(marked, "m", either(inRange, d.g.Vertical, " ")))
	st := levelStyle(d.th, level)
	f.putColumns(l, i, t, st, later || light != "")
	if later {
		st = ""
	}
	if st != "" {
		st = st.With(light)
	}
	msg := r.Message(id)
	if f.wrap {
		return f.wrappedRows(l, base, st, msg, most)
	}
	f.putMessage(l, st, string(msg[:min(len(msg), maxRowBytes)]))
	return []cell.Row{l.Row()}
}

// putColumns adds the columns before the message; behind the times stands what is odd about the
// record.
func (f *rowFormatter) putColumns(l *cell.Builder, i int, t time.Time, level cell.Style, later bool) {
	d, r, id := f.d, f.d.asOf.Records, f.p.lines.At(i)
	pale := func(st cell.Style) cell.Style { return eitherStyle(later || level != "", "", st) }
	said := false
	odd := func() {
		if !said {
			said = true
			l.PutIn(1, d.th.Warn, f.flagSign(id, r.Flags(id)))
		}
	}
	for _, c := range f.cols {
		if c > colStep && f.width >= 30 {
			odd()
		}
		wide := f.widths[c]
		switch c {
		case colTime:
			l.PutIn(wide, eitherStyle(later, "", d.th.Faint), f.timeText(i, t))
		case colStep:
			l.PutIn(wide, eitherStyle(later, "", d.th.Faint), f.stepText(i, t))
		case colLevel:
			l.PutIn(wide, level, levelSign(r.Level(id)))
		case colLog:
			l.PutIn(wide-1, pale(d.th.Accent), r.LogName(id))
			l.Put("", " ")
		case colComponent:
			l.PutIn(wide-1, pale(d.th.Accent), f.componentOrLog(id))
			l.Put("", " ")
		case colThread:
			l.PutIn(wide, eitherStyle(later, "", d.th.Faint), fmt.Sprint(r.Thread(id)))
		case colSource:
			l.PutIn(wide-1, eitherStyle(later, "", d.th.Faint), r.Record(id).Source)
			l.Put("", " ")
		}
	}
}

func (f *rowFormatter) componentOrLog(id event.RecordID) string {
	if c := f.d.asOf.Records.Component(id); c != "" {
		return c
	}
	return f.d.asOf.Records.LogName(id)
}

// timeText returns the time column of a line.
func (f *rowFormatter) timeText(i int, t time.Time) string {
	if f.p.timeColumn == deltaTimes {
		return f.stepText(i, t)
	}
	if !hasTime(t) {
		return "no time"
	}
	w := t
	if f.p.timeColumn == clockTimes {
		w = f.d.asOf.RecordWall(f.p.lines.At(i))
	}
	if f.dates {
		return w.Format("01-02 15:04:05.000")
	}
	return w.Format("15:04:05.000")
}

// stepText returns the time since the line before.
func (f *rowFormatter) stepText(i int, t time.Time) string {
	if i == 0 {
		return ""
	}
	return cell.PadLeft("+"+summary.Elapsed(t.Sub(f.d.asOf.Records.Time(f.p.lines.At(i-1)))), 12)
}

// flagSign returns the sign for what is out of the ordinary about a record's place or text.
func (f *rowFormatter) flagSign(id event.RecordID, flags model.Flags) string {
	switch {
	case flags&model.Damaged != 0:
		return "!"
	case flags&model.Partial != 0:
		return f.d.g.Arrow[:len(f.d.g.Arrow)]
	case flags&model.Untimed != 0:
		return "?"
	case f.d.session.lateRecords[id]:
		return f.d.g.Late
	case flags&model.Zoneless != 0:
		return f.d.g.ZoneUnknown
	}
	return " "
}

// flagText says the same in words.
func (d *renderContext) flagText(id event.RecordID) string {
	return summary.FlagText(d.asOf.Records.Flags(id), d.session.lateRecords[id])
}

func levelSign(l model.Level) string {
	return [...]string{"", "W", "E", "d"}[l&3]
}

func levelStyle(t *cell.Theme, l model.Level) cell.Style {
	return [...]cell.Style{"", t.Warn, t.Bad, t.Faint}[l&3]
}

// maxRowBytes is how much of a message is looked at for one row.
const maxRowBytes = 4096

// putMessage adds the text from its shift on, with what was looked for and error codes set off.
func (f *rowFormatter) putMessage(l *cell.Builder, st cell.Style, msg string) {
	if f.p.scrolledCells > 0 {
		n, _ := cell.Fit(msg, f.p.scrolledCells)
		msg = msg[n:]
		l.Put(f.d.th.Faint, cell.Ellipsis)
	}
	f.putPart(l, st, msg, cell.Range{From: 0, To: len(msg)}, f.emphasis(msg))
}

// putPart adds a part of a message, with the stretches that fall into it set off.
func (f *rowFormatter) putPart(l *cell.Builder, st cell.Style, msg string, at cell.Range, set []styledRange) {
	from := at.From
	for _, p := range set {
		if l.Full() || p.from >= at.To {
			break
		}
		if p.to <= from {
			continue
		}
		begin, end := max(p.from, from), min(p.to, at.To)
		l.Put(st, msg[from:begin])
		l.Put(p.style, msg[begin:end])
		from = end
	}
	if !l.Full() {
		l.Put(st, msg[from:at.To])
	}
}

// wrappedRows returns a message on as many rows as it needs, the first of them begun. Where there
// are too few, the last one says how much more there is.
func (f *rowFormatter) wrappedRows(l *cell.Builder, base, st cell.Style, msg []byte, most int) []cell.Row {
	indent := l.Used()
	width := f.width - indent
	msg = bytes.TrimRight(msg, "\r\n \t")
	text := string(msg[:min(len(msg), most*(4*max(width, 8)+2))]) // no row can hold more than that
	at, all := cell.WrapRanges(text, width, most)
	if all = all && len(text) == len(msg); !all && most > 1 {
		at = at[:min(len(at), most-1)]
	}
	set := f.emphasis(text)
	var out []cell.Row
	for i, piece := range at {
		if i > 0 {
			l = cell.NewBuilder(f.width, base)
			l.FillTo("", indent)
		}
		f.putPart(l, st, text, piece, set)
		out = append(out, l.Row())
	}
	if !all && most > 1 {
		l = cell.NewBuilder(f.width, base)
		l.FillTo("", indent)
		l.Put(f.d.th.Faint, fmt.Sprintf("%s %s more: %s shows everything", cell.Ellipsis, summary.Size(int64(len(msg)-at[len(at)-1].To)), f.d.keys.text(actDetails)))
		out = append(out, l.Row())
	}
	return out
}
