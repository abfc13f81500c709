package parsers_test

import (
	"io/fs"
	"testing"

	"ccmtail/demo"
	"ccmtail/model"
	"ccmtail/parsers"
)

// demoInputs returns the records of the demo, log by log, and the size of their text.
func demoInputs(tb testing.TB) (inputs []parsers.Input, bytes int) {
	tb.Helper()
	logs := demo.Capture()
	names, err := fs.Glob(logs, "*.log")
	if err != nil {
		tb.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(logs, name)
		if err != nil {
			tb.Fatal(err)
		}
		var f parsers.Framer
		f.Feed(data, true, func(_ int, text []byte, frames []model.Frame) {
			at := 0
			for _, r := range frames {
				msg := text[at+r.Head : at+r.Size-r.Tail]
				inputs = append(inputs, parsers.Input{Component: r.Component, Thread: r.Thread, Message: msg})
				bytes += r.Size
				at += r.Size
			}
		})
	}
	return inputs, bytes
}

// BenchmarkExtract extracts the events of the demo. Its figure of merit is records/s.
func BenchmarkExtract(b *testing.B) {
	inputs, bytes := demoInputs(b)
	var x parsers.Extractor
	events := 0
	b.ReportAllocs()
	b.SetBytes(int64(bytes))
	for b.Loop() {
		for _, in := range inputs {
			if x.Event(in) != nil {
				events++
			}
		}
	}
	n := float64(b.N)
	b.ReportMetric(n*float64(len(inputs))/b.Elapsed().Seconds(), "records/s")
	b.ReportMetric(float64(events)/n/float64(len(inputs)), "events/record")
	b.ReportMetric(0, "ns/op")
}

func TestARuleMatchesEveryRecordOfTheDemo(t *testing.T) {
	inputs, _ := demoInputs(t)
	var x parsers.Extractor
	for _, in := range inputs {
		if !x.Match(in).Known {
			t.Errorf("no rule for %s: %q", in.Component, in.Message)
		}
	}
}

func TestARecordWithoutAnEventAllocatesNothing(t *testing.T) {
	inputs, _ := demoInputs(t)
	var x parsers.Extractor
	var eventless []parsers.Input
	for _, in := range inputs {
		if x.Match(in).Event == nil {
			eventless = append(eventless, in)
		}
	}
	if n := testing.AllocsPerRun(10, func() {
		for _, in := range eventless {
			x.Match(in)
		}
	}); n > float64(len(eventless))/20 { // a few change the context of their thread
		t.Errorf("%d records without an event take %.0f allocations", len(eventless), n)
	}
}
