package query

import (
	"slices"

	"ccmtail/store"
)

// literalPlan finds the records whose message contains one of some literals and passes confirm, if
// there is one. It searches the text of a whole run of records at once or, where few of them are
// candidates, each of their messages.
type literalPlan struct {
	literals []*literal
	confirm  func(message []byte) bool // nil, or false for any message without a literal
}

// sparseShare is the share of the records of a run, one in so many, below which candidates are few.
const sparseShare = 8

func (p literalPlan) textReads() int {
	if p.confirm != nil {
		return 2
	}
	return 1
}

func (p literalPlan) eval(s *pageScanner, candidates *pageBitmap) (out pageBitmap) {
	scan := literalScan{literalPlan: p, candidates: candidates, matched: &out, finders: make([]literalFinder, len(p.literals))}
	scan.classes, scan.classOf = s.pageClasses()
	s.eachRun(func(from int, run *store.RecordRun) {
		count := candidates.count(from, from+len(run.Sizes))
		if count == 0 {
			return
		}
		scan.from, scan.sizes = from, run.Sizes
		scan.text, scan.messagesOnly = run.Messages()
		switch {
		case scan.text == nil:
			scan.scanUnavailable()
		case count*sparseShare < len(run.Sizes):
			scan.scanEach()
		default:
			scan.scanWhole()
		}
	})
	return out
}

// literalScan searches one run of records of a page after the other.
type literalScan struct {
	literalPlan
	classes             []store.RecordClass
	classOf             []uint16
	candidates, matched *pageBitmap
	finders             []literalFinder // one for each literal

	// The run that is searched.
	from         int      // the place of its first record in the page
	sizes        []uint32 // of its records
	text         []byte
	messagesOnly bool // text has only the messages, one behind the other
}

// matches reports whether a message matches.
func (p *literalPlan) matches(message []byte) bool {
	if p.confirm != nil {
		return p.confirm(message)
	}
	return slices.ContainsFunc(p.literals, func(l *literal) bool { return l.index(message) >= 0 })
}

// scanUnavailable searches a run whose text is unavailable: all its records have the same message.
func (s *literalScan) scanUnavailable() {
	if s.matches([]byte(store.TextUnavailable)) {
		s.matched.addRange(s.candidates, s.from, s.from+len(s.sizes))
	}
}

// messageBounds returns where in the text the message of the k-th record begins and ends, and where
// the record ends, given where it begins.
func (s *literalScan) messageBounds(k, begin int) (from, to, end int) {
	class := &s.classes[s.classOf[s.from+k]]
	head, tail := int(class.Head), int(class.Tail)
	if s.messagesOnly {
		end = begin + int(s.sizes[k]) - head - tail
		return begin, end, end
	}
	end = begin + int(s.sizes[k])
	return begin + head, end - tail, end
}

// scanEach searches the messages of the candidates one by one.
func (s *literalScan) scanEach() {
	var from, to, end int
	for k := range s.sizes {
		if from, to, end = s.messageBounds(k, end); s.candidates.has(s.from+k) && s.matches(s.text[from:to]) {
			s.matched.add(s.from + k)
		}
	}
}

// scanWhole searches all of the text for the literals, and works out which record each is in.
func (s *literalScan) scanWhole() {
	for i, l := range s.literals {
		s.finders[i] = literalFinder{literal: l, text: s.text}
	}
	k := -1 // the record that the bounds are of
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
			at = from // it is in the head: search again from the message on
			continue
		case i >= from && s.candidates.has(s.from+k) && s.matchesAt(i, length, from, to):
			s.matched.add(s.from + k)
		}
		at = end
	}
}

// matchesAt reports whether a message matches, given its bounds, and the offset and length of the
// first literal found from its beginning on.
func (s *literalScan) matchesAt(at, length, from, to int) bool {
	switch {
	case at >= to:
		return false
	case s.confirm == nil && len(s.literals) == 1:
		return at+length <= to
	}
	return s.matches(s.text[from:to])
}

// nextLiteral returns the first offset, not before at, at which one of the literals stands, and its
// length; the length of the text if none does.
func (s *literalScan) nextLiteral(at int) (first, length int) {
	first = len(s.text)
	for i := range s.finders {
		if place := s.finders[i].next(at); place < first {
			first, length = place, len(s.finders[i].lower)
		}
	}
	return first, length
}
