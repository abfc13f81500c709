package tail

import "slices"

// nameIndex are the logs of one folder by their names. Windows does not tell upper from lower case,
// so a rolled file is found however its log is spelled; elsewhere two names that differ by case
// alone are two logs, and the spelling decides.
type nameIndex[L any] struct {
	exact  map[string]*L
	folded map[string]*L // the first of those that differ by case alone
}

func newNameIndex[L any]() nameIndex[L] {
	return nameIndex[L]{exact: map[string]*L{}, folded: map[string]*L{}}
}

// find returns the log of this name, nil if there is none.
func (f nameIndex[L]) find(log string) *L {
	if l := f.exact[log]; l != nil {
		return l
	}
	return f.folded[foldCase(log)]
}

// add names a log.
func (f nameIndex[L]) add(log string, l *L) {
	f.exact[log] = l
	if k := foldCase(log); f.folded[k] == nil {
		f.folded[k] = l
	}
}

// groupByLog sorts the names of a folder's files into logs, in the order of their live files; begin
// makes a log, add gives it a file.
func groupByLog[L any](names []string, begin func(log string) *L, add func(l *L, name string)) (all []*L) {
	slices.SortFunc(names, compareLiveFirst)
	byName := newNameIndex[L]()
	for _, name := range names {
		n := parseName(name)
		l := byName.findListed(n)
		if l == nil {
			l = begin(n.log)
			byName.add(n.log, l)
			all = append(all, l)
		}
		add(l, name)
	}
	return all
}

// findListed returns the log that a file belongs to, one of those listed with it: live files come
// first. It is nil if there is none yet.
func (f nameIndex[L]) findListed(n fileName) *L {
	if n.rolled {
		return f.find(n.log)
	}
	return f.exact[n.log]
}
