package cli

import (
	"runtime"
	"testing"
	"time"
)

func TestSmallHeapsAreCollectedSeldomAndLargeOnesOften(t *testing.T) {
	for _, c := range []struct {
		live int64
		want int
	}{
		{0, 400}, {1 << 20, 400}, {4 << 20, 200}, {8 << 20, 100}, {16 << 20, 50}, {96 << 20, 50}, {192 << 20, 25}, {1 << 30, 10},
	} {
		if got := gcPercentWith(50, mostGarbage, c.live); got != c.want {
			t.Errorf("%d bytes in use: %d %%, want %d", c.live, got, c.want)
		}
	}
}

func TestSomethingIsDoneAfterEachCollection(t *testing.T) {
	calls := make(chan struct{}, 3)
	left := 3
	afterCollection(func() bool {
		calls <- struct{}{}
		left--
		return left > 0
	})
	for range 3 {
		for called := false; !called; {
			runtime.GC()
			select {
			case <-calls:
				called = true
			case <-time.After(10 * time.Millisecond):
			}
		}
	}
	runtime.GC()
	runtime.GC()
	select {
	case <-calls:
		t.Error("it is done once more than it wanted")
	case <-time.After(50 * time.Millisecond):
	}
}
