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

// Printable returns text that may be pasted anywhere, a shell too: its line breaks and tabs stay,
// other controls become visible.
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

// PadRight returns s with spaces behind it up to n cells.
func PadRight(s string, n int) string { return s + Spaces(n-Width(s)) }

// Cut returns as much of s as fits into n cells.
func Cut(s string, n int) string {
	k, _ := Fit(s, n)
	return s[:k]
}

// PadLeft puts blanks before a text until it is n cells wide.
func PadLeft(s string, n int) string { return Spaces(n-Width(s)) + s }
