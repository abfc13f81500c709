package tail

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
	"sync"
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
	text     *decoded              // of textBuffers, with the text returned last; nil: it is in raw
}

// decode returns the text of the next bytes, which is valid until release or the next call. It may
// share memory with raw.
func (d *decoder) decode(raw []byte) []byte {
	d.dropPlaces()
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
	d.dropPlaces()
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
	d.grow(len(body))
	d.text.replaceBad(body)
	return d.text.text
}

// textBuffers holds buffers for text that is not in the file in the same form.
var textBuffers = sync.Pool{New: func() any { return new(decoded) }}

// grow makes text empty, with room for that of n bytes.
func (d *decoder) grow(n int) {
	if d.text == nil {
		d.text = textBuffers.Get().(*decoded)
	}
	d.text.text, d.text.places = slices.Grow(d.text.text[:0], n+n/8+utf8.UTFMax), d.text.places[:0]
}

// places returns the places of the text returned last. They are valid as long as it is.
func (d *decoder) places() []Place {
	if d.text == nil {
		return nil
	}
	return d.text.places
}

func (d *decoder) dropPlaces() {
	if d.text != nil {
		d.text.places = d.text.places[:0]
	}
}

// release says that the text that decode has returned last is needed no longer.
func (d *decoder) release() {
	if d.text != nil {
		textBuffers.Put(d.text)
		d.text = nil
	}
}

// transform decodes bytes with the other decoder, and carries those of an incomplete character.
func (d *decoder) transform(raw []byte, final bool) []byte {
	d.grow(len(raw))
	t := d.text
	if d.isUTF16 {
		t.text = d.appendTransformed(t.text, raw, final)
		t.addUTF16()
		return t.text
	}
	for at := 0; at < len(raw); {
		n := firstNonASCII(raw[at:])
		t.text = append(t.text, raw[at:at+n]...)
		if at += n; at == len(raw) {
			break
		}
		from, end := len(t.text), at+foreignStretch(raw[at:])
		t.text = d.appendTransformed(t.text, raw[at:end], final && end == len(raw))
		t.addStretch(from, raw, at, end-len(d.carry))
		at = end
	}
	return t.text
}

// foreignStretch returns how many bytes of b, which begins with one above 0x7F, are to be decoded
// together. All code pages of Windows have ASCII as it is, but for the second byte of a character.
func foreignStretch(b []byte) int {
	for n, c := range b {
		if c < utf8.RuneSelf {
			return n + 1
		}
	}
	return len(b)
}

// appendTransformed appends bytes decoded with the other decoder.
func (d *decoder) appendTransformed(out, raw []byte, final bool) []byte {
	for len(raw) > 0 {
		out = slices.Grow(out, len(raw)+utf8.UTFMax)
		n, used, err := d.other.Transform(out[len(out):cap(out)], raw, final)
		out, raw = out[:len(out)+n], raw[used:]
		switch {
		case err == nil || errors.Is(err, transform.ErrShortDst):
		case errors.Is(err, transform.ErrShortSrc):
			d.carry = bytes.Clone(raw)
			return out
		default: // does not happen: these decoders replace invalid input
			return append(out, encoding.ASCIISub)
		}
	}
	return out
}

// replaceBad appends b with U+FFFD in place of each invalid byte.
func (t *decoded) replaceBad(b []byte) {
	for at := 0; at < len(b); {
		n := firstNonASCII(b[at:])
		t.text = append(t.text, b[at:at+n]...)
		at += n
		r, size := utf8.DecodeRune(b[at:])
		if r == utf8.RuneError && size == 1 {
			t.text = utf8.AppendRune(t.text, utf8.RuneError)
			at++
			t.addPlace(len(t.text), at, 1)
		} else {
			t.text = append(t.text, b[at:at+size]...)
			at += size
		}
	}
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
