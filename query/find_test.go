package query

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// randomWords are what the texts of a busy client are made of.
var randomWords = []string{"update", "UPDATE", "KB961501", "961501", "9615012", "{" + sampleID + "}", "0x80070643", "0x8007064", "failed", "WUAHandler", "re", "boot", "\n", "ö", "Ünknown", " "}

// randomRecords returns n records of several logs. They have more text than is kept uncompressed.
func randomRecords(rng *rand.Rand, n int) *store.Records {
	s := store.NewWithBudget(store.NewBudget(32 << 20))
	var logs []*store.LogFile
	for i := range 4 {
		name := fmt.Sprintf("Log%d.log", i)
		logs = append(logs, s.AddFile(name, name, 0))
	}
	for n > 0 {
		var text []byte
		var frames []model.Frame
		for range min(1+rng.IntN(700), n) {
			head, tail := rng.IntN(9), rng.IntN(800) // more text than is kept uncompressed
			rec := fmt.Sprintf("%-*s", head, "")
			for range rng.IntN(12) {
				rec += randomWords[rng.IntN(len(randomWords))]
			}
			rec += fmt.Sprintf("%-*s", tail, "update failed")
			tail = max(tail, len("update failed"))
			text = append(text, rec...)
			frames = append(frames, model.Frame{
				Size: len(rec), Head: head, Tail: tail, Wall: rng.Int64N(1e6) * 1e6, Level: model.Level(rng.IntN(4)), Thread: uint32(rng.IntN(5)),
				Component: []string{"WUAHandler", "ScanAgent", ""}[rng.IntN(3)], Format: model.FormatCCM,
			})
			n--
		}
		logs[rng.IntN(len(logs))].Append(text, frames)
	}
	return s.Records()
}

// TestFindIsMatchOfEach: Find returns the candidates for which Match is true.
func TestFindIsMatchOfEach(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 8))
	records := randomRecords(rng, 20_000)
	matchers := map[string]Matcher{
		"one log": InLog("Log2.log"), "text in one log": All{mustParse(t, "update"), InLog("Log2.log")}, "no log": InLog("log2.log"),
		"precomputed": Precompute(records, mustParse(t, "kb:961501")), "not precomputed": Precompute(records, mustParse(t, "update")),
	}
	for _, source := range []string{
		"update", "!update", "update failed", "reboot", "ö", "961501", "kb:961501", "wua", "scanagent 0x", "id:" + sampleID, "id:" + sampleID[:8], "re:0x8\\d+", "re:(?:KB|failed)9",
		"level:error", "level:error reboot", "reboot level:error thread:2", "kb:961501 | level:error | re:boot$", "!level:error !kb:961501", "!reboot | !re:boot", "log:log2 update",
		"re:^$", "re:.", "no such text", "after:21:00", "\u017f", "re:ſ",
	} {
		matchers[source] = mustParse(t, source)
	}
	for source, m := range matchers {
		for range 4 {
			from := event.RecordID(rng.IntN(records.Len()))
			to := from + event.RecordID(rng.IntN(records.Len()-int(from)+1))
			if rng.IntN(2) == 0 {
				from, to = 0, event.RecordID(records.Len())
			}
			var want []event.RecordID
			for id := from; id < to; id++ {
				if m.Match(records, id) {
					want = append(want, id)
				}
			}
			if got := matchingRecords(records, m, from, to); !slices.Equal(got, want) {
				t.Errorf("%q in %d..%d: %d records found, want %d", source, from, to, len(got), len(want))
			}
		}
	}
	var set Set
	set.Add(77)
	set.Add(78)
	set.Add(15_000)
	if got := matchingRecords(records, set, 15, 78); !slices.Equal(got, []event.RecordID{77}) {
		t.Errorf("%v", got)
	}
	if got := matchingRecords(records, All{set, All{}}, 0, 78); !slices.Equal(got, []event.RecordID{77}) {
		t.Errorf("%v", got)
	}
}

// matchingRecords returns what Find finds among the records from one up to another.
func matchingRecords(s *store.Records, m Matcher, from, to event.RecordID) []event.RecordID {
	return slices.Collect(Find(context.Background(), s, m, rangeSet(from, to)).All)
}

func BenchmarkFind(b *testing.B) {
	records := randomRecords(rand.New(rand.NewPCG(8, 8)), 200_000)
	for _, source := range []string{"0x80070643", "no such text", "re:failed.*0x8", "level:error", "kb:961501", "wuahandler", "log:log2"} {
		m, err := Parse(source, nil, parseClock)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(source, func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				n = Find(context.Background(), records, m, rangeSet(0, event.RecordID(records.Len()))).Len()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*records.Len()), "ns/record")
			b.ReportMetric(float64(n), "hits")
		})
	}
}
