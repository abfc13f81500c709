package store

import (
	"iter"

	"ccmtail/model/event"
)

// pages is the index, page by page. A snapshot has a copy of it: what was handed out never changes but for what is
// written behind its end.
type pages struct {
	all   []*sheet
	first int // how many pages were forgotten before all[0]
}

// gone stands in the place of a forgotten page: its records have no text, no time and no log.
var gone = newSheet(new([page]entry))

// of is the page of a record.
func (p *pages) of(id event.RecordID) *sheet { return p.at(int(id / page)) }

func (p *pages) at(k int) *sheet {
	if k < p.first {
		return gone
	}
	return p.all[k-p.first]
}

// ids is the records that are kept, of the first n.
func (p pages) ids(n int) iter.Seq[event.RecordID] {
	return func(yield func(event.RecordID) bool) {
		for i, sheet := range p.all {
			if sheet == gone {
				continue
			}
			from := (p.first + i) * page
			for id := from; id < min(from+page, n); id++ {
				if !yield(event.RecordID(id)) {
					return
				}
			}
		}
	}
}

// without is the pages without some of them.
func (p pages) without(some map[int]bool) pages {
	all := make([]*sheet, len(p.all), cap(p.all))
	copy(all, p.all)
	for k := range some {
		all[k-p.first] = gone
	}
	n := 0
	for n < len(all) && all[n] == gone {
		n++
	}
	return pages{all[n:], p.first + n}
}
