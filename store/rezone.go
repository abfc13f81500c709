package store

import (
	"slices"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store/internal/sorted"
)

// Rezone puts records without a bias of their own where their source's biases, as known by now, say
// they belong, and tells whether any moved. Snapshots taken before keep the old places.
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
		e := s.entry(id)
		if e.file == evictedFile.id {
			continue
		}
		if b, _ := s.zones.BiasAtWall(s.wall(&e)); b != s.authors.values[e.author].bias {
			s.rezonePages()
			return true
		}
	}
	return false
}

// BiasAtWall returns the bias a local time (nanoseconds) without one gets by what is known now.
func (s *Store) BiasAtWall(wall int64) (minutes int16, known bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.zones.BiasAtWall(wall)
}

// rezonePages gives every zoneless record its new time, in new pages, and sorts anew.
func (s *Store) rezonePages() {
	was := s.pages
	s.pages.all = slices.Clone(was.all)
	open := map[int]*[pageRecords]entry{} // pages being changed, by their place
	for id := range s.postings.zoneless() {
		if was.of(id) == evictedPage {
			continue
		}
		k := int(id/pageRecords) - was.first
		w := open[k]
		if w == nil {
			w = was.all[k].copyEntries()
			open[k] = w
		}
		e := &w[id%pageRecords]
		wall, who := s.wall(e), s.authors.values[e.author]
		who.bias, _ = s.zones.BiasAtWall(wall)
		e.utc, e.author = wall+biasNanos(who.bias), s.authors.intern(who)
	}
	for k, w := range open {
		sheet := newIndexPage(w)
		if was.first+k < s.packedPages {
			sheet.pack()
		}
		if k == len(was.all)-1 {
			s.lastPage = w
		}
		s.pages.all[k] = sheet
	}
	s.reorder()
}

// reorder puts all that is kept in order, and looks anew from when to when it is.
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
	s.order = sorted.New(s.utc, s.compare)
	s.order.Insert(ids)
	s.reorders++
	s.fullPages = s.fullPages[:0]
	for k := range s.packedPages {
		if p := s.pages.at(k); p != evictedPage {
			s.fullPages.add(k, p)
		}
	}
}

// wall returns a record's time on the client's clock.
func (s *Store) wall(e *entry) int64 { return e.utc - biasNanos(s.authors.values[e.author].bias) }
