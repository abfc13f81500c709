package ui

import (
	"slices"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// moment is everything the screen says about one client at the playhead's time. Panes are drawn from it alone.
type moment struct {
	at      time.Time
	client  *store.Client
	records *store.Records
	state   *model.State
	window  model.WindowStatus
	fits    []model.Fit
	// findings are those as of at: some troubles nothing but time makes.
	findings []*model.Finding
	rules    model.FitRules
	bias     int
	zoned    bool
	// bound is how many records are shown, then how many of them are not later than at.
	bound, then int
	// waiting is how many records have come that are not shown yet.
	waiting int
	levels  [4]int         // records by level, up to at
	seconds bool           // something of it that is shown runs by the second
	coarse  bool           // at is to the minute
	loc     *time.Location // whose times are shown; nil: the client's own
}

// wall is a UTC time on the clock the screen shows. What has no zone stays as it is written.
func (m *moment) wall(t time.Time) time.Time {
	bias, known := m.records.BiasAt(t)
	return m.onClock(t, bias, known)
}

// wallOf is a record's time on that clock: the client's with the record's own offset.
func (m *moment) wallOf(id event.RecordID) time.Time {
	bias, known := m.records.BiasOf(id)
	return m.onClock(m.records.Time(id), bias, known)
}

func (m *moment) onClock(t time.Time, bias int, known bool) time.Time {
	if known && m.loc != nil {
		return t.In(m.loc)
	}
	return t.UTC().Add(-time.Duration(bias) * time.Minute)
}

// zoneOf is the offset of a record's time, or that it is not known.
func (m *moment) zoneOf(id event.RecordID) string {
	bias, known := m.records.BiasOf(id)
	return m.offset(m.records.Time(id), bias, known)
}

// zone is the offset of that clock at t, or that it is not known.
func (m *moment) zone(t time.Time) string {
	bias, known := m.records.BiasAt(t)
	return m.offset(t, bias, known)
}

func (m *moment) offset(t time.Time, bias int, known bool) string {
	switch {
	case !known:
		return "clock zone unknown"
	case m.loc != nil:
		return zoneName(m.loc, t)
	}
	return offset(bias)
}

// clock says a time of day, with the date where it is not the day of the screen's own time.
func (m *moment) clock(t time.Time) string {
	w, at := m.wall(t), m.wall(m.at)
	switch days := w.Sub(at).Hours() / 24; {
	case w.YearDay() == at.YearDay() && w.Year() == at.Year():
		return w.Format("15:04")
	case days > -6 && days < 6:
		return w.Format("Mon 15:04")
	case w.Year() == at.Year():
		return w.Format("01-02 15:04")
	}
	return w.Format("2006-01-02 15:04")
}

// exact says a time to the second, with its date.
func (m *moment) exact(t time.Time) string { return m.wall(t).Format("2006-01-02 15:04:05") }

// update is the update that has an id, nil if there is none.
func (m *moment) update(id event.GUID) *model.Update {
	if id.IsZero() {
		return nil
	}
	return m.state.Update(id)
}

// finding is the finding with a key, nil if there is none.
func (m *moment) finding(key model.FindingKey) *model.Finding {
	if i := slices.IndexFunc(m.findings, func(f *model.Finding) bool { return f.Key() == key }); i >= 0 {
		return m.findings[i]
	}
	return nil
}

// name is what a person calls the thing with an id.
func (m *moment) name(id event.GUID) string {
	if u := m.update(id); u != nil {
		return label(u)
	}
	if d := m.state.Deployment(id); d != nil {
		return "deployment " + d.ID.Short()
	}
	return id.Short()
}

// label is an update's shortest clear name.
func label(u *model.Update) string {
	switch {
	case u.KB != "":
		return "KB" + u.KB
	case u.Title != "":
		return u.Title
	}
	return u.ID.Short()
}

// levelCounts counts records by level in the order of time, block by block, so that any prefix is counted at once.
type levelCounts struct {
	heads  []*event.RecordID // first value of each block counted, to know it again
	sizes  []int
	counts [][4]int // up to the end of each block
	forgot int      // how many records were forgotten by then
}

// upto counts the levels of the first n rows.
func (c *levelCounts) upto(s *store.Records, n int) [4]int {
	order := s.Order()
	c.shift(s)
	k := 0
	var sum [4]int
	for k < order.Blocks() {
		start, ids := order.Block(k)
		if start+len(ids) > n {
			break
		}
		if k >= len(c.heads) || c.heads[k] != &ids[0] || c.sizes[k] != len(ids) {
			break
		}
		sum = c.counts[k]
		k++
	}
	for ; k < order.Blocks(); k++ {
		start, ids := order.Block(k)
		if start >= n {
			break
		}
		for _, id := range ids[:min(len(ids), n-start)] {
			sum[s.Level(id)&3]++
		}
		if start+len(ids) <= n {
			c.keep(k, ids, sum)
		}
	}
	return sum
}

// shift goes on with what was counted behind blocks that have been forgotten since.
func (c *levelCounts) shift(s *store.Records) {
	order := s.Order()
	forgot, _ := s.EvictedUntil()
	if forgot == c.forgot {
		return
	}
	was := *c
	*c = levelCounts{forgot: forgot}
	var sum [4]int
	for k := range order.Blocks() {
		_, ids := order.Block(k)
		if j := slices.Index(was.heads, &ids[0]); j >= 0 {
			c.join(&was, j, sum)
			return
		}
		for _, id := range ids {
			sum[s.Level(id)&3]++
		}
		c.keep(k, ids, sum)
	}
}

// join adds what was counted from block j on, behind sum.
func (c *levelCounts) join(was *levelCounts, j int, sum [4]int) {
	var before [4]int
	if j > 0 {
		before = was.counts[j-1]
	}
	for ; j < len(was.heads); j++ {
		n := was.counts[j]
		for l := range n {
			n[l] += sum[l] - before[l]
		}
		c.heads, c.sizes, c.counts = append(c.heads, was.heads[j]), append(c.sizes, was.sizes[j]), append(c.counts, n)
	}
}

func (c *levelCounts) keep(k int, ids []event.RecordID, sum [4]int) {
	c.heads, c.sizes, c.counts = append(c.heads[:k], &ids[0]), append(c.sizes[:k], len(ids)), append(c.counts[:k], sum)
}
