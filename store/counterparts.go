package store

import (
	"bytes"

	"ccmtail/model/event"
)

// Counterparts returns which records of r are those of another snapshot of the same client, by
// their ids in the other. Its ids may differ: it may have been read from the ends of the files
// alone.
//
// The counterpart of a record is the newest record of its log that begins at the same offset with
// the same text. Text offsets in the end of a file that is not in UTF-8 are not those of the whole
// file; where none fits, it is the newest record of the log with the same time and text.
func (r *Records) Counterparts(other *Records) map[event.RecordID]event.RecordID {
	found := map[event.RecordID]event.RecordID{}
	wanted, logs := other.positions()
	r.eachInLogs(logs, func(id event.RecordID, log string, offset int64, size int) {
		for _, file := range logs[log].files {
			theirs, ok := wanted[recordPos{file, offset}]
			if ok && size == other.size(theirs) && r.hasText(id, other.Raw(theirs)) {
				found[theirs] = id
			}
		}
	})
	for theirs := range other.pages.ids(other.n) {
		if _, ok := found[theirs]; !ok {
			if id, ok := r.findByTime(other.LogName(theirs), other.utc(theirs), other.Raw(theirs)); ok {
				found[theirs] = id
			}
		}
	}
	return found
}

// recordPos is where a record begins.
type recordPos struct {
	file   uint32 // LogFile.id in the snapshot of the record
	offset int64
}

// logRange is the files of a log in a snapshot, and the lowest offset of a record in any of them.
type logRange struct {
	files     []uint32
	minOffset int64
}

// positions returns the records by where they begin, and the logs by their names.
func (r *Records) positions() (map[recordPos]event.RecordID, map[string]*logRange) {
	all, logs := map[recordPos]event.RecordID{}, map[string]*logRange{}
	for id := range r.pages.ids(r.n) {
		e := r.entry(id)
		all[recordPos{e.file, e.offset()}] = id
	}
	for i, f := range r.files {
		log := f.log.name
		if logs[log] == nil {
			logs[log] = &logRange{minOffset: 1 << 62}
		}
		logs[log].files = append(logs[log].files, uint32(i))
	}
	for p := range all {
		l := logs[r.files[p.file].log.name]
		l.minOffset = min(l.minOffset, p.offset)
	}
	return all, logs
}

func (r *Records) size(id event.RecordID) int { e := r.entry(id); return int(e.size) }

// eachInLogs calls f for the records of logs that begin at minOffset of their log or behind it, in
// the order of their arrival.
func (r *Records) eachInLogs(logs map[string]*logRange, f func(id event.RecordID, log string, offset int64, size int)) {
	var sizes []uint32
	for k, page := range r.pages.all {
		first := (r.pages.first + k) * pageRecords
		if page == evictedPage {
			continue
		}
		n := min(pageRecords, r.n-first)
		for i := 0; i < n; i += len(sizes) {
			var fileID uint32
			var begin textPos
			fileID, begin, sizes = page.contiguous(sizes[:0], i, n)
			offset := begin.offset
			log := r.files[fileID].log.name
			l := logs[log]
			if l == nil {
				continue
			}
			for j, size := range sizes {
				if offset >= l.minOffset {
					f(event.RecordID(first+i+j), log, offset, int(size))
				}
				offset += int64(size)
			}
		}
	}
}

// hasText reports whether a record has a text. A record whose own text is unavailable passes.
func (r *Records) hasText(id event.RecordID, text []byte) bool {
	raw := r.Raw(id)
	return raw == nil || bytes.Equal(raw, text)
}

// findByTime returns the newest record of a log that has a time and a text.
func (r *Records) findByTime(log string, utc int64, text []byte) (event.RecordID, bool) {
	for row := r.order.Search(func(id event.RecordID) bool { return r.utc(id) > utc }) - 1; row >= 0; row-- {
		id := r.ID(row)
		if r.utc(id) != utc {
			break
		}
		if r.LogName(id) == log && bytes.Equal(r.Raw(id), text) {
			return id, true
		}
	}
	return 0, false
}
