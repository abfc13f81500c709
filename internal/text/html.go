package text

import (
	"bytes"
	"fmt"
	"io"
)

// NewHTMLEscaper returns a writer that passes a page on to w with all that Clean makes visible made
// so: behind it no text of a log can hold anything hidden, wherever it stands in the page. All else
// outside ASCII becomes a numeric reference, so that no code page on the way changes it. Line breaks
// and tabs are left to the page. It takes whole values, as a template writes them; the page's own
// style and script are ASCII.
func NewHTMLEscaper(w io.Writer) io.Writer { return htmlEscaper{w} }

type htmlEscaper struct{ w io.Writer }

// Write takes whole values, as a template writes them.
func (h htmlEscaper) Write(b []byte) (int, error) {
	if _, err := h.w.Write(visibleInPage(b)); err != nil {
		return 0, err
	}
	return len(b), nil
}

func visibleInPage(b []byte) []byte {
	if !bytes.ContainsFunc(b, func(r rune) bool { return r >= 0x7f || hiddenInPage(r) }) {
		return b
	}
	out := make([]byte, 0, len(b)+len(b)/8)
	for _, r := range string(b) { // what is no text becomes the replacement character
		switch {
		case hiddenInPage(r):
			out = fmt.Appendf(out, "&lt;%02X&gt;", r)
		case r >= 0x7f:
			out = fmt.Appendf(out, "&#%d;", r)
		default:
			out = append(out, byte(r))
		}
	}
	return out
}

func hiddenInPage(r rune) bool { return r != '\n' && r != '\t' && Hidden(r) }
