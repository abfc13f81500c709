package store

import (
	"bytes"

	"ccmtail/model"
)

// Same is the record of v that a record of another snapshot is, where that other one may hold the ends of the files alone:
// the newest one of its log that begins at the same place with the same text. The place is not known from the end of a
// file that is not in UTF-8; then it is the newest of the log that has the same time and text.
func (v *Snapshot) Same(other *Snapshot, id model.RecordID) (same model.RecordID, ok bool) {
	e := other.entry(id)
	log, text := other.Log(id), other.raw(&e)
	for k := len(v.pages) - 1; k >= 0; k-- {
		if id, found := v.inPage(k, log, e.offset(), text); found && (!ok || v.segmentOf(id) > v.segmentOf(same)) {
			same, ok = id, true
		}
	}
	if ok {
		return same, true
	}
	return v.ofTime(log, e.utc, text)
}

// inPage is the record of a page that stands at an offset of a log with a text, of several the newest.
func (v *Snapshot) inPage(k int, log string, offset int64, text []byte) (same model.RecordID, ok bool) {
	var sizes []uint32
	end := min(page, v.n-k*page)
	for i := 0; i < end; i += len(sizes) {
		segment, at, run := v.pages[k].run(sizes[:0], i, end)
		if sizes = run; v.segments[segment].Log != log || at > offset {
			continue
		}
		for j, size := range sizes {
			if at == offset && int(size) == len(text) && v.holds(model.RecordID(k*page+i+j), text) {
				same, ok = model.RecordID(k*page+i+j), true
			}
			if at += int64(size); at > offset {
				break
			}
		}
	}
	return same, ok
}

// holds says whether a record has a text, as far as can still be told.
func (v *Snapshot) holds(id model.RecordID, text []byte) bool {
	raw := v.Raw(id)
	return raw == nil || bytes.Equal(raw, text)
}

// ofTime is the newest record of a log with a time and a text.
func (v *Snapshot) ofTime(log string, utc int64, text []byte) (model.RecordID, bool) {
	for row := v.order.Search(func(id model.RecordID) bool { return v.utc(id) > utc }) - 1; row >= 0; row-- {
		id := v.ID(row)
		if v.utc(id) != utc {
			break
		}
		if v.Log(id) == log && bytes.Equal(v.Raw(id), text) {
			return id, true
		}
	}
	return 0, false
}
