package store

import (
	"bytes"
	"iter"

	"ccmtail/model"
	"ccmtail/model/event"
)

// mention is a key that a record of a batch names or implies.
type mention[K any] struct {
	frame int
	key   K
}

// mentions is what the records of a batch name or imply, in their order.
type mentions struct {
	ids      []mention[event.GUID]
	implied  []mention[event.GUID]
	articles []mention[article]
}

// collect takes down what the messages of a batch name.
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

// collectMessage takes down the ids in a message, which it looks for around its hyphens, and the
// numbers of articles beside them.
func (m *mentions) collectMessage(frame int, msg []byte) {
	beside := 0 // the last id
	for at := firstHyphen; at < len(msg); {
		i := bytes.IndexByte(msg[at:], '-')
		if i < 0 {
			break
		}
		at += i
		if id, n := event.ParseGUID(msg[at-firstHyphen:]); n == guidLength {
			m.ids = append(m.ids, mention[event.GUID]{frame, id})
			m.collectArticles(frame, msg, beside, at)
			at += guidLength
			beside = at - firstHyphen
			continue
		}
		at++
	}
	m.collectArticles(frame, msg, beside, len(msg))
}

// imply takes down the ids that the events of a batch are about, but for those that the text of
// their records names. The Rec of each event is the number of its frame.
func (m *mentions) imply(events []*event.Event) {
	m.implied = m.implied[:0]
	named := m.ids
	for _, e := range events {
		frame := int(e.Rec)
		for len(named) > 0 && named[0].frame < frame {
			named = named[1:]
		}
		for _, id := range e.About() {
			if !id.IsZero() && !isNamed(id, named, frame) {
				m.implied = append(m.implied, mention[event.GUID]{frame, id})
			}
		}
	}
}

// isNamed reports whether a frame names an id; of all mentions its own are the first.
func isNamed(id event.GUID, all []mention[event.GUID], frame int) bool {
	for i := range all {
		if all[i].frame != frame {
			break
		}
		if all[i].key == id {
			return true
		}
	}
	return false
}

// Mentioning returns the records whose text names one of some ids, in whatever spelling, in no
// order and some perhaps more than once. It is a look-up: its cost goes with the records found, not
// with those there are.
func (v *Records) Mentioning(ids ...event.GUID) iter.Seq[event.RecordID] {
	return lookUp(v, ids, func(p *postingSegment) *postings[event.GUID] { return &p.ids })
}

// Implying returns the records that imply one of some ids: an event read from them is about it, and
// their text does not name it. So what is about an id is the records that name it and those that
// imply it. It is a look-up, as Naming is.
func (v *Records) Implying(ids ...event.GUID) iter.Seq[event.RecordID] {
	return lookUp(v, ids, func(p *postingSegment) *postings[event.GUID] { return &p.implied })
}

// lookUp returns the records that are posted by some keys.
func lookUp[K postingKey[K]](v *Records, keys []K, in func(*postingSegment) *postings[K]) iter.Seq[event.RecordID] {
	return func(yield func(event.RecordID) bool) {
		for _, p := range v.postings.all {
			for _, list := range in(p).lookup(&v.store.mu, keys) {
				if !v.yieldRetained(list, yield) {
					return
				}
			}
		}
	}
}

// yieldRetained calls yield for those records of a list that are in the snapshot.
func (v *Records) yieldRetained(list []event.RecordID, yield func(event.RecordID) bool) bool {
	for _, id := range list {
		if int(id) >= v.n {
			break
		}
		if !v.Evicted(id) && !yield(id) {
			return false
		}
	}
	return true
}
