package store

import (
	"iter"
	"maps"
	bits32 "math/bits"
	"sync"

	"ccmtail/model/event"
)

// postings is which records events about an id were read from, as far as someone has asked: so asking again is a look-up. All views of
// a timeline share it.
type postings struct {
	mu  sync.Mutex
	all map[uint32]*posted // by the number of the volume
}

// posted is the postings of a volume: of each id, by its number there, the records, which only grow behind the length they have.
type posted struct {
	page, word int // where the volume has not been looked at
	recs       [][]event.RecordID
	size       int64 // in memory, about
}

// About walks over the records whose events are about some ids, or belong to them: updates, deployments, contents, jobs and requests; in
// no order, over some more than once, and over some that are forgotten or came later. It looks them up: only the events that nobody has
// asked about yet are walked over before.
func (v Events) About(ids map[event.GUID]bool) iter.Seq[event.RecordID] {
	return func(yield func(event.RecordID) bool) {
		for i, volume := range v.shelf.all {
			for _, recs := range v.postings.about(v.shelf.first+uint32(i), volume, ids) {
				for _, rec := range recs {
					if !yield(rec) {
						return
					}
				}
			}
		}
	}
}

// about is the records of a volume's events about some ids, a list for each.
func (p *postings) about(number uint32, v *arenaSegment, ids map[event.GUID]bool) (lists [][]event.RecordID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	all := p.all[number]
	if all == nil {
		all = &posted{}
		p.all[number] = all
	}
	all.extend(v)
	for _, n := range v.numbers(ids) {
		lists = append(lists, all.recs[n])
	}
	return lists
}

// forget lets go of the volumes before one.
func (p *postings) forget(first uint32) {
	p.mu.Lock()
	defer p.mu.Unlock()
	maps.DeleteFunc(p.all, func(number uint32, _ *posted) bool { return number < first })
}

// What a record and an id take up.
const (
	recordBytes = 4
	recsBytes   = 24
)

// size is how much memory the postings take up, about.
func (p *postings) size() (n int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, all := range p.all {
		n += all.size
	}
	return n
}

// extend posts the events of a volume that have come since, if it is not an older copy of it.
func (p *posted) extend(v *arenaSegment) {
	if more := len(v.guids.list) - len(p.recs); more > 0 {
		p.recs = append(p.recs, make([][]event.RecordID, more)...)
		p.size += int64(more * recsBytes)
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
	rec, ids := event.RecordID(w[wordRec]), w[wordsAlways:]
	for set := w[wordSet] & someGUID; set != 0; set &= set - 1 {
		if n := ids[0]; aboutIDs>>bits32.TrailingZeros32(set)&1 != 0 {
			if recs := p.recs[n]; len(recs) == 0 || recs[len(recs)-1] != rec {
				p.recs[n] = append(recs, rec)
				p.size += int64(cap(p.recs[n])-cap(recs)) * recordBytes
			}
		}
		ids = ids[1:]
	}
}

// numbers is the numbers of those of some ids that a volume has.
func (s *arenaSegment) numbers(ids map[event.GUID]bool) (all []int) {
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
