package store

import (
	"bytes"

	"ccmtail/model/event"
)

// Counterparts finds the records of another snapshot of the same client in v, where that other one
// may hold the ends of the files alone: each is the newest of its log that begins at the same place
// with the same text. The place is not known from the end of a file that is not in UTF-8; then it
// is the newest of the log that has the same time and text.
func (v *Records) Counterparts(other *Records) map[event.RecordID]event.RecordID {
	same := map[event.RecordID]event.RecordID{}
	want, logs := other.positions()
	v.eachInLogs(logs, func(id event.RecordID, log string, offset int64, size int) {
		for _, segment := range logs[log].files {
			if o, ok := want[recordPos{segment, offset}]; ok && size == other.size(o) && v.hasText(id, other.Raw(o)) {
				same[o] = id
			}
		}
	})
	for o := range other.pages.ids(other.n) {
		if _, ok := same[o]; !ok {
			if id, ok := v.findByTime(other.LogName(o), other.utc(o), other.Raw(o)); ok {
				same[o] = id
			}
		}
	}
	return same
}

// recordPos is where a record begins, by the snapshot's own number for its file.
type recordPos struct {
	file   uint32
	offset int64
}

// logRange is the files of a log and the first place that is of interest in any of them.
type logRange struct {
	files     []uint32
	minOffset int64
}

// positions returns where all records begin.
func (v *Records) positions() (map[recordPos]event.RecordID, map[string]*logRange) {
	all, logs := map[recordPos]event.RecordID{}, map[string]*logRange{}
	for id := range v.pages.ids(v.n) {
		e := v.entry(id)
		all[recordPos{e.file, e.offset()}] = id
	}
	for i, g := range v.files {
		log := g.log.name
		if logs[log] == nil {
			logs[log] = &logRange{minOffset: 1 << 62}
		}
		logs[log].files = append(logs[log].files, uint32(i))
	}
	for p := range all {
		l := logs[v.files[p.file].log.name]
		l.minOffset = min(l.minOffset, p.offset)
	}
	return all, logs
}

func (v *Records) size(id event.RecordID) int { e := v.entry(id); return int(e.size) }

// eachInLogs calls f for the records of some logs that begin at a place of interest, in the order
// of their arrival.
func (v *Records) eachInLogs(logs map[string]*logRange, f func(id event.RecordID, log string, offset int64, size int)) {
	var sizes []uint32
	for i, sheet := range v.pages.all {
		k := v.pages.first + i
		if sheet == evictedPage {
			continue
		}
		n := min(pageRecords, v.n-k*pageRecords)
		for i := 0; i < n; i += len(sizes) {
			var segment uint32
			var begin textPos
			segment, begin, sizes = sheet.contiguous(sizes[:0], i, n)
			at := begin.offset
			log := v.files[segment].log.name
			l := logs[log]
			if l == nil {
				continue
			}
			for j, size := range sizes {
				if at >= l.minOffset {
					f(event.RecordID(k*pageRecords+i+j), log, at, int(size))
				}
				at += int64(size)
			}
		}
	}
}

// hasText reports whether a record has a text, as far as can still be told.
func (v *Records) hasText(id event.RecordID, text []byte) bool {
	raw := v.Raw(id)
	return raw == nil || bytes.Equal(raw, text)
}

// findByTime returns the newest record of a log with a time and a text.
func (v *Records) findByTime(log string, utc int64, text []byte) (event.RecordID, bool) {
	for row := v.order.Search(func(id event.RecordID) bool { return v.utc(id) > utc }) - 1; row >= 0; row-- {
		id := v.ID(row)
		if v.utc(id) != utc {
			break
		}
		if v.LogName(id) == log && bytes.Equal(v.Raw(id), text) {
			return id, true
		}
	}
	return 0, false
}
