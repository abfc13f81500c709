package tail

import (
	"bytes"
	"encoding/binary"
	"errors"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// decoder decodes the bytes of a generation to UTF-8. They may be split anywhere.
//
// Text with a byte order mark of UTF-16 is UTF-16. Other text is ASCII until the first byte above
// 0x7F. If that begins a valid UTF-8 sequence, the text is UTF-8, and later invalid bytes become
// U+FFFD. Otherwise it is in the code page.
type decoder struct {
	codePage int
	started  bool                  // whether the beginning of the text has been seen
	isUTF16  bool                  // whether the text is UTF-16
	utf8Seen bool                  // whether the text is UTF-8 with bytes above 0x7F
	other    transform.Transformer // decodes UTF-16 or the code page; nil for UTF-8 and ASCII
	carry    []byte                // the bytes of a character that is not complete
}

// decode returns the text of the next bytes. It may share memory with raw.
func (d *decoder) decode(raw []byte) []byte {
	if len(d.carry) > 0 {
		raw = append(d.carry, raw...)
		d.carry = nil
	}
	if !d.started && !d.start(raw) {
		d.carry = bytes.Clone(raw)
		return nil
	}
	if d.other != nil {
		return d.transform(raw, false)
	}
	return d.decodeUTF8(raw, false)
}

// flush returns the text of the bytes that are left at the end.
func (d *decoder) flush() []byte {
	raw := d.carry
	d.carry = nil
	switch {
	case len(raw) == 0:
		return nil
	case d.other != nil:
		return d.transform(raw, true)
	}
	return d.decodeUTF8(raw, true)
}

// start looks for a byte order mark of UTF-16. It returns false if it needs more bytes for that.
func (d *decoder) start(raw []byte) bool {
	if len(raw) == 0 || len(raw) == 1 && raw[0] >= 0xFE {
		return false
	}
	d.started = true
	switch {
	case bytes.HasPrefix(raw, []byte("\xFF\xFE")):
		d.isUTF16 = true
		d.other = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder()
	case bytes.HasPrefix(raw, []byte("\xFE\xFF")):
		d.isUTF16 = true
		d.other = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder()
	}
	return true
}

// decodeUTF8 decodes bytes as UTF-8, or sets other to the code page if they are not.
func (d *decoder) decodeUTF8(raw []byte, final bool) []byte {
	body := raw
	if !final {
		body = raw[:len(raw)-countUnfinished(raw)]
	}
	at := firstNonASCII(body)
	if at == len(body) {
		d.carry = bytes.Clone(raw[len(body):])
		return body
	}
	if r, size := utf8.DecodeRune(body[at:]); !d.utf8Seen && r == utf8.RuneError && size == 1 {
		d.other = codePage(d.codePage).NewDecoder()
		return d.transform(raw, final)
	}
	d.utf8Seen = true
	d.carry = bytes.Clone(raw[len(body):])
	if utf8.Valid(body[at:]) {
		return body
	}
	return replaceBad(body)
}

// transform decodes bytes with the other decoder, and carries those of an incomplete character.
func (d *decoder) transform(raw []byte, final bool) []byte {
	out := make([]byte, 0, len(raw)+len(raw)/2+utf8.UTFMax)
	for {
		n, used, err := d.other.Transform(out[len(out):cap(out)], raw, final)
		out, raw = out[:len(out)+n], raw[used:]
		switch {
		case err == nil:
			return out
		case errors.Is(err, transform.ErrShortDst):
			grown := make([]byte, len(out), 2*cap(out)+3*len(raw)+utf8.UTFMax)
			copy(grown, out)
			out = grown
		case errors.Is(err, transform.ErrShortSrc):
			d.carry = bytes.Clone(raw)
			return out
		default: // does not happen: these decoders replace invalid input
			return append(out, encoding.ASCIISub)
		}
	}
}

// replaceBad returns b with U+FFFD in place of each invalid byte.
func replaceBad(b []byte) []byte {
	out := make([]byte, 0, len(b)+16)
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 {
			out = utf8.AppendRune(out, utf8.RuneError)
		} else {
			out = append(out, b[:size]...)
		}
		b = b[size:]
	}
	return out
}

// countUnfinished returns the number of bytes at the end of b that begin a character.
func countUnfinished(b []byte) int {
	for k := 1; k < utf8.UTFMax && k <= len(b); k++ {
		tail := b[len(b)-k:]
		if utf8.RuneStart(tail[0]) {
			if utf8.FullRune(tail) {
				return 0
			}
			return k
		}
	}
	return 0
}

// firstNonASCII returns the index of the first byte above 0x7F, len(b) if there is none.
func firstNonASCII(b []byte) int {
	i, le := 0, binary.LittleEndian
	for ; i+64 <= len(b); i += 64 {
		c := b[i : i+64]
		front := le.Uint64(c) | le.Uint64(c[8:]) | le.Uint64(c[16:]) | le.Uint64(c[24:])
		back := le.Uint64(c[32:]) | le.Uint64(c[40:]) | le.Uint64(c[48:]) | le.Uint64(c[56:])
		if (front|back)&0x8080808080808080 != 0 {
			break
		}
	}
	for ; i < len(b) && b[i] < utf8.RuneSelf; i++ {
	}
	return i
}

// unitSize returns the size of a code unit in bytes: 2 for UTF-16, otherwise 1.
func (d *decoder) unitSize() int {
	if d.isUTF16 {
		return 2
	}
	return 1
}
