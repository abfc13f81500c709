package tail

// emitter hands the bytes of one log to the sink.
type emitter struct {
	sink Sink
	log  string
}

// emit consumes raw and delivers its text, which may be raw itself.
func (o emitter) emit(g *generation, raw []byte) {
	text := g.consume(raw)
	if !g.isVerbatim(text) {
		g.origin = nil
	}
	if len(text) > 0 {
		o.emitChunk(g, text, false)
	}
}

// emitEnd delivers what is left in the decoder and says that g is complete.
func (o emitter) emitEnd(g *generation) { o.emitChunk(g, g.decoder.flush(), true) }

func (o emitter) emitChunk(g *generation, text []byte, final bool) {
	c := Chunk{Log: o.log, File: g.path, Generation: g.number, Offset: g.textOffset, Bytes: text, Final: final, Gap: g.gap, Origin: g.origin}
	g.textOffset += int64(len(text))
	g.gap = false
	o.sink.Chunk(c)
}
