package query

import (
	"slices"

	"ccmtail/model/event"
	"ccmtail/store"
)

// LevelCounts counts the records of a client by level. It keeps the counts up to the end of each
// block of their order, so that for another row, or in a newer snapshot, no more than one block and
// what is new is counted. It belongs to one goroutine. The zero value is ready to use.
type LevelCounts struct {
	blockHeads []*event.RecordID // first element of each block counted, which identifies it
	blockSizes []int
	counts     [][4]int // up to the end of each block
	evicted    int      // how many records had been evicted
}

// UpTo returns how many records of each model.Level stand before a row of a snapshot.
func (c *LevelCounts) UpTo(records *store.Records, row int) [4]int {
	c.dropEvicted(records)
	order := records.Order()
	k := 0
	var sum [4]int
	for k < order.Blocks() {
		start, ids := order.Block(k)
		if start+len(ids) > row || k >= len(c.blockHeads) || c.blockHeads[k] != &ids[0] || c.blockSizes[k] != len(ids) {
			break
		}
		sum = c.counts[k]
		k++
	}
	for ; k < order.Blocks(); k++ {
		start, ids := order.Block(k)
		if start >= row {
			break
		}
		for _, id := range ids[:min(len(ids), row-start)] {
			sum[records.Level(id)&3]++
		}
		if start+len(ids) <= row {
			c.setBlock(k, ids, sum)
		}
	}
	return sum
}

// dropEvicted counts anew the blocks that records have been evicted from, and keeps the counts of
// those behind them.
func (c *LevelCounts) dropEvicted(records *store.Records) {
	order := records.Order()
	evicted, _ := records.EvictedUntil()
	if evicted == c.evicted {
		return
	}
	old := *c
	*c = LevelCounts{evicted: evicted}
	var sum [4]int
	for k := range order.Blocks() {
		_, ids := order.Block(k)
		if j := slices.Index(old.blockHeads, &ids[0]); j >= 0 {
			c.appendRest(&old, j, sum)
			return
		}
		for _, id := range ids {
			sum[records.Level(id)&3]++
		}
		c.setBlock(k, ids, sum)
	}
}

// appendRest takes over the counts of old from block j on. sum is what stands before that block
// now.
func (c *LevelCounts) appendRest(old *LevelCounts, j int, sum [4]int) {
	var before [4]int
	if j > 0 {
		before = old.counts[j-1]
	}
	for ; j < len(old.blockHeads); j++ {
		n := old.counts[j]
		for level := range n {
			n[level] += sum[level] - before[level]
		}
		c.blockHeads = append(c.blockHeads, old.blockHeads[j])
		c.blockSizes = append(c.blockSizes, old.blockSizes[j])
		c.counts = append(c.counts, n)
	}
}

// setBlock sets the count up to the end of block k and drops those of later blocks.
func (c *LevelCounts) setBlock(k int, ids []event.RecordID, sum [4]int) {
	c.blockHeads = append(c.blockHeads[:k], &ids[0])
	c.blockSizes = append(c.blockSizes[:k], len(ids))
	c.counts = append(c.counts[:k], sum)
}
