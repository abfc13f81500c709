package store

import (
	"bytes"

	"ccmtail/model/event"
)

// Same finds the records of another snapshot of the same client in v, where that other one may hold the ends of the files
// alone: each is the newest of its log that begins at the same place with the same text. The place is not known from the
// end of a file that is not in UTF-8; then it is the newest of the log that has the same time and text.
func (v *Records) Same(other *Records) map[event.RecordID]event.RecordID {
	same := map[event.RecordID]event.RecordID{}
	want, logs := other.places()
	v.eachOf(logs, func(id event.RecordID, log string, offset int64, size int) {
		for _, segment := range logs[log].segments {
			if o, ok := want[place{segment, offset}]; ok && size == other.size(o) && v.holds(id, other.Raw(o)) {
				same[o] = id
			}
		}
	})
	for o := range other.pages.ids(other.n) {
		if _, ok := same[o]; !ok {
			if id, ok := v.ofTime(other.Log(o), other.utc(o), other.Raw(o)); ok {
				same[o] = id
			}
		}
	}
	return same
}

// place is where a record begins, by the snapshot's own number for its file.
type place struct {
	segment uint32
	offset  int64
}

// ends is the files of a log and the first place that is of interest in any of them.
type ends struct {
	segments []uint32
	from     int64
}

// places is where all records begin.
func (v *Records) places() (map[place]event.RecordID, map[string]*ends) {
	all, logs := map[place]event.RecordID{}, map[string]*ends{}
	for id := range v.pages.ids(v.n) {
		e := v.entry(id)
		all[place{e.segment, e.offset()}] = id
	}
	for i, g := range v.segments {
		log := g.log.name
		if logs[log] == nil {
			logs[log] = &ends{from: 1 << 62}
		}
		logs[log].segments = append(logs[log].segments, uint32(i))
	}
	for p := range all {
		l := logs[v.segments[p.segment].log.name]
		l.from = min(l.from, p.offset)
	}
	return all, logs
}

func (v *Records) size(id event.RecordID) int { e := v.entry(id); return int(e.size) }

// eachOf calls f for the records of some logs that begin at a place of interest, in the order of their arrival.
func (v *Records) eachOf(logs map[string]*ends, f func(id event.RecordID, log string, offset int64, size int)) {
	var sizes []uint32
	for i, sheet := range v.pages.all {
		k := v.pages.first + i
		if sheet == gone {
			continue
		}
		n := min(page, v.n-k*page)
		for i := 0; i < n; i += len(sizes) {
			var segment uint32
			var begin spot
			segment, begin, sizes = sheet.run(sizes[:0], i, n)
			at := begin.offset
			log := v.segments[segment].log.name
			l := logs[log]
			if l == nil {
				continue
			}
			for j, size := range sizes {
				if at >= l.from {
					f(event.RecordID(k*page+i+j), log, at, int(size))
				}
				at += int64(size)
			}
		}
	}
}

// holds says whether a record has a text, as far as can still be told.
func (v *Records) holds(id event.RecordID, text []byte) bool {
	raw := v.Raw(id)
	return raw == nil || bytes.Equal(raw, text)
}

// ofTime is the newest record of a log with a time and a text.
func (v *Records) ofTime(log string, utc int64, text []byte) (event.RecordID, bool) {
	for row := v.order.Search(func(id event.RecordID) bool { return v.utc(id) > utc }) - 1; row >= 0; row-- {
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
