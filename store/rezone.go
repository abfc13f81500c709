package store

import (
	"slices"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store/internal/sorted"
)

// Rezone recomputes the times of records without a bias of their own, by the biases known now, and
// reports whether any time may have changed. Snapshots taken before keep the old times and order.
func (s *Store) Rezone() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.zonesChanged {
		return false
	}
	s.zonesChanged = false
	if s.countOnly {
		return s.recountZoneless()
	}
	for id := range s.postings.zoneless() {
		page := s.pages.of(id)
		if page == evictedPage {
			continue
		}
		i := int(id % pageRecords)
		has := s.authors.values[page.classKey(i).author].bias
		if bias, _ := s.zones.BiasAtWall(page.utc(i) - biasNanos(has)); bias != has {
			s.rezonePages()
			return true
		}
	}
	return false
}

// BiasAtWall returns the bias that a local time (nanoseconds) without one gets by what is known
// now, in minutes. known is false if no record of the client carries a bias.
func (s *Store) BiasAtWall(wall int64) (minutes int16, known bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.zones.BiasAtWall(wall)
}

// rezonePages gives every zoneless record its new time, in new pages, and reorders all records.
func (s *Store) rezonePages() {
	old := s.pages
	s.pages.all = slices.Clone(old.all)
	changed := map[int]*[pageRecords]entry{} // entries of the changed pages, by index in pages.all
	for id := range s.postings.zoneless() {
		if old.of(id) == evictedPage {
			continue
		}
		k := int(id/pageRecords) - old.first
		entries := changed[k]
		if entries == nil {
			entries = old.all[k].copyEntries()
			changed[k] = entries
		}
		e := &entries[id%pageRecords]
		wall, a := s.wall(e), s.authors.values[e.author]
		a.bias, _ = s.zones.BiasAtWall(wall)
		e.utc, e.author = wall+biasNanos(a.bias), s.authors.intern(a)
	}
	for k, entries := range changed {
		page := newIndexPage(entries)
		if old.first+k < s.packedPages {
			page.pack()
		}
		if k == len(old.all)-1 {
			s.lastPage = entries
		}
		s.pages.all[k] = page
	}
	s.reorder()
}

// reorder sorts all retained records anew, and with them the heap of full pages. It recomputes the
// logs' time ranges if no record is evicted, else it only widens them.
func (s *Store) reorder() {
	if s.pages.first == 0 && s.evictedUntil == 0 {
		for _, l := range s.logs {
			l.counts.First, l.counts.Last = 0, 0
		}
	}
	ids := make([]event.RecordID, 0, s.order.Len())
	for id := range s.pages.ids(s.n) {
		e := s.entry(id)
		ids = append(ids, id)
		if e.flags&model.Untimed == 0 {
			s.files[e.file].log.counts.Include(e.utc)
		}
	}
	s.order = sorted.New(s.appendTimes, s.compare)
	s.order.Insert(ids)
	s.reorders++
	s.fullPages = s.fullPages[:0]
	for number := range s.packedPages {
		if p := s.pages.at(number); p != evictedPage {
			s.fullPages.add(number, p)
		}
	}
}

// wall returns the local time of a record, in nanoseconds.
func (s *Store) wall(e *entry) int64 { return e.utc - biasNanos(s.authors.values[e.author].bias) }
