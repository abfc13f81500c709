package tail

// outlet hands the bytes of one log to the sink.
type outlet struct {
	sink Sink
	log  string
}

// pass consumes raw and delivers its text, which may be raw itself.
func (o outlet) pass(g *generation, raw []byte) {
	text := g.consume(raw)
	if !g.verbatim(text) {
		g.origin = nil
	}
	if len(text) > 0 {
		o.chunk(g, text, false)
	}
}

// end delivers what is left in the decoder and says that g is complete.
func (o outlet) end(g *generation) { o.chunk(g, g.dec.flush(), true) }

func (o outlet) chunk(g *generation, text []byte, final bool) {
	c := Chunk{Log: o.log, File: g.path, Generation: g.number, Offset: g.text, Bytes: text, Final: final, Gap: g.gap, Origin: g.origin}
	g.text += int64(len(text))
	g.gap = false
	o.sink.Chunk(c)
}
