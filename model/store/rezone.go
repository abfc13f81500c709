package store

import (
	"slices"

	"ccmtail/model"
	"ccmtail/model/order"
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
	moved := slices.ContainsFunc(s.zoneless, func(id model.RecordID) bool {
		e := s.entry(id)
		b, _ := s.zones.Bias(s.wall(&e))
		return b != s.authors.list[e.author].bias
	})
	if moved {
		s.replace()
	}
	return moved
}

// Bias is the bias a local time (nanoseconds) without one gets by what is known now.
func (s *Store) Bias(wall int64) (minutes int16, known bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.zones.Bias(wall)
}

// replace gives every zoneless record its new time, in new pages, and sorts anew.
func (s *Store) replace() {
	pages := slices.Clone(s.pages)
	open := map[int]*[page]entry{} // pages being changed
	for _, id := range s.zoneless {
		k := int(id / page)
		w := open[k]
		if w == nil {
			w = pages[k].unpacked()
			open[k] = w
		}
		e := &w[id%page]
		wall, who := s.wall(e), s.authors.list[e.author]
		who.bias, _ = s.zones.Bias(wall)
		e.utc, e.author = wall+minutes(who.bias), s.authors.id(who)
	}
	for k, w := range open {
		pages[k] = newSheet(w)
		if k < s.packed {
			pages[k].pack()
		}
		if k == len(pages)-1 {
			s.tip = w
		}
	}
	s.pages = pages
	for _, g := range s.segments {
		g.counts.First, g.counts.Last = 0, 0
	}
	ids := make([]model.RecordID, s.n)
	for i := range ids {
		ids[i] = model.RecordID(i)
		e := s.entry(ids[i])
		if e.flags&model.Untimed == 0 {
			s.segments[e.segment].counts.Span(e.utc)
		}
	}
	s.order = order.New(s.compare)
	s.order.Insert(ids)
}

// wall is a record's time on the client's clock.
func (s *Store) wall(e *entry) int64 { return e.utc - minutes(s.authors.list[e.author].bias) }
