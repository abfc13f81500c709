package parsers_test

import (
	"io/fs"
	"testing"

	"ccmtail/demo"
	"ccmtail/model"
	"ccmtail/parsers"
)

// mixed returns the records of every log of the demo, log by log: what an extractor gets to see.
func mixed(tb testing.TB) (inputs []parsers.Input, bytes int) {
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

// BenchmarkExtract reads the events of a whole deployment's records. The measure to keep is
// records/s.
func BenchmarkExtract(b *testing.B) {
	inputs, bytes := mixed(b)
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

func TestTheDemoIsUnderstood(t *testing.T) {
	inputs, _ := mixed(t)
	var x parsers.Extractor
	for _, in := range inputs {
		if !x.Match(in).Known {
			t.Errorf("no rule for %s: %q", in.Component, in.Message)
		}
	}
}

func TestALineWithoutAnEventCostsNoMemory(t *testing.T) {
	inputs, _ := mixed(t)
	var x parsers.Extractor
	var quiet []parsers.Input
	for _, in := range inputs {
		if x.Match(in).Event == nil {
			quiet = append(quiet, in)
		}
	}
	if n := testing.AllocsPerRun(10, func() {
		for _, in := range quiet {
			x.Match(in)
		}
	}); n > float64(len(quiet))/20 { // what a thread remembers may be text
		t.Errorf("%d records without an event take %.0f allocations", len(quiet), n)
	}
}
