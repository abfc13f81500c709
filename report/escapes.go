package report

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"

	"ccmtail/internal/text"
)

// escapes passes JSON on with all that Clean would make visible written as an escape: to a program it is
// the same text, and to a terminal it is harmless. encoding/json does so only for what is below a blank.
type escapes struct{ w io.Writer }

// Write takes whole values, as a json.Encoder writes them.
func (e escapes) Write(b []byte) (int, error) {
	if _, err := e.w.Write(escaped(b)); err != nil {
		return 0, err
	}
	return len(b), nil
}

func escaped(b []byte) []byte {
	if plainASCII(b) {
		return b
	}
	out := make([]byte, 0, len(b)+len(b)/8)
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == '\n' || !text.Hidden(r): // line breaks stand between the values
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

// plainASCII says that there is nothing to look at: the common case, at the speed of an export.
func plainASCII(b []byte) bool {
	for _, c := range b {
		if c >= 0x7f {
			return false
		}
	}
	return true
}

// visible passes a page on with all that Clean would make visible made so: behind it no text of a log can hold anything hidden, wherever
// it stands in the page. Line breaks and tabs are left to the page.
type visible struct{ w io.Writer }

// Write takes whole values, as a template writes them.
func (v visible) Write(b []byte) (int, error) {
	if _, err := v.w.Write(madeVisible(b)); err != nil {
		return 0, err
	}
	return len(b), nil
}

func madeVisible(b []byte) []byte {
	if !bytes.ContainsFunc(b, func(r rune) bool { return r == utf8.RuneError || isHiddenOnPage(r) }) {
		return b
	}
	out := make([]byte, 0, len(b)+len(b)/8)
	for _, r := range string(b) { // what is no text becomes the replacement character
		if isHiddenOnPage(r) {
			out = fmt.Appendf(out, "&lt;%02X&gt;", r)
		} else {
			out = utf8.AppendRune(out, r)
		}
	}
	return out
}

func isHiddenOnPage(r rune) bool { return r != '\n' && r != '\t' && text.Hidden(r) }
