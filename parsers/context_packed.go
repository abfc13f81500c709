package parsers

import "ccmtail/model/event"

// packedContext is the context of a thread without the fields that are empty, which most are.
type packedContext struct {
	ids     []packedID
	numbers []packedNumber
	title   string
	code    event.Code
	hasCode bool
	whenUTC bool
	work    work
}

type packedID struct {
	field fieldSet
	id    event.GUID
}

type packedNumber struct {
	number event.Number
	value  int64
}

// pack returns what a context holds; nil if it is empty.
func (c *threadContext) pack() *packedContext {
	e := &c.fields
	p := &packedContext{title: e.Texts[event.Title], code: e.Code, hasCode: e.HasCode, whenUTC: e.WhenUTC, work: c.work}
	for f := range guidFields.guids() {
		if id := guidOf(e, f); !id.IsZero() {
			p.ids = append(p.ids, packedID{f, *id})
		}
	}
	for n, v := range e.Numbers {
		if v != 0 {
			p.numbers = append(p.numbers, packedNumber{event.Number(n), v})
		}
	}
	if len(p.ids)+len(p.numbers) == 0 && p.title == "" && !p.hasCode && p.work == 0 {
		return nil
	}
	return p
}

// unpack returns the context.
func (p *packedContext) unpack() *threadContext {
	c := &threadContext{work: p.work}
	e := &c.fields
	e.Texts[event.Title], e.Code, e.HasCode, e.WhenUTC = p.title, p.code, p.hasCode, p.whenUTC
	for _, id := range p.ids {
		*guidOf(e, id.field) = id.id
	}
	for _, n := range p.numbers {
		e.Numbers[n.number] = n.value
	}
	return c
}

// packContexts packs the contexts of all threads. They are unpacked when their threads go on.
func (x *Extractor) packContexts() {
	for thread, c := range x.threads {
		if p := c.pack(); p != nil {
			if x.packed == nil {
				x.packed = map[uint32]*packedContext{}
			}
			x.packed[thread] = p
		}
	}
	x.threads, x.lastContext = nil, nil
}

// unpackContext makes the packed context of a thread one that is in use, and returns it; nil if there is
// none.
func (x *Extractor) unpackContext(thread uint32) *threadContext {
	p := x.packed[thread]
	if p == nil {
		return nil
	}
	delete(x.packed, thread)
	c := p.unpack()
	if x.threads == nil {
		x.threads = map[uint32]*threadContext{}
	}
	x.threads[thread] = c
	return c
}
