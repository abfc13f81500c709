package parsers

import (
	"strings"

	"ccmtail/model/event"
)

// maxTemplateLen is how much of a message its template keeps.
const maxTemplateLen = 160

// Template returns the wording of a message with what varies taken out: ids, numbers, paths and
// addresses. Messages of one wording have one template.
func Template(msg string) string {
	var b strings.Builder
	for i := 0; i < len(msg) && b.Len() < maxTemplateLen; {
		n, as := variablePart(msg[i:], i == 0 || !isWordByte(msg[i-1]))
		if n == 0 {
			b.WriteByte(msg[i])
			n = 1
		}
		b.WriteString(as)
		i += n
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// variablePart returns how much of s, at its head, varies from record to record, and what stands
// for it.
func variablePart(s string, wordStart bool) (n int, as string) {
	if _, n := event.ParseGUID(s); n > 0 {
		return n, "<guid>"
	}
	if !wordStart {
		return 0, ""
	}
	switch {
	case strings.HasPrefix(s, "cV = "), strings.HasPrefix(s, "cV: "): // a call's correlation vector
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
		n = 1
		for n < len(s) && (s[n]|0x20-'a' < 26 || s[n]-'0' < 10 || (s[n] == '.' || s[n] == ':' || s[n] == '/') && n+1 < len(s) && s[n+1]-'0' < 10) {
			n++
		}
		return n, "<n>"
	}
	return 0, ""
}

func lengthUntil(s, stops string) int {
	if i := strings.IndexAny(s, stops); i > 0 {
		return i
	}
	return len(s)
}

func isWordByte(c byte) bool { return c|0x20-'a' < 26 || c-'0' < 10 || c == '_' }
