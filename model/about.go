package model

import (
	"iter"
	"maps"
	bits32 "math/bits"
	"sync"
)

// postings is which records events about an id were read from, as far as someone has asked: so asking again is a look-up. All views of
// a timeline share it.
type postings struct {
	mu  sync.Mutex
	all map[uint32]*posted // by the number of the volume
}

// posted is the postings of a volume. Those of an id are a chain, the newest first.
type posted struct {
	page, word int      // where the volume has not been looked at
	last       []uint32 // of each id, by its number in the volume: the place of its newest posting, one more
	list       []posting
}

// posting is a record, and the place of the posting of the same id before it, one more.
type posting struct {
	rec    RecordID
	before uint32
}

// About walks over the records whose events are about some ids, or belong to them: updates, deployments, contents, jobs and requests; in
// no order, over some more than once, and over some that are forgotten or came later. It looks them up: only the events that nobody has
// asked about yet are walked over before.
func (v Events) About(ids map[GUID]bool) iter.Seq[RecordID] {
	return func(yield func(RecordID) bool) {
		for i, volume := range v.shelf.all {
			for _, rec := range v.postings.about(v.shelf.first+uint32(i), volume, ids) {
				if !yield(rec) {
					return
				}
			}
		}
	}
}

// about is the records of a volume's events about some ids.
func (p *postings) about(number uint32, v *volume, ids map[GUID]bool) (recs []RecordID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	all := p.all[number]
	if all == nil {
		all = &posted{}
		p.all[number] = all
	}
	all.extend(v)
	for _, n := range v.numbers(ids) {
		for at := all.last[n]; at > 0; at = all.list[at-1].before {
			recs = append(recs, all.list[at-1].rec)
		}
	}
	return recs
}

// forget lets go of the volumes before one.
func (p *postings) forget(first uint32) {
	p.mu.Lock()
	defer p.mu.Unlock()
	maps.DeleteFunc(p.all, func(number uint32, _ *posted) bool { return number < first })
}

// postingBytes is what a posting takes up.
const postingBytes = 8

// size is how much memory the postings take up.
func (p *postings) size() (n int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, all := range p.all {
		n += int64(postingBytes*cap(all.list) + 4*cap(all.last))
	}
	return n
}

// extend posts the events of a volume that have come since, if it is not an older copy of it.
func (p *posted) extend(v *volume) {
	if more := len(v.guids.list) - len(p.last); more > 0 {
		p.last = append(p.last, make([]uint32, more)...)
	}
	for ; p.page < len(v.pages); p.page, p.word = p.page+1, 0 {
		page, newest := v.pages[p.page], p.page == len(v.pages)-1
		end := pageWords
		if newest {
			end = v.used
		}
		for p.word+wordsAlways <= end && page[p.word+wordKind] != 0 {
			w := page[p.word:]
			p.add(w)
			p.word += length(w)
		}
		if newest {
			return
		}
	}
}

// aboutIDs are the ids of an event that say what it is about or belongs to, by their bits in its set: all but those of sources and
// windows.
const aboutIDs = 1<<0 | 1<<2 | 1<<3 | 1<<4 | 1<<5

// add posts an event by its ids.
func (p *posted) add(w []uint32) {
	rec, ids := RecordID(w[wordRec]), w[wordsAlways:]
	for set := w[wordSet] & someGUID; set != 0; set &= set - 1 {
		if n := ids[0]; aboutIDs>>bits32.TrailingZeros32(set)&1 != 0 {
			if at := p.last[n]; at == 0 || p.list[at-1].rec != rec {
				p.list = append(p.list, posting{rec, at})
				p.last[n] = uint32(len(p.list))
			}
		}
		ids = ids[1:]
	}
}

// numbers is the numbers of those of some ids that a volume has.
func (s *volume) numbers(ids map[GUID]bool) (all []int) {
	var last [256]bool // bytes of an id, of which most others have another one
	for g, in := range ids {
		last[g[len(g)-1]] = last[g[len(g)-1]] || in
	}
	for i := range s.guids.list {
		if g := &s.guids.list[i]; last[g[len(g)-1]] && ids[*g] {
			all = append(all, i)
		}
	}
	return all
}
