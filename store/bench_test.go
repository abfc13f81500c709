package store

import (
	"fmt"
	"iter"
	"testing"

	"ccmtail/model"
	"ccmtail/model/event"
)

// sampleBatch returns the text of some records, each naming one of a few ids, and their frames.
func sampleBatch(n int) (text []byte, frames []model.Frame, ids []event.GUID) {
	for i := range 50 {
		ids = append(ids, event.GUID{byte(i), 15: 1})
	}
	for i := range n {
		r := fmt.Sprintf("<![LOG[Update %s is in state %d and goes on from there]LOG]!><time=…>\r\n", ids[i%len(ids)], i%9)
		text = append(text, r...)
		frames = append(frames, model.Frame{
			Size: len(r), Head: 7, Tail: len("]LOG]!><time=…>\r\n"), Lines: 1, Wall: int64(i) * 1e9, Bias: 300,
			Component: "A", Thread: uint32(i / 8 % 20), Format: model.FormatCCM,
		})
	}
	return text, frames, ids
}

// BenchmarkAppend appends the records of twenty logs of the same time and takes a snapshot.
func BenchmarkAppend(b *testing.B) {
	const logs, records, parts = 20, 10_000, 10
	text, frames, _ := sampleBatch(records)
	part, appended := records/parts, 0
	b.SetBytes(int64(logs * len(text)))
	b.ReportAllocs()
	for b.Loop() {
		s := New()
		for l := range logs {
			file := s.AddFile(fmt.Sprint(l), "", 0)
			at := 0
			for p := range parts {
				size := 0
				for _, f := range frames[p*part : (p+1)*part] {
					size += f.Size
				}
				file.Append(text[at:at+size], frames[p*part:(p+1)*part])
				at += size
			}
		}
		appended += s.Records().Len()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(appended), "ns/record")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkMentioning looks up an id among a million records, of which 20,000 name it.
func BenchmarkMentioning(b *testing.B) {
	r, ids := million(nil)
	lookUpAll(b, func() iter.Seq[event.RecordID] { return r.Mentioning(ids[7]) }, 20_000)
}

// BenchmarkImplying looks up a few ids that 6,000 events of a million records are about.
func BenchmarkImplying(b *testing.B) {
	var events []*event.Event
	for i := range 2000 {
		events = append(events, &event.Event{Rec: event.RecordID(5 * i), Update: event.GUID{byte(i % 100), 15: 2}})
	}
	r, _ := million(events)
	ids := []event.GUID{events[1].Update, events[50].Update, events[99].Update}
	lookUpAll(b, func() iter.Seq[event.RecordID] { return r.Implying(ids...) }, 6000)
}

func lookUpAll(b *testing.B, find func() iter.Seq[event.RecordID], want int) {
	for b.Loop() {
		n := 0
		for range find() {
			n++
		}
		if n != want {
			b.Fatal(n)
		}
	}
}

// million returns a million records of a hundred logs, each with the same events, and the ids that
// they name.
func million(events []*event.Event) (*Records, []event.GUID) {
	s := New()
	text, frames, ids := sampleBatch(10_000)
	for l := range 100 {
		for i := range frames {
			frames[i].Wall += 7e6
		}
		s.AddFile(fmt.Sprint(l), "", 0).Append(text, frames, events...)
	}
	return s.Records(), ids
}
