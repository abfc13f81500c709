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

// decoder turns the bytes of one generation into UTF-8, however they are cut.
//
// A UTF-16 byte order mark decides for UTF-16. Everything else is taken for
// UTF-8 until the first byte outside ASCII: if that does not begin a UTF-8
// sequence, the generation is in the code page. Once a text has shown itself as
// UTF-8, a bad byte becomes U+FFFD and nothing else changes.
type decoder struct {
	codePage int
	started  bool
	isUTF16  bool                  // UTF-16
	utf8Seen bool                  // a byte order mark or a sequence has been seen
	other    transform.Transformer // UTF-16 or code page; nil for UTF-8
	carry    []byte                // the beginning of an unfinished character
}

// decode returns the text of the next bytes. The result may be raw itself.
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

// flush returns what is left when no more bytes come.
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

// start looks for a byte order mark and reports false if more bytes are needed.
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

// transform runs raw through the other decoder and keeps what is unfinished.
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
		default: // the decoders used here replace bad input instead
			return append(out, encoding.ASCIISub)
		}
	}
}

// replaceBad puts U+FFFD in the place of each byte that is not UTF-8.
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

// countUnfinished counts the bytes at the end that may still become a character.
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

// firstNonASCII returns the index of the first byte above 0x7F, or len(b).
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

// unitSize returns the size of the text's code unit in bytes, as far as is known.
func (d *decoder) unitSize() int {
	if d.isUTF16 {
		return 2
	}
	return 1
}
