package ui

import (
	"slices"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
	"ccmtail/summary"
)

// clientAsOf is everything the screen says about one client at the playhead's time. Panes are drawn from it alone.
type clientAsOf struct {
	*summary.AsOf
	at      time.Time
	client  *store.Client
	records *store.Records
	state   *model.State
	window  model.WindowStatus
	fits    []model.Fit
	// findings are those as of at: some troubles nothing but time makes.
	findings  []*model.Finding
	rules     model.FitRules
	zoneKnown bool
	// bound is how many records are shown, then how many of them are not later than at.
	shownRows, pastRows int
	// waiting is how many records have come that are not shown yet.
	unshownRows int
	levels      [4]int         // records by level, up to at
	location    *time.Location // whose times are shown; nil: the client's own
}

// wallTime is a UTC time on the clock the screen shows. What has no zone stays as it is written.
func (m *clientAsOf) wallTime(t time.Time) time.Time { return m.Wall(t) }

// update is the update that has an id, nil if there is none.
func (m *clientAsOf) update(id event.GUID) *model.Update { return m.FindUpdate(id) }

// finding is the finding with a key, nil if there is none.
func (m *clientAsOf) finding(key model.FindingKey) *model.Finding { return m.FindFinding(key) }

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
