package report

import (
	"io"
	"slices"

	"github.com/klauspost/compress/s2"
)

// maxOpenPart is how much is compressed at once.
const maxOpenPart = 256 << 10

// parts are what is to be written of the clients, one behind the other. It repeats itself, and
// compressed it takes up little.
type parts struct {
	blocks [][]byte // compressed
	open   []byte   // what is to be compressed next
	n      int      // parts that have been begun
}

// Write adds to the part of a client.
func (p *parts) Write(b []byte) (int, error) {
	p.open = append(p.open, b...)
	if len(p.open) >= maxOpenPart {
		p.blocks = append(p.blocks, slices.Clone(s2.EncodeBetter(nil, p.open)))
		p.open = p.open[:0]
	}
	return len(b), nil
}

// begin begins a part, and returns how many there have been before.
func (p *parts) begin() int {
	p.n++
	return p.n - 1
}

// copyTo writes all parts.
func (p *parts) copyTo(w io.Writer) error {
	var buffer []byte
	for _, block := range p.blocks {
		text, err := s2.Decode(buffer[:cap(buffer)], block)
		if err != nil {
			return err
		}
		if _, err := w.Write(text); err != nil {
			return err
		}
		buffer = text
	}
	_, err := w.Write(p.open)
	return err
}
