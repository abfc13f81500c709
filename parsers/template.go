package parsers

import (
	"strings"

	"ccmtail/model/event"
)

// maxTemplateLen is the length in bytes after which a template is cut off.
const maxTemplateLen = 160

// Template returns a message with placeholders for the parts that vary, such as ids, numbers, paths
// and URLs, so that messages with the same wording share a template. It cuts the template off after
// about 160 bytes.
func Template(msg string) string {
	var b strings.Builder
	for i := 0; i < len(msg) && b.Len() < maxTemplateLen; {
		n, placeholder := variablePart(msg[i:], i == 0 || !isWordByte(msg[i-1]))
		if n == 0 {
			b.WriteByte(msg[i])
			n = 1
		}
		b.WriteString(placeholder)
		i += n
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// variablePart returns the length of the variable part that s begins with, 0 if there is none, and
// its placeholder. wordStart says whether s begins at the start of a word.
func variablePart(s string, wordStart bool) (n int, placeholder string) {
	if _, n := event.ParseGUID(s); n > 0 {
		return n, "<guid>"
	}
	if !wordStart {
		return 0, ""
	}
	switch {
	case strings.HasPrefix(s, "cV = "), strings.HasPrefix(s, "cV: "): // the correlation vector of a call
		return lengthUntil(s, ")"), "<cv>"
	case strings.HasPrefix(s, "KB"):
		n = 2
		for n < len(s) && s[n]-'0' < 10 {
			n++
		}
		if n > 4 {
			return n, "<kb>"
		}
		return 0, ""
	case strings.HasPrefix(s, "http://"), strings.HasPrefix(s, "https://"):
		return lengthUntil(s, " '\",<>"), "<url>"
	case len(s) > 3 && s[1:3] == `:\`, strings.HasPrefix(s, `\\`):
		return lengthUntil(s, "'\",<>"), "<path>"
	case s[0]-'0' < 10:
		return numberLen(s), "<n>"
	}
	return 0, ""
}

// numberLen returns the length of the number that s begins with, including units, hexadecimal
// digits and the parts of a version, a time or a date.
func numberLen(s string) int {
	n := 1
	for n < len(s) {
		joins := s[n] == '.' || s[n] == ':' || s[n] == '/'
		switch {
		case s[n]|0x20-'a' < 26, s[n]-'0' < 10, joins && n+1 < len(s) && s[n+1]-'0' < 10:
			n++
		default:
			return n
		}
	}
	return n
}

// lengthUntil returns the index of the first byte of s that is in stops, or the length of s if
// there is none after its first byte.
func lengthUntil(s, stops string) int {
	if i := strings.IndexAny(s, stops); i > 0 {
		return i
	}
	return len(s)
}

// isWordByte reports whether c is an ASCII letter, a digit or an underscore.
func isWordByte(c byte) bool { return c|0x20-'a' < 26 || c-'0' < 10 || c == '_' }
