package query

import (
	"math/bits"
	"slices"

	"ccmtail/store"
)

// literalPlan wants the records in whose message one of some literals stands, or those of them whose message is wanted. What is in the message
// is looked for in the text of a whole stretch of records, or, where few of them are asked about, in each of theirs.
type literalPlan struct {
	literals []*literal
	confirm  func(message []byte) bool // nil: all with a literal; else none without one
}

// sparseShare is the share of a stretch's records below which each is looked at on its own.
const sparseShare = 8

func (n literalPlan) textReads() int {
	if n.confirm != nil {
		return 2
	}
	return 1
}

func (n literalPlan) eval(l *pageScanner, some *pageBitmap) (out pageBitmap) {
	s := literalScan{literalPlan: n, candidates: some, matched: &out, finders: make([]literalFinder, len(n.literals))}
	s.classes, s.classOf = l.pageClasses()
	l.eachRun(func(from int, st *store.RecordRun) {
		count := some.count(from, from+len(st.Sizes))
		if count == 0 {
			return
		}
		s.from, s.sizes = from, st.Sizes
		s.text, s.messagesOnly = st.Messages()
		switch {
		case s.text == nil:
			s.scanUnavailable()
		case count*sparseShare < len(st.Sizes):
			s.scanEach()
		default:
			s.scanWhole()
		}
	})
	return out
}

// literalScan looks through one stretch after the other.
type literalScan struct {
	literalPlan
	classes             []store.RecordClass
	classOf             []uint16
	candidates, matched *pageBitmap
	finders             []literalFinder

	from         int // which record of the page is the stretch's first
	sizes        []uint32
	text         []byte
	messagesOnly bool // only messages
}

// matches says whether a message is wanted.
func (n *literalPlan) matches(message []byte) bool {
	if n.confirm != nil {
		return n.confirm(message)
	}
	return slices.ContainsFunc(n.literals, func(l *literal) bool { return l.index(message) >= 0 })
}

// scanUnavailable is for records without text: all have the same message.
func (s *literalScan) scanUnavailable() {
	if s.matches([]byte(store.TextUnavailable)) {
		these := *s.candidates
		these.clip(s.from, s.from+len(s.sizes))
		s.matched.union(&these)
	}
}

// messageBounds is where the message of the k-th record stands in the text, if that record begins at a place, and where the record ends.
func (s *literalScan) messageBounds(k, begin int) (from, to, end int) {
	kind := &s.classes[s.classOf[s.from+k]]
	head, tail := int(kind.Head), int(kind.Tail)
	if s.messagesOnly {
		end = begin + int(s.sizes[k]) - head - tail
		return begin, end, end
	}
	end = begin + int(s.sizes[k])
	return begin + head, end - tail, end
}

// scanEach looks at the messages asked about.
func (s *literalScan) scanEach() {
	var from, to, end int
	for k := range s.sizes {
		if from, to, end = s.messageBounds(k, end); s.candidates.has(s.from+k) && s.matches(s.text[from:to]) {
			s.matched.add(s.from + k)
		}
	}
}

// scanWhole looks for the literals in all of the text, and then which records they are in.
func (s *literalScan) scanWhole() {
	for i, l := range s.literals {
		s.finders[i] = literalFinder{literal: l, text: s.text}
	}
	k := -1 // the record looked at
	var from, to, end int
	for at := 0; at < len(s.text); {
		i, length := s.nextLiteral(at)
		if i >= len(s.text) {
			return
		}
		for end <= i {
			k++
			from, to, end = s.messageBounds(k, end)
		}
		switch {
		case i < from && from < to && s.candidates.has(s.from+k):
			at = from // it stands in the head: once more behind that
			continue
		case i >= from && s.candidates.has(s.from+k) && s.matchesAt(i, length, from, to):
			s.matched.add(s.from + k)
		}
		at = end
	}
}

// matchesAt says whether a message in which a literal begins is wanted.
func (s *literalScan) matchesAt(at, length, from, to int) bool {
	switch {
	case at >= to:
		return false
	case s.confirm == nil && len(s.literals) == 1:
		return at+length <= to
	}
	return s.matches(s.text[from:to])
}

// nextLiteral is where the first of the literals stands at or behind at, and its length; the text's length if none does.
func (s *literalScan) nextLiteral(at int) (best, length int) {
	best = len(s.text)
	for i := range s.finders {
		if p := s.finders[i].next(at); p < best {
			best, length = p, len(s.finders[i].lower)
		}
	}
	return best, length
}

// count is how many records there are from one up to another.
func (b *pageBitmap) count(from, to int) (n int) {
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
func (b *pageBitmap) each(f func(i int)) {
	for w, word := range b {
		for ; word != 0; word &= word - 1 {
			f(w*64 + bits.TrailingZeros64(word))
		}
	}
}
