package ui

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"ccmtail/model/store"
)

func TestTextThatIsNotKeptIsSaidToBe(t *testing.T) {
	w := newWorld("PC")
	w.store = store.Within(store.NewMemory(1 << 20))
	rng := rand.New(rand.NewPCG(1, 1))
	for i := range 90 {
		var b strings.Builder
		for b.Len() < 100_000 {
			b.WriteByte(byte('a' + rng.IntN(26)))
		}
		w.logAt(at("18:00:00").Add(time.Duration(i)*time.Second), "C", 0, b.String())
	}
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		d.keys("8", "f")
		d.has("of the oldest text not kept (--memory)")
		d.keys("4", "g")
		d.has("(text no longer kept")
	})
}
