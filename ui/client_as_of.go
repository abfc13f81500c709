package ui

import (
	"slices"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// clientAsOf is everything the screen says about one client at the playhead's time. Panes are drawn from it alone.
type clientAsOf struct {
	at      time.Time
	client  *store.Client
	records *store.Records
	state   *model.State
	window  model.WindowStatus
	fits    []model.Fit
	// findings are those as of at: some troubles nothing but time makes.
	findings  []*model.Finding
	rules     model.FitRules
	bias      int
	zoneKnown bool
	// bound is how many records are shown, then how many of them are not later than at.
	shownRows, pastRows int
	// waiting is how many records have come that are not shown yet.
	unshownRows  int
	levels      [4]int         // records by level, up to at
	location    *time.Location // whose times are shown; nil: the client's own
}

// wallTime is a UTC time on the clock the screen shows. What has no zone stays as it is written.
func (m *clientAsOf) wallTime(t time.Time) time.Time {
	bias, known := m.records.BiasAt(t)
	return m.toClock(t, bias, known)
}

// recordWallTime is a record's time on that clock: the client's with the record's own offset.
func (m *clientAsOf) recordWallTime(id event.RecordID) time.Time {
	bias, known := m.records.BiasOf(id)
	return m.toClock(m.records.Time(id), bias, known)
}

func (m *clientAsOf) toClock(t time.Time, bias int, known bool) time.Time {
	if known && m.location != nil {
		return t.In(m.location)
	}
	return t.UTC().Add(-time.Duration(bias) * time.Minute)
}

// recordOffsetText is the offset of a record's time, or that it is not known.
func (m *clientAsOf) recordOffsetText(id event.RecordID) string {
	bias, known := m.records.BiasOf(id)
	return m.offsetOrUnknown(m.records.Time(id), bias, known)
}

// offsetText is the offset of that clock at t, or that it is not known.
func (m *clientAsOf) offsetText(t time.Time) string {
	bias, known := m.records.BiasAt(t)
	return m.offsetOrUnknown(t, bias, known)
}

func (m *clientAsOf) offsetOrUnknown(t time.Time, bias int, known bool) string {
	switch {
	case !known:
		return "clock zone unknown"
	case m.location != nil:
		return zoneOffsetText(m.location, t)
	}
	return utcOffsetText(bias)
}

// shortTime says a time of day, with the date where it is not the day of the screen's own time.
func (m *clientAsOf) shortTime(t time.Time) string {
	w, at := m.wallTime(t), m.wallTime(m.at)
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

// fullTime says a time to the second, with its date.
func (m *clientAsOf) fullTime(t time.Time) string { return m.wallTime(t).Format("2006-01-02 15:04:05") }

// update is the update that has an id, nil if there is none.
func (m *clientAsOf) update(id event.GUID) *model.Update {
	if id.IsZero() {
		return nil
	}
	return m.state.Update(id)
}

// finding is the finding with a key, nil if there is none.
func (m *clientAsOf) finding(key model.FindingKey) *model.Finding {
	if i := slices.IndexFunc(m.findings, func(f *model.Finding) bool { return f.Key() == key }); i >= 0 {
		return m.findings[i]
	}
	return nil
}

// nameOf is what a person calls the thing with an id.
func (m *clientAsOf) nameOf(id event.GUID) string {
	if u := m.update(id); u != nil {
		return updateLabel(u)
	}
	if d := m.state.Deployment(id); d != nil {
		return "deployment " + d.ID.Short()
	}
	return id.Short()
}

// levelCounts counts records by level in the order of time, block by block, so that any prefix is counted at once.
type levelCounts struct {
	blockHeads []*event.RecordID // first value of each block counted, to know it again
	blockSizes []int
	counts     [][4]int // up to the end of each block
	evicted    int      // how many records were forgotten by then
}

// upTo counts the levels of the first n rows.
func (c *levelCounts) upTo(s *store.Records, n int) [4]int {
	order := s.Order()
	c.dropEvicted(s)
	k := 0
	var sum [4]int
	for k < order.Blocks() {
		start, ids := order.Block(k)
		if start+len(ids) > n {
			break
		}
		if k >= len(c.blockHeads) || c.blockHeads[k] != &ids[0] || c.blockSizes[k] != len(ids) {
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
			c.setBlock(k, ids, sum)
		}
	}
	return sum
}

// dropEvicted goes on with what was counted behind blocks that have been forgotten since.
func (c *levelCounts) dropEvicted(s *store.Records) {
	order := s.Order()
	forgot, _ := s.EvictedUntil()
	if forgot == c.evicted {
		return
	}
	was := *c
	*c = levelCounts{evicted: forgot}
	var sum [4]int
	for k := range order.Blocks() {
		_, ids := order.Block(k)
		if j := slices.Index(was.blockHeads, &ids[0]); j >= 0 {
			c.appendRest(&was, j, sum)
			return
		}
		for _, id := range ids {
			sum[s.Level(id)&3]++
		}
		c.setBlock(k, ids, sum)
	}
}

// appendRest adds what was counted from block j on, behind sum.
func (c *levelCounts) appendRest(was *levelCounts, j int, sum [4]int) {
	var before [4]int
	if j > 0 {
		before = was.counts[j-1]
	}
	for ; j < len(was.blockHeads); j++ {
		n := was.counts[j]
		for l := range n {
			n[l] += sum[l] - before[l]
		}
		c.blockHeads, c.blockSizes, c.counts = append(c.blockHeads, was.blockHeads[j]), append(c.blockSizes, was.blockSizes[j]), append(c.counts, n)
	}
}

func (c *levelCounts) setBlock(k int, ids []event.RecordID, sum [4]int) {
	c.blockHeads, c.blockSizes, c.counts = append(c.blockHeads[:k], &ids[0]), append(c.blockSizes[:k], len(ids)), append(c.counts[:k], sum)
}
