package query

import (
	"math/bits"
	"slices"

	"ccmtail/store"
)

// near wants the records in whose message one of some literals stands, or those of them whose message is wanted. What is in the message
// is looked for in the text of a whole stretch of records, or, where few of them are asked about, in each of theirs.
type near struct {
	need  []*literal
	wants func(message []byte) bool // nil: all with a literal; else none without one
}

// few is the share of a stretch's records below which each is looked at on its own.
const few = 8

func (n near) texts() int {
	if n.wants != nil {
		return 2
	}
	return 1
}

func (n near) among(l *look, some *part) (out part) {
	s := scan{near: n, some: some, out: &out, found: make([]search, len(n.need))}
	s.kinds, s.of = l.kind()
	l.each(func(from int, st *store.Stretch) {
		count := some.count(from, from+len(st.Sizes))
		if count == 0 {
			return
		}
		s.from, s.sizes = from, st.Sizes
		s.text, s.bare = st.Messages()
		switch {
		case s.text == nil:
			s.gone()
		case count*few < len(st.Sizes):
			s.single()
		default:
			s.whole()
		}
	})
	return out
}

// scan looks through one stretch after the other.
type scan struct {
	near
	kinds     []store.Kind
	of        []uint16
	some, out *part
	found     []search

	from  int // which record of the page is the stretch's first
	sizes []uint32
	text  []byte
	bare  bool // only messages
}

// in says whether a message is wanted.
func (n *near) in(message []byte) bool {
	if n.wants != nil {
		return n.wants(message)
	}
	return slices.ContainsFunc(n.need, func(l *literal) bool { return l.index(message) >= 0 })
}

// gone is for records without text: all have the same message.
func (s *scan) gone() {
	if s.in([]byte(store.Gone)) {
		these := *s.some
		these.cut(s.from, s.from+len(s.sizes))
		s.out.or(&these)
	}
}

// message is where the message of the k-th record stands in the text, if that record begins at a place, and where the record ends.
func (s *scan) message(k, begin int) (from, to, end int) {
	kind := &s.kinds[s.of[s.from+k]]
	head, tail := int(kind.Head), int(kind.Tail)
	if s.bare {
		end = begin + int(s.sizes[k]) - head - tail
		return begin, end, end
	}
	end = begin + int(s.sizes[k])
	return begin + head, end - tail, end
}

// single looks at the messages asked about.
func (s *scan) single() {
	var from, to, end int
	for k := range s.sizes {
		if from, to, end = s.message(k, end); s.some.has(s.from+k) && s.in(s.text[from:to]) {
			s.out.add(s.from + k)
		}
	}
}

// whole looks for the literals in all of the text, and then which records they are in.
func (s *scan) whole() {
	for i, l := range s.need {
		s.found[i] = search{literal: l, text: s.text}
	}
	k := -1 // the record looked at
	var from, to, end int
	for at := 0; at < len(s.text); {
		i, length := s.next(at)
		if i >= len(s.text) {
			return
		}
		for end <= i {
			k++
			from, to, end = s.message(k, end)
		}
		switch {
		case i < from && from < to && s.some.has(s.from+k):
			at = from // it stands in the head: once more behind that
			continue
		case i >= from && s.some.has(s.from+k) && s.holds(i, length, from, to):
			s.out.add(s.from + k)
		}
		at = end
	}
}

// holds says whether a message in which a literal begins is wanted.
func (s *scan) holds(at, length, from, to int) bool {
	switch {
	case at >= to:
		return false
	case s.wants == nil && len(s.need) == 1:
		return at+length <= to
	}
	return s.in(s.text[from:to])
}

// next is where the first of the literals stands at or behind at, and its length; the text's length if none does.
func (s *scan) next(at int) (best, length int) {
	best = len(s.text)
	for i := range s.found {
		if p := s.found[i].next(at); p < best {
			best, length = p, len(s.found[i].low)
		}
	}
	return best, length
}

// count is how many records there are from one up to another.
func (b *part) count(from, to int) (n int) {
	for w := from / 64; w*64 < to; w++ {
		word := b[w] & (^uint64(0) << max(from-w*64, 0))
		if to < w*64+64 {
			word &= 1<<(to-w*64) - 1
		}
		n += bits.OnesCount64(word)
	}
	return n
}

// each calls f for each record.
func (b *part) each(f func(i int)) {
	for w, word := range b {
		for ; word != 0; word &= word - 1 {
			f(w*64 + bits.TrailingZeros64(word))
		}
	}
}
