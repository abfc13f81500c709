package tail

import "bytes"

// outlet hands the bytes of one log to the sink.
type outlet struct {
	sink Sink
	log  string
}

// pass consumes raw, which lies in buf, and delivers its text. It reports
// whether buf now belongs to the receiver.
func (o outlet) pass(g *generation, raw []byte, buf *[overlap + block]byte) (gone bool) {
	text := g.consume(raw)
	if !g.verbatim(text) {
		g.origin = nil
	}
	if len(text) > 0 && &text[0] == &raw[0] {
		if gone = len(text) >= handOver; !gone {
			text = bytes.Clone(text)
		}
	}
	if len(text) > 0 {
		o.chunk(g, text, false)
	}
	return gone
}

// end delivers what is left in the decoder and says that g is complete.
func (o outlet) end(g *generation) { o.chunk(g, g.dec.flush(), true) }

func (o outlet) chunk(g *generation, text []byte, final bool) {
	c := Chunk{Log: o.log, File: g.path, Generation: g.number, Offset: g.text, Bytes: text, Final: final, Gap: g.gap, Origin: g.origin}
	g.text += int64(len(text))
	g.gap = false
	o.sink.Chunk(c)
}
