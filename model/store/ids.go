package store

import (
	"bytes"
	"cmp"
	"slices"
	"sort"

	"ccmtail/model"
)

// naming is an id that a record of a batch names.
type naming struct {
	frame int
	id    model.GUID
}

// read collects the ids that the messages of a batch name.
func read(all []naming, text []byte, frames []Frame) []naming {
	at := 0
	for i := range frames {
		f := &frames[i]
		if end := at + f.Size - f.Tail; end-at-f.Head >= guidLength {
			all = namings(all, i, text[at+f.Head:end])
		}
		at += f.Size
	}
	return all
}

const (
	guidLength  = 36
	firstHyphen = 8
)

// namings adds the ids in a message, whose text is looked at only around its hyphens.
func namings(all []naming, frame int, msg []byte) []naming {
	for at := firstHyphen; at < len(msg); {
		i := bytes.IndexByte(msg[at:], '-')
		if i < 0 {
			break
		}
		at += i
		if id, n := model.ParseGUID(msg[at-firstHyphen:]); n == guidLength {
			all = append(all, naming{frame, id})
			at += guidLength
			continue
		}
		at++
	}
	return all
}

// WithID is the records whose text names one of some ids, in whatever spelling, in the order of time. It is a
// look-up: its cost goes with the records found, not with those there are.
func (v *Snapshot) WithID(ids ...model.GUID) []model.RecordID {
	var found []timed
	for _, p := range v.volumes.all {
		for _, list := range p.find(&v.store.mu, ids) {
			n := sort.Search(len(list), func(i int) bool { return list[i] >= model.RecordID(v.n) })
			for _, id := range list[:n] {
				if !v.Forgotten(id) {
					found = append(found, timed{v.utc(id), id})
				}
			}
		}
	}
	slices.SortFunc(found, func(a, b timed) int {
		if a.utc != b.utc {
			return cmp.Compare(a.utc, b.utc)
		}
		return v.compare(a.id, b.id)
	})
	found = slices.Compact(found)
	all := make([]model.RecordID, len(found))
	for i, f := range found {
		all[i] = f.id
	}
	return all
}

// timed is a record with its time at hand.
type timed struct {
	utc int64
	id  model.RecordID
}
