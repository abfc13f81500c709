package store

import (
	"iter"

	"ccmtail/model/event"
)

// pageTable is the index, page by page. A snapshot has a copy of it: the pages it knows never
// change, and new ones are appended behind its end.
type pageTable struct {
	all   []*indexPage
	first int // number of all[0]; the pages before it are evicted
}

// evictedPage stands in the place of an evicted page: its entries have no text, time or file.
var evictedPage = newIndexPage(new([pageRecords]entry))

// of returns the page of a record.
func (t *pageTable) of(id event.RecordID) *indexPage { return t.at(int(id / pageRecords)) }

// at returns the page of a number.
func (t *pageTable) at(page int) *indexPage {
	if page < t.first {
		return evictedPage
	}
	return t.all[page-t.first]
}

// ids yields the retained ones of the first n records.
func (t pageTable) ids(n int) iter.Seq[event.RecordID] {
	return func(yield func(event.RecordID) bool) {
		for i, page := range t.all {
			if page == evictedPage {
				continue
			}
			from := (t.first + i) * pageRecords
			for id := from; id < min(from+pageRecords, n); id++ {
				if !yield(event.RecordID(id)) {
					return
				}
			}
		}
	}
}

// without returns a table in which the pages of the given numbers are evicted too.
func (t pageTable) without(evicted map[int]bool) pageTable {
	all := make([]*indexPage, len(t.all), cap(t.all))
	copy(all, t.all)
	for page := range evicted {
		all[page-t.first] = evictedPage
	}
	n := 0
	for n < len(all) && all[n] == evictedPage {
		n++
	}
	return pageTable{all[n:], t.first + n}
}
