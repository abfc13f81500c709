package tail

import "slices"

// families are the logs of one folder by their names. Windows does not tell upper from lower case, so a rolled file is found
// however its log is spelled; elsewhere two names that differ by case alone are two logs, and the spelling decides.
type families[L any] struct {
	spelled map[string]*L
	folded  map[string]*L // the first of those that differ by case alone
}

func newFamilies[L any]() families[L] {
	return families[L]{spelled: map[string]*L{}, folded: map[string]*L{}}
}

// of is the log of this name, nil if there is none.
func (f families[L]) of(log string) *L {
	if l := f.spelled[log]; l != nil {
		return l
	}
	return f.folded[key(log)]
}

// put names a log.
func (f families[L]) put(log string, l *L) {
	f.spelled[log] = l
	if k := key(log); f.folded[k] == nil {
		f.folded[k] = l
	}
}

// gather sorts the names of a folder's files into logs, in the order of their live files; begin makes a log, add gives it a
// file.
func gather[L any](names []string, begin func(log string) *L, add func(l *L, name string)) (all []*L) {
	slices.SortFunc(names, liveFirst)
	byName := newFamilies[L]()
	for _, name := range names {
		n := parseName(name)
		l := byName.among(n)
		if l == nil {
			l = begin(n.log)
			byName.put(n.log, l)
			all = append(all, l)
		}
		add(l, name)
	}
	return all
}

// among is the log that a file belongs to, one of those listed with it: live files come first. It is nil if there is none yet.
func (f families[L]) among(n fileName) *L {
	if n.rolled {
		return f.of(n.log)
	}
	return f.spelled[n.log]
}
