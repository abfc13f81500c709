package text

import (
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// NewJSONEscaper returns a writer that passes JSON on to w in ASCII: every other character is written
// as an escape. To a program it is the same text. A shell that reads it in another code page, or a
// terminal, cannot make anything else of it. It takes whole values, as a json.Encoder writes them.
func NewJSONEscaper(w io.Writer) io.Writer { return jsonEscaper{w} }

type jsonEscaper struct{ w io.Writer }

// Write takes whole values, as a json.Encoder writes them.
func (e jsonEscaper) Write(b []byte) (int, error) {
	if _, err := e.w.Write(JSONInASCII(b)); err != nil {
		return 0, err
	}
	return len(b), nil
}

// JSONInASCII returns JSON in which every character outside ASCII, and DEL, is written as an escape.
func JSONInASCII(b []byte) []byte {
	if isPlainASCII(b) {
		return b
	}
	out := make([]byte, 0, len(b)+len(b)/8)
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r < 0x7f:
			out = append(out, byte(r))
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			out = appendEscape(appendEscape(out, high), low)
		default:
			out = appendEscape(out, r)
		}
		b = b[n:]
	}
	return out
}

// appendEscape appends a unit of UTF-16 as JSON escapes it.
func appendEscape(b []byte, r rune) []byte {
	const digits = "0123456789abcdef"
	return append(b, '\\', 'u', digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15])
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
