package cell

import "strings"

// Row is one row of the screen. Only this package makes rows, so that no text reaches the terminal
// unless Put has made it harmless. The zero Row is empty.
type Row struct{ s string }

// Blank returns a row of w blanks.
func Blank(w int) Row { return Row{Spaces(w)} }

// Beside returns a row with others to the right of it.
func (r Row) Beside(others ...Row) Row {
	for _, o := range others {
		r.s += o.s
	}
	return r
}

// IsEmpty reports whether nothing has been drawn into the row.
func (r Row) IsEmpty() bool { return r.s == "" }

// Frame returns what the terminal gets to show rows of w cells, one below the other; with ascii the
// few signs of our own that are not ASCII are replaced. An empty row becomes a blank one.
func Frame(rows []Row, w int, ascii bool) string {
	var b strings.Builder
	for i, r := range rows {
		if i > 0 {
			b.WriteByte('\n')
		}
		if r.s == "" {
			r = Blank(w)
		}
		b.WriteString(r.s)
	}
	if ascii {
		return toASCII.Replace(b.String())
	}
	return b.String()
}

// WithoutTrailingBlanks returns a frame without the blanks at the ends of its rows, for a renderer that
// begins with blanks and takes its time with each cell.
func WithoutTrailingBlanks(frame string) string {
	var b strings.Builder
	b.Grow(len(frame))
	for line := range strings.Lines(frame) {
		text, broken := strings.CutSuffix(line, "\n")
		b.WriteString(strings.TrimRight(text, " "))
		if broken {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// FillRows adds blank rows until there are h, and takes away those beyond.
func FillRows(rows []Row, w, h int) []Row {
	for len(rows) < h {
		rows = append(rows, Blank(w))
	}
	return rows[:max(h, 0)]
}

// Painted returns a frame with a style under everything that has no colour or background of its own.
func Painted(frame string, base Style) string {
	if base == "" {
		return frame
	}
	begin := "\x1b[" + string(base) + "m"
	again := strings.NewReplacer("\x1b[m", "\x1b[m"+begin, "\x1b[0;", "\x1b[0;"+string(base)+";", "\n", "\x1b[m\n"+begin)
	return begin + again.Replace(frame) + "\x1b[m"
}
