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
	if !s.stale {
		return false
	}
	s.stale = false
	if s.counting {
		return s.recount()
	}
	for id := range s.volumes.zoneless() {
		e := s.entry(id)
		if e.segment == lost.id {
			continue
		}
		if b, _ := s.zones.Bias(s.wall(&e)); b != s.authors.list[e.author].bias {
			s.replace()
			return true
		}
	}
	return false
}

// Bias is the bias a local time (nanoseconds) without one gets by what is known now.
func (s *Store) Bias(wall int64) (minutes int16, known bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.zones.Bias(wall)
}

// replace gives every zoneless record its new time, in new pages, and sorts anew.
func (s *Store) replace() {
	was := s.pages
	s.pages.all = slices.Clone(was.all)
	open := map[int]*[page]entry{} // pages being changed, by their place
	for id := range s.volumes.zoneless() {
		if was.of(id) == gone {
			continue
		}
		k := int(id/page) - was.first
		w := open[k]
		if w == nil {
			w = was.all[k].unpacked()
			open[k] = w
		}
		e := &w[id%page]
		wall, who := s.wall(e), s.authors.list[e.author]
		who.bias, _ = s.zones.Bias(wall)
		e.utc, e.author = wall+minutes(who.bias), s.authors.id(who)
	}
	for k, w := range open {
		sheet := newSheet(w)
		if was.first+k < s.packed {
			sheet.pack()
		}
		if k == len(was.all)-1 {
			s.tip = w
		}
		s.pages.all[k] = sheet
	}
	s.resort()
}

// resort puts all that is kept in order, and looks anew from when to when it is.
func (s *Store) resort() {
	if s.pages.first == 0 && s.horizon == 0 {
		for _, l := range s.logs {
			l.counts.First, l.counts.Last = 0, 0
		}
	}
	ids := make([]event.RecordID, 0, s.order.Len())
	for id := range s.pages.ids(s.n) {
		e := s.entry(id)
		ids = append(ids, id)
		if e.flags&model.Untimed == 0 {
			s.segments[e.segment].log.counts.Span(e.utc)
		}
	}
	s.order = sorted.New(s.utc, s.compare)
	s.order.Insert(ids)
	s.sorted++
	s.full = s.full[:0]
	for k := range s.packed {
		if p := s.pages.at(k); p != gone {
			s.full.add(k, p)
		}
	}
}

// wall is a record's time on the client's clock.
func (s *Store) wall(e *entry) int64 { return e.utc - minutes(s.authors.list[e.author].bias) }
