package tail

import (
	"ccmtail/internal/arrange"
)

// nameIndex finds the logs of a folder by name. An exact match comes before one that differs by
// case: names that do are the same on Windows, but two logs on other systems.
type nameIndex[L any] struct {
	exact  map[string]*L
	folded map[string]*L // by foldCase; the first one if several differ by case only
}

// newNameIndex returns an empty index.
func newNameIndex[L any]() nameIndex[L] {
	return nameIndex[L]{exact: map[string]*L{}, folded: map[string]*L{}}
}

// find returns the log of a name, nil if there is none.
func (x nameIndex[L]) find(log string) *L {
	if l := x.exact[log]; l != nil {
		return l
	}
	return x.folded[foldCase(log)]
}

// add adds a log under a name.
func (x nameIndex[L]) add(log string, l *L) {
	x.exact[log] = l
	if k := foldCase(log); x.folded[k] == nil {
		x.folded[k] = l
	}
}

// groupByLog groups the names of a folder's files by log. It calls newLog for each log and add for
// each of its files, and returns the logs by name, those with a live file first.
func groupByLog[L any](names []string, newLog func(log string) *L, add func(l *L, name string)) (all []*L) {
	arrange.By(names, compareLiveFirst)
	index := newNameIndex[L]()
	for _, name := range names {
		n := parseName(name)
		l := index.findListed(n)
		if l == nil {
			l = newLog(n.log)
			index.add(n.log, l)
			all = append(all, l)
		}
		add(l, name)
	}
	return all
}

// findListed returns the log of a file in a listing, nil if there is none yet. The live files must
// have been added before the rolled ones; live files that differ by case are different logs.
func (x nameIndex[L]) findListed(n fileName) *L {
	if n.rolled {
		return x.find(n.log)
	}
	return x.exact[n.log]
}
