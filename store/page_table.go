package store

import (
	"iter"

	"ccmtail/model/event"
)

// pageTable is the index, page by page. A snapshot has a copy of it: what was handed out never
// changes but for what is written behind its end.
type pageTable struct {
	all   []*indexPage
	first int // how many pages were forgotten before all[0]
}

// evictedPage stands in the place of a forgotten page: its records have no text, no time and no
// log.
var evictedPage = newIndexPage(new([pageRecords]entry))

// of returns the page of a record.
func (p *pageTable) of(id event.RecordID) *indexPage { return p.at(int(id / pageRecords)) }

func (p *pageTable) at(k int) *indexPage {
	if k < p.first {
		return evictedPage
	}
	return p.all[k-p.first]
}

// ids returns the records that are kept, of the first n.
func (p pageTable) ids(n int) iter.Seq[event.RecordID] {
	return func(yield func(event.RecordID) bool) {
		for i, sheet := range p.all {
			if sheet == evictedPage {
				continue
			}
			from := (p.first + i) * pageRecords
			for id := from; id < min(from+pageRecords, n); id++ {
				if !yield(event.RecordID(id)) {
					return
				}
			}
		}
	}
}

// without returns the pages without some of them.
func (p pageTable) without(some map[int]bool) pageTable {
	all := make([]*indexPage, len(p.all), cap(p.all))
	copy(all, p.all)
	for k := range some {
		all[k-p.first] = evictedPage
	}
	n := 0
	for n < len(all) && all[n] == evictedPage {
		n++
	}
	return pageTable{all[n:], p.first + n}
}
