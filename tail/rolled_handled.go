package tail

import "path/filepath"

// skipUnwanted, before the first rolled file is read, marks those that nobody asked
// for as known.
func (f *follower) skipUnwanted(all []rolledFile) {
	if f.unwantedSkipped {
		return
	}
	f.unwantedSkipped = true
	for _, s := range all {
		if !f.dir.wants(filepath.Base(s.path)) {
			f.handled = append(f.handled, handledFile{id: s.info.ID, size: s.info.Size})
		}
	}
}

// isHandled reports a rolled file that is not to be read again.
//
// Identities are reused once a file is deleted, so size and beginning (or the time of the last
// write) must agree, too; and some servers give a file a new identity at each open, so size and
// beginning are enough. A known file that has grown was written to after its rollover was over: a
// gap.
func (f *follower) isHandled(s rolledFile) bool {
	for i := range f.handled {
		k := &f.handled[i]
		same := k.id.same(s.info.ID)
		switch {
		case same && k.size == s.info.Size:
			if f.isReused(k, s) {
				continue
			}
			k.found, k.modified = true, s.info.Modified
			return true
		case len(k.head) == 0 || !same && k.size != s.info.Size || !f.beginsWith(s.path, k.head):
			continue
		}
		if k.id == f.lastID {
			f.lastID = s.info.ID
		}
		f.gapBeforeNext = f.gapBeforeNext || s.info.Size > k.size
		k.id, k.size, k.modified, k.found = s.info.ID, s.info.Size, s.info.Modified, true
		return true
	}
	return false
}

// isReused reports that s has the identity and the size of a file that was read
// and yet is another one. A time of birth would have told them apart.
func (f *follower) isReused(k *handledFile, s rolledFile) bool {
	if k.modified == s.info.Modified || len(k.head) == 0 || k.id.Birth != 0 && s.info.ID.Birth != 0 {
		return false
	}
	file, info, err := f.open(s.path)
	if err != nil {
		return false
	}
	defer file.Close()
	same, err := hasBytesAt(file, k.head, 0)
	return err == nil && !same && info.ID.same(s.info.ID) // else the name leads to another file by now
}

func (f *follower) beginsWith(path string, head []byte) bool {
	file, _, err := f.open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	same, err := hasBytesAt(file, head, 0)
	return err == nil && same
}

// pruneHandled drops what is known of files that were not found since the last call.
func (f *follower) pruneHandled() {
	kept := f.handled[:0]
	for _, k := range f.handled {
		if k.found {
			k.found = false
			kept = append(kept, k)
		}
	}
	f.handled = kept
}
