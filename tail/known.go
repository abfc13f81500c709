package tail

import "path/filepath"

// prime, before the first rolled file is read, marks those that nobody asked
// for as known.
func (f *follower) prime(all []sibling) {
	if f.primed {
		return
	}
	f.primed = true
	for _, s := range all {
		if !f.dir.wants(filepath.Base(s.path)) {
			f.known = append(f.known, finished{id: s.info.ID, size: s.info.Size})
		}
	}
}

// isKnown reports a rolled file that is not to be read again.
//
// Identities are reused once a file is deleted, so size and beginning must
// agree, too; and some servers give a file a new identity at each open, so
// size and beginning are enough. A known file that has grown was written to
// after its rollover was over: a gap.
func (f *follower) isKnown(s sibling) bool {
	for i := range f.known {
		k := &f.known[i]
		same := k.id.same(s.info.ID)
		switch {
		case same && k.size == s.info.Size:
			k.there = true
			return true
		case len(k.head) == 0 || !same && k.size != s.info.Size || !f.begins(s.path, k.head):
			continue
		}
		if k.id == f.last {
			f.last = s.info.ID
		}
		f.gap = f.gap || s.info.Size > k.size
		k.id, k.size, k.there = s.info.ID, s.info.Size, true
		return true
	}
	return false
}

func (f *follower) begins(path string, head []byte) bool {
	file, _, err := f.open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	same, err := holds(file, head, 0)
	return err == nil && same
}

// forget drops what is known of files that were not found since the last call.
func (f *follower) forget() {
	kept := f.known[:0]
	for _, k := range f.known {
		if k.there {
			k.there = false
			kept = append(kept, k)
		}
	}
	f.known = kept
}
