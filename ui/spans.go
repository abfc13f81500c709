package ui

// span is text in a style.
type span struct {
	st style
	s  string
}

// spans adds pieces of text, the last one cut with an ellipsis if there is no room.
func (l *line) spans(pieces []span) {
	for _, p := range pieces {
		if fit, _ := fitting(p.s, l.left()); fit < len(p.s) {
			l.putIn(l.left(), p.st, p.s)
			return
		}
		l.put(p.st, p.s)
	}
}

// words joins pieces with a separator in a style.
func words(sep span, pieces ...span) []span {
	var out []span
	for _, p := range pieces {
		if p.s == "" {
			continue
		}
		if len(out) > 0 {
			out = append(out, sep)
		}
		out = append(out, p)
	}
	return out
}

// say is one piece.
func say(st style, s string) []span { return []span{{st, s}} }

// width is the cells some pieces take.
func width(pieces []span) int {
	n := 0
	for _, p := range pieces {
		n += cells(p.s)
	}
	return n
}

// sep is the dot between facts.
func (d *draw) sep() span { return span{d.th.faint, " " + d.g.dot + " "} }
