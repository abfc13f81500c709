package ui

import "time"

// timeScale maps time to columns.
type timeScale struct {
	first, last time.Time
	width       int
}

func (t timeScale) column(at time.Time) int {
	all := t.last.Sub(t.first)
	if all <= 0 {
		return 0
	}
	return int(float64(at.Sub(t.first)) / float64(all) * float64(t.width-1))
}

// timeAt returns the moment a column stands for.
func (t timeScale) timeAt(x int) time.Time {
	return t.first.Add(time.Duration(float64(t.last.Sub(t.first)) * float64(x) / float64(max(t.width-1, 1))))
}

func (t timeScale) markTicks(kind []byte, times []time.Time, k byte) {
	for _, at := range times {
		if x := t.column(at); x >= 0 && x < len(kind) {
			kind[x] |= k
		}
	}
}
