package text

import (
	"fmt"
	"io"
	"unicode/utf8"
)

// NewJSONEscaper returns a writer that passes JSON on to w with all that Clean would make visible
// written as an escape: to a program it is the same text, and to a terminal it is harmless.
// encoding/json does so only for what is below a blank. It takes whole values, as a json.Encoder
// writes them.
func NewJSONEscaper(w io.Writer) io.Writer { return jsonEscaper{w} }

type jsonEscaper struct{ w io.Writer }

// Write takes whole values, as a json.Encoder writes them.
func (e jsonEscaper) Write(b []byte) (int, error) {
	if _, err := e.w.Write(EscapeHidden(b)); err != nil {
		return 0, err
	}
	return len(b), nil
}

// EscapeHidden returns JSON in which all that Clean would make visible is written as an escape.
func EscapeHidden(b []byte) []byte {
	if isPlainASCII(b) {
		return b
	}
	out := make([]byte, 0, len(b)+len(b)/8)
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == '\n' || !Hidden(r): // line breaks stand between the values
			out = append(out, b[:n]...)
		case r > 0xffff:
			r -= 0x10000
			out = fmt.Appendf(out, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		b = b[n:]
	}
	return out
}

// isPlainASCII says that there is nothing to look at: the common case, at the speed of an export.
func isPlainASCII(b []byte) bool {
	for _, c := range b {
		if c >= 0x7f {
			return false
		}
	}
	return true
}
