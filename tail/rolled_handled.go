package tail

import "path/filepath"

// skipUnwanted marks those of the log's rolled files as handled that are not to be read. It does so
// only once, before the first rolled file is read.
func (f *follower) skipUnwanted(all []rolledFile) {
	if f.unwantedSkipped {
		return
	}
	f.unwantedSkipped = true
	for _, r := range all {
		if !f.dir.wants(filepath.Base(r.path)) {
			f.handled = append(f.handled, handledFile{id: r.info.ID, size: r.info.Size})
		}
	}
}

// isHandled reports whether a rolled file is among the handled ones, and updates that entry.
//
// The identity alone does not say so: that of a deleted file may be used again, so the size and the
// beginning, or the time of the last write, must be the same as well. Nor need the identity be the
// same, since some servers return another one for each open; then size and beginning decide. If a
// handled file has grown, the text that was appended is lost, and the next generation has a gap.
func (f *follower) isHandled(r rolledFile) bool {
	for i := range f.handled {
		h := &f.handled[i]
		same := h.id.same(r.info.ID)
		switch {
		case same && h.size == r.info.Size:
			if f.isReused(h, r) {
				continue
			}
			h.found, h.modified = true, r.info.Modified
			return true
		case len(h.head) == 0 || !same && h.size != r.info.Size || !f.beginsWith(r.path, h.head):
			continue
		}
		if h.id == f.lastID {
			f.lastID = r.info.ID
		}
		f.gapBeforeNext = f.gapBeforeNext || r.info.Size > h.size
		h.id, h.size, h.modified, h.found = r.info.ID, r.info.Size, r.info.Modified, true
		return true
	}
	return false
}

// isReused reports whether a rolled file has the identity and the size of a handled one but is
// another file. That need not be checked if both times of creation are known, since they are part
// of the identity.
func (f *follower) isReused(h *handledFile, r rolledFile) bool {
	if h.modified == r.info.Modified || len(h.head) == 0 || h.id.Birth != 0 && r.info.ID.Birth != 0 {
		return false
	}
	file, info, err := f.open(r.path)
	if err != nil {
		return false
	}
	defer file.Close()
	same, err := hasBytesAt(file, h.head, 0)
	return err == nil && !same && info.ID.same(r.info.ID) // otherwise the path leads to another file now
}

// beginsWith reports whether a file can be read and begins with some bytes.
func (f *follower) beginsWith(path string, head []byte) bool {
	file, _, err := f.open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	same, err := hasBytesAt(file, head, 0)
	return err == nil && same
}

// pruneHandled removes the entries that isHandled has not found since the last call.
func (f *follower) pruneHandled() {
	kept := f.handled[:0]
	for _, h := range f.handled {
		if h.found {
			h.found = false
			kept = append(kept, h)
		}
	}
	f.handled = kept
}
