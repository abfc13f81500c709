package ui

import (
	"fmt"
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

// remaining is how long the rest will take at the pace so far; ok is false where that cannot be told yet.
func (p *loadRate) remaining(size int64) (d time.Duration, ok bool) {
	took, done := p.measuredAt.Sub(p.startedAt), p.readBytes-p.startBytes
	if took < time.Second || done <= 0 || size < p.readBytes {
		return 0, false
	}
	return time.Duration(float64(took) * float64(size-p.readBytes) / float64(done)), true
}

// describe is how far the reading is: bytes, percent, and about how long it will go on.
func (p *loadRate) describe(c *store.Client) string {
	switch {
	case c.BytesTotal <= 0 && c.BytesRead == 0:
		return "reading the logs"
	case c.BytesTotal <= 0:
		return "reading, " + summary.Size(c.BytesRead) + " so far"
	}
	text := fmt.Sprintf("reading %s, %d%%", sizeOfText(c.BytesRead, c.BytesTotal), min(c.BytesRead*100/c.BytesTotal, 100))
	if d, ok := p.remaining(c.BytesTotal); ok {
		text += ", " + estimateText(d) + " left"
	}
	return text
}

// estimateText is a length of time that is only estimated: in steps of which a reader sees that.
func estimateText(d time.Duration) string {
	switch {
	case d < 10*time.Second:
		return fmt.Sprintf("%d s", max(int(d.Round(time.Second)/time.Second), 1))
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d.Round(5*time.Second)/time.Second))
	}
	return durationText(d.Round(time.Minute))
}
