package ui

import (
	"runtime"
	"sort"
	"sync"

	"ccmtail/model"
	"ccmtail/model/filter"
	"ccmtail/model/store"
)

// shared is how many records are tried on one goroutine alone.
const shared = 8192

// tryAll tries n records in parts, one for each processor, and joins what they find in order. It returns when all its
// goroutines have ended.
func tryAll(n int, try func(from, to int) []model.RecordID) []model.RecordID {
	if n <= shared {
		return try(0, n)
	}
	parts := make([][]model.RecordID, max(runtime.GOMAXPROCS(0), 1))
	var wait sync.WaitGroup
	for i := range parts {
		wait.Go(func() { parts[i] = try(n*i/len(parts), n*(i+1)/len(parts)) })
	}
	wait.Wait()
	var all []model.RecordID
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

// tryRows tests the rows of a snapshot from one up to another.
func tryRows(snap *store.Snapshot, m filter.Matcher, from, to int) []model.RecordID {
	var hits []model.RecordID
	order := snap.Order()
	k := sort.Search(order.Blocks(), func(k int) bool { s, ids := order.Block(k); return s+len(ids) > from })
	for ; k < order.Blocks(); k++ {
		start, ids := order.Block(k)
		if start >= to {
			break
		}
		for _, id := range ids[max(from-start, 0):min(len(ids), to-start)] {
			if m.Match(snap, id) {
				hits = append(hits, id)
			}
		}
	}
	return hits
}

// tryIDs tests records in the order of their arrival, on all processors.
func tryIDs(snap *store.Snapshot, m filter.Matcher, from, to int) []model.RecordID {
	return tryAll(to-from, func(a, b int) []model.RecordID {
		return filter.Find(snap, m, model.RecordID(from+a), model.RecordID(from+b))
	})
}
