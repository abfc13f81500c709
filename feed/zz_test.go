package feed

import (
	"ccmtail/store"
	"ccmtail/tail"
	"testing"
)

func BenchmarkZZ(b *testing.B) {
	for b.Loop() {
		s, err := tail.Open("/tmp/off/dense1252", tail.Options{})
		if err != nil {
			b.Fatal(err)
		}
		c := newClient(s, Options{EventsOnly: true}, store.NewBudget(0), 1, func() {})
		if err := s.Run(b.Context(), c); err != nil {
			b.Fatal(err)
		}
		c.finishTurns()
	}
}
