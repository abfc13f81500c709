package ui

import (
	"time"

	"ccmtail/store"
	"ccmtail/summary"
)

// loadRate is how fast a client's logs are being read, seen from one picture of it to the next.
type loadRate struct {
	startedAt             time.Time
	startBytes, readBytes int64
	measuredAt            time.Time
}

// update takes a picture's progress in.
func (p *loadRate) update(c *store.Client, now time.Time) {
	if !c.Loading {
		*p = loadRate{}
		return
	}
	if p.startedAt.IsZero() {
		p.startedAt, p.startBytes = now, c.BytesRead
	}
	p.readBytes, p.measuredAt = c.BytesRead, now
}

// remaining returns how long the rest will take at the pace so far; ok is false where that cannot
// be told yet.
func (p *loadRate) remaining(size int64) (d time.Duration, ok bool) {
	took, done := p.measuredAt.Sub(p.startedAt), p.readBytes-p.startBytes
	if took < time.Second || done <= 0 || size < p.readBytes {
		return 0, false
	}
	return time.Duration(float64(took) * float64(size-p.readBytes) / float64(done)), true
}

// describe returns how far the reading is: bytes, percent, and about how long it will go on.
func (p *loadRate) describe(c *store.Client) string {
	left, _ := p.remaining(c.BytesTotal)
	return summary.ReadingText(c.BytesRead, c.BytesTotal, left)
}
