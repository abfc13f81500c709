package cell

import "strings"

// PlainText returns the text of spans without their styles.
func PlainText(pieces []Span) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(Printable(p.Text))
	}
	return b.String()
}

// Printable returns s without what controls a terminal, so that it can be pasted even into a shell:
// line breaks and tabs stay, carriage returns go, other control characters become visible.
func Printable(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		if c := s[i]; c == '\n' || c == '\t' {
			b.WriteByte(c)
			i++
			continue
		} else if c == '\r' {
			i++
			continue
		}
		size, shown, _ := grapheme(s[i:], 0)
		b.WriteString(shown)
		i += size
	}
	return b.String()
}

// PadRight returns s followed by as many spaces as make it n cells wide; a wider s is returned as it
// is.
func PadRight(s string, n int) string { return s + Spaces(n-Width(s)) }

// Cut returns the beginning of s that fits into n cells, whole characters only and without an
// ellipsis.
func Cut(s string, n int) string {
	k, _ := Fit(s, n)
	return s[:k]
}

// PadLeft puts blanks before a text until it is n cells wide.
func PadLeft(s string, n int) string { return Spaces(n-Width(s)) + s }
