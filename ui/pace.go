package ui

import (
	"fmt"
	"time"

	"ccmtail/store"
	"ccmtail/summary"
)

// pace is how fast a client's logs are being read, seen from one picture of it to the next.
type pace struct {
	began      time.Time
	from, read int64
	at         time.Time
}

// note takes a picture's progress in.
func (p *pace) note(c *store.Client, now time.Time) {
	if !c.Loading {
		*p = pace{}
		return
	}
	if p.began.IsZero() {
		p.began, p.from = now, c.BytesRead
	}
	p.read, p.at = c.BytesRead, now
}

// left is how long the rest will take at the pace so far; ok is false where that cannot be told yet.
func (p *pace) left(size int64) (d time.Duration, ok bool) {
	took, done := p.at.Sub(p.began), p.read-p.from
	if took < time.Second || done <= 0 || size < p.read {
		return 0, false
	}
	return time.Duration(float64(took) * float64(size-p.read) / float64(done)), true
}

// words is how far the reading is: bytes, percent, and about how long it will go on.
func (p *pace) words(c *store.Client) string {
	switch {
	case c.BytesTotal <= 0 && c.BytesRead == 0:
		return "reading the logs"
	case c.BytesTotal <= 0:
		return "reading, " + summary.Size(c.BytesRead) + " so far"
	}
	text := fmt.Sprintf("reading %s, %d%%", partOf(c.BytesRead, c.BytesTotal), min(c.BytesRead*100/c.BytesTotal, 100))
	if d, ok := p.left(c.BytesTotal); ok {
		text += ", " + roughly(d) + " left"
	}
	return text
}

// roughly is a length of time that is only estimated: in steps of which a reader sees that.
func roughly(d time.Duration) string {
	switch {
	case d < 10*time.Second:
		return fmt.Sprintf("%d s", max(int(d.Round(time.Second)/time.Second), 1))
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d.Round(5*time.Second)/time.Second))
	}
	return rough(d.Round(time.Minute))
}
