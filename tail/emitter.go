package tail

// emitter delivers the text of one log to the sink.
type emitter struct {
	sink Sink
	log  string
}

// emit decodes raw, the next bytes of a generation, and delivers the text, which can be held if the
// buffer is given that raw is in.
func (e emitter) emit(g *generation, raw []byte, buf *readBuffer) {
	from := g.decodedTo()
	text := g.consume(raw)
	places := g.decoder.places()
	defer g.decoder.release()
	if !g.isVerbatim(text) {
		g.origin = nil
	}
	if buf != nil {
		buf.text, g.decoder.text = g.decoder.text, nil
	}
	if len(text) > 0 {
		e.emitChunk(g, Chunk{Byte: from, Bytes: text, Places: places, buffer: buf})
	}
}

// emitEnd delivers the final chunk of a generation.
func (e emitter) emitEnd(g *generation) {
	defer g.decoder.release()
	from := g.decodedTo()
	text := g.decoder.flush()
	e.emitChunk(g, Chunk{Byte: from, Bytes: text, Places: g.decoder.places(), Final: true})
}

// emitChunk delivers a chunk, which has its text alone, at the present text offset.
func (e emitter) emitChunk(g *generation, c Chunk) {
	c.Log, c.File, c.Generation, c.Offset, c.Unit = e.log, g.path, g.number, g.textOffset, g.decoder.unitSize()
	c.Gap, c.LinesBefore, c.Origin = g.gap, g.linesBefore, g.origin
	g.textOffset += int64(len(c.Bytes))
	g.gap, g.linesBefore = false, 0
	e.sink.Chunk(c)
}
