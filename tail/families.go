package tail

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

// among is the log that a file belongs to, one of those listed with it: live files come first. It is nil if there is none yet.
func (f families[L]) among(n fileName) *L {
	if n.rolled {
		return f.of(n.log)
	}
	return f.spelled[n.log]
}
