package cell

// Span is text in a style.
type Span struct {
	Style Style
	Text  string
}

// PutSpans adds pieces of text, the last one cut with an ellipsis if there is no room.
func (l *Builder) PutSpans(pieces []Span) {
	for _, p := range pieces {
		if fit, _ := Fit(p.Text, l.Room()); fit < len(p.Text) {
			l.PutIn(l.Room(), p.Style, p.Text)
			return
		}
		l.Put(p.Style, p.Text)
	}
}

// Join joins pieces with a separator in a style.
func Join(sep Span, pieces ...Span) []Span {
	var out []Span
	for _, p := range pieces {
		if p.Text == "" {
			continue
		}
		if len(out) > 0 {
			out = append(out, sep)
		}
		out = append(out, p)
	}
	return out
}

// OneSpan returns a list of one span, s in the style st, for functions that take several.
func OneSpan(st Style, s string) []Span { return []Span{{st, s}} }

// TotalWidth returns how many cells the texts of some spans take together.
func TotalWidth(pieces []Span) int {
	n := 0
	for _, p := range pieces {
		n += Width(p.Text)
	}
	return n
}

// Styled returns a span, s in the style st.
func Styled(st Style, s string) Span { return Span{st, s} }
