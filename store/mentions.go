package store

import (
	"bytes"
	"iter"
	"slices"

	"ccmtail/model"
	"ccmtail/model/event"
)

// mention is a key that a record of a batch names or implies.
type mention[K any] struct {
	frame int // index in the batch
	key   K
}

// mentions is what the records of a batch name or imply, sorted by frame.
type mentions struct {
	ids      []mention[event.GUID] // ids in the text
	implied  []mention[event.GUID] // ids that are not in the text, but events are about them
	articles []mention[article]    // numbers in the text that may be those of articles
}

// collect sets ids and articles to what the messages of a batch name.
func (m *mentions) collect(text []byte, frames []model.Frame) {
	m.ids, m.articles = m.ids[:0], m.articles[:0]
	at := 0
	for i := range frames {
		f := &frames[i]
		head, tail := headAndTail(f)
		if from, to := at+int(head), at+f.Size-int(tail); to-from >= minArticleDigits {
			m.collectMessage(i, text[from:to])
		}
		at += f.Size
	}
}

const (
	guidLength  = 36
	firstHyphen = 8
)

// collectMessage adds the ids in a message, which it looks for around its hyphens, and the articles
// in the text between them.
func (m *mentions) collectMessage(frame int, msg []byte) {
	searched := 0 // up to where articles have been looked for
	for at := firstHyphen; at < len(msg); {
		i := bytes.IndexByte(msg[at:], '-')
		if i < 0 {
			break
		}
		at += i
		if m.collectID(frame, msg[at-firstHyphen:]) {
			m.collectArticles(frame, msg, searched, at)
			at += guidLength
			searched = at - firstHyphen
			continue
		}
		at++
	}
	m.collectArticles(frame, msg, searched, len(msg))
}

// collectID adds the id, without braces, at the head of a text, and reports whether there is one.
func (m *mentions) collectID(frame int, text []byte) bool {
	m.ids = withOneMore(m.ids)
	last := &m.ids[len(m.ids)-1]
	if event.ReadGUID(&last.key, text) != guidLength {
		m.ids = m.ids[:len(m.ids)-1]
		return false
	}
	last.frame = frame
	return true
}

// withOneMore returns a list with room at its end for one more value, which the caller writes there.
func withOneMore[T any](list []T) []T { return slices.Grow(list, 1)[:len(list)+1] }

// imply sets implied to the ids that the events of a batch are about and the text of their records
// does not name. The Rec of each event is the index of its frame.
func (m *mentions) imply(events []*event.Event) {
	m.implied = m.implied[:0]
	named := m.ids
	for _, e := range events {
		frame := int(e.Rec)
		for len(named) > 0 && named[0].frame < frame {
			named = named[1:]
		}
		about := e.About()
		for i := range about {
			if id := &about[i]; !id.IsZero() && !isNamed(id, named, frame) {
				m.implied = withOneMore(m.implied)
				last := &m.implied[len(m.implied)-1]
				last.frame, last.key = frame, *id
			}
		}
	}
}

// isNamed reports whether a frame names an id. Its mentions are the first of named.
func isNamed(id *event.GUID, named []mention[event.GUID], frame int) bool {
	for i := range named {
		if named[i].frame != frame {
			break
		}
		if named[i].key == *id {
			return true
		}
	}
	return false
}

// Mentioning yields the retained records whose text names any of ids, in any spelling. They come in
// no particular order, perhaps more than once. It is a look-up: its cost depends on the records
// found and not on those there are.
func (r *Records) Mentioning(ids ...event.GUID) iter.Seq[event.RecordID] {
	return lookUp(r, ids, func(seg *postingSegment) *postings[event.GUID] { return &seg.ids })
}

// Implying yields the retained records that imply any of ids: an event read from them is about the
// id, and their text does not name it. Together with those Mentioning it, they are all the records
// about an id. It is a look-up as Mentioning is.
func (r *Records) Implying(ids ...event.GUID) iter.Seq[event.RecordID] {
	return lookUp(r, ids, func(seg *postingSegment) *postings[event.GUID] { return &seg.implied })
}

// lookUp yields the retained records that are posted under any of keys, in the postings that field
// returns of each segment.
func lookUp[K postingKey[K]](r *Records, keys []K, field func(*postingSegment) *postings[K]) iter.Seq[event.RecordID] {
	return func(yield func(event.RecordID) bool) {
		for i, segment := range r.postings.all {
			first := event.RecordID((r.postings.first + i) * segmentRecords)
			for _, list := range field(segment).lookup(&r.store.mu, keys) {
				if !r.yieldRetained(first, list, yield) {
					return
				}
			}
		}
	}
}

// yieldRetained yields those records of an ascending list, in the segment that begins with first, that
// the snapshot has. It returns false if yield did.
func (r *Records) yieldRetained(first event.RecordID, list []segmentRow, yield func(event.RecordID) bool) bool {
	for _, row := range list {
		id := first + event.RecordID(row)
		if int(id) >= r.n {
			break
		}
		if !r.Evicted(id) && !yield(id) {
			return false
		}
	}
	return true
}
