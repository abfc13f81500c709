package tail

// emitter delivers the text of one log to the sink.
type emitter struct {
	sink Sink
	log  string
}

// emit decodes raw, the next bytes of a generation, and delivers the text.
func (e emitter) emit(g *generation, raw []byte) {
	text := g.consume(raw)
	if !g.isVerbatim(text) {
		g.origin = nil
	}
	if len(text) > 0 {
		e.emitChunk(g, text, false)
	}
}

// emitEnd delivers the final chunk of a generation.
func (e emitter) emitEnd(g *generation) { e.emitChunk(g, g.decoder.flush(), true) }

// emitChunk delivers text at the present text offset.
func (e emitter) emitChunk(g *generation, text []byte, final bool) {
	c := Chunk{Log: e.log, File: g.path, Generation: g.number, Offset: g.textOffset, Bytes: text, Final: final, Gap: g.gap, Origin: g.origin}
	g.textOffset += int64(len(text))
	g.gap = false
	e.sink.Chunk(c)
}
