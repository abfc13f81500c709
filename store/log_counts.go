package store

import "ccmtail/model"

// Counts says what was read of a log.
type Counts struct {
	Records  int // whole records of a known format
	Damaged  int // records whose head or tail is missing
	Plain    int // lines without a known format
	Bytes    int64
	ByFormat [model.Formats]int
	First    int64 // UTC nanoseconds of the earliest timed record, 0 if there is none
	Last     int64 // and of the latest
}

func (c *Counts) add(frame *model.Frame, utc int64) {
	c.addMany(frame, 1, frame.Size)
	if frame.Flags&model.Untimed == 0 {
		c.Include(utc)
	}
}

// addMany adds n records like frame of so many bytes in all, without their times.
func (c *Counts) addMany(frame *model.Frame, n, bytes int) {
	c.Bytes += int64(bytes)
	switch {
	case frame.Flags&model.Damaged != 0:
		c.Damaged += n
	case frame.Format == model.FormatPlain:
		c.Plain += n
	default:
		c.Records += n
	}
	c.ByFormat[frame.Format] += n
}

// merge adds other counts.
func (c *Counts) merge(other *Counts) {
	c.Records += other.Records
	c.Damaged += other.Damaged
	c.Plain += other.Plain
	c.Bytes += other.Bytes
	for format, n := range other.ByFormat {
		c.ByFormat[format] += n
	}
	c.Include(other.First)
	c.Include(other.Last)
}

// Include widens First and Last to cover a time in UTC nanoseconds; 0 means no time.
func (c *Counts) Include(utc int64) {
	if utc == 0 {
		return
	}
	if c.First == 0 || utc < c.First {
		c.First = utc
	}
	if c.Last == 0 || utc > c.Last {
		c.Last = utc
	}
}
