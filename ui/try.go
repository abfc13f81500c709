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
	from = max(from, int(snap.Begin()))
	return tryAll(to-from, func(a, b int) []model.RecordID {
		var hits []model.RecordID
		for a, b := range snap.Kept(model.RecordID(from+a), model.RecordID(from+b)) {
			hits = append(hits, filter.Find(snap, m, a, b)...)
		}
		return hits
	})
}

// tryThese tests some records.
func tryThese(snap *store.Snapshot, m filter.Matcher, ids []model.RecordID) []model.RecordID {
	var hits []model.RecordID
	for _, id := range ids {
		if m.Match(snap, id) {
			hits = append(hits, id)
		}
	}
	return hits
}

// tryAmong tests those of some records whose ids are from one up to another, on all processors. Where they stand close
// together the text is searched as a whole.
func tryAmong(snap *store.Snapshot, m filter.Matcher, some filter.Set, from, to int) []model.RecordID {
	const stretch = 1024
	return tryAll(to-from, func(a, b int) []model.RecordID {
		var hits, ids []model.RecordID
		for at := from + a; at < from+b; at += stretch {
			end := min(at+stretch, from+b)
			if ids = some.Among(ids[:0], model.RecordID(at), model.RecordID(end)); len(ids) < stretch/8 {
				hits = append(hits, tryThese(snap, m, ids)...)
				continue
			}
			for _, id := range filter.Find(snap, m, model.RecordID(at), model.RecordID(end)) {
				if some.Has(id) {
					hits = append(hits, id)
				}
			}
		}
		return hits
	})
}
