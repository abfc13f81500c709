//go:build linux

package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"ccmtail/feed"
	"ccmtail/model/event"
	"ccmtail/store"
)

// options say what to simulate.
type options struct {
	records, memory, generation int64
	most                        time.Duration
	say                         io.Writer
	// look is called with each picture that is taken.
	look func(*store.Snapshot)
	// beside is given a feed of the same logs that forgets nothing, if it is not nil.
	beside func(*feed.Feed)
}

// result is what became of what was written.
type result struct {
	records, events, generations      int64
	missing, doubled, textGone        int64
	eventsKnown, eventsMissed         int64
	forgotRecords, forgotEvents, kept int
	looks                             []time.Duration
	took                              time.Duration
	last                              *store.Snapshot
}

// String returns the result for people.
func (r *result) String() string {
	slices.Sort(r.looks)
	n := len(r.looks)
	return fmt.Sprintf("%d records in %d generations in %v: missing %d, doubled %d, text gone before it was seen %d; %d events of %d, missed %d\n"+
		"kept %d records, forgotten %d and %d events; peak memory of the process %d MB; a snapshot and the state of it p50 %v p99 %v most %v",
		r.records, r.generations, r.took.Round(time.Second), r.missing, r.doubled, r.textGone, r.eventsKnown, r.events, r.eventsMissed,
		r.kept, r.forgotRecords, r.forgotEvents, peakMemory()>>20, r.looks[n/2], r.looks[n*99/100], r.looks[n-1])
}

// failed returns what is wrong with a result, "" if nothing is.
func (r *result) failed() string {
	if r.missing+r.doubled+r.eventsMissed > 0 || r.eventsKnown != r.events {
		return "records or events were lost, or came twice"
	}
	return ""
}

// backlog returns how many bytes may be written that have not been read: less than a log's
// generation, or two of them could end between two looks.
func (o *options) backlog() int64 { return o.generation * 3 / 4 }

// soak writes a day into a folder while a feed follows it.
func soak(ctx context.Context, dir string, o options) (*result, error) {
	all, err := scripts()
	if err != nil {
		return nil, err
	}
	var logs []*log
	for _, s := range all {
		logs = append(logs, newLog(dir, s, o.generation))
	}
	for _, l := range logs { // all are there when the feed begins
		if err := l.write(1, start, 0); err != nil {
			return nil, err
		}
	}
	f, err := feed.Open([]string{dir}, feed.Options{Follow: true, Memory: o.memory})
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(ctx)
	var running sync.WaitGroup
	defer running.Wait()
	defer stop()
	running.Go(func() { _ = f.Run(ctx) })
	whole := f
	if o.beside != nil {
		var err error
		if whole, err = feed.Open([]string{dir}, feed.Options{Follow: true}); err != nil {
			return nil, err
		}
		running.Go(func() { _ = whole.Run(ctx) })
		o.beside(whole)
	}
	c := &checker{feed: f, whole: whole, next: map[string]int64{}, o: &o}
	written := make(chan error, 1)
	go func() { written <- writeAll(ctx, logs, &o, &c.read) }()
	return c.watch(ctx, written, logs)
}

// step is the time between two records, at 2,000 a second; batch how many a log writes at once.
const (
	step  = time.Second / 2000
	batch = 50
)

// writeAll writes until there are enough records, and each log to the end of its generation.
func writeAll(ctx context.Context, logs []*log, o *options, read *atomic.Int64) error {
	var records, bytes int64
	at, began := start, time.Now()
	for open := len(logs); open > 0; {
		open = 0
		for _, l := range logs {
			if enough := records >= o.records || o.most > 0 && time.Since(began) > o.most; enough && l.file == nil {
				continue
			}
			open++
			before := l.number
			if err := l.write(batch, at, step); err != nil {
				return err
			}
			records, bytes = records+l.number-before, bytes+int64(len(l.text))
			at = at.Add(time.Duration(l.number-before) * step)
		}
		for bytes-read.Load() > o.backlog() {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			time.Sleep(time.Millisecond)
		}
	}
	return nil
}

// checker looks at the feed as a screen does, and at every new record.
type checker struct {
	o           *options
	feed, whole *feed.Feed
	read        atomic.Int64
	next        map[string]int64 // number of each log's next record
	seen        event.RecordID
	fold        store.Fold
	result
}

// everyLook is how often is looked, everyWord how often is told how it goes.
const (
	everyLook = 20 * time.Millisecond
	everyWord = 10 * time.Second
	patience  = 5 * time.Minute // to wait for what has been written
	slow      = time.Second     // for a look, so that it is told
)

// watch looks until all has been written and read.
func (c *checker) watch(ctx context.Context, written <-chan error, logs []*log) (*result, error) {
	began, told := time.Now(), time.Now()
	var deadline time.Time
	for {
		v := c.take()
		if time.Since(told) > everyWord {
			told = time.Now()
			kept, _ := v.Clients[0].Records.MemoryUse()
			n, _ := v.Clients[0].Records.EvictedUntil()
			fmt.Fprintf(c.o.say, "%v: %d records, %d of them forgotten, %d MB of text kept, %d MB in all\n", time.Since(began).Round(time.Second), c.seen, n, kept>>20, memory()>>20)
		}
		select {
		case err := <-written:
			if err != nil {
				return nil, err
			}
			written, deadline = nil, time.Now().Add(patience)
			for _, l := range logs {
				c.records += l.number
				c.generations += int64(l.generations)
				c.events += int64(l.generations * l.events)
			}
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(everyLook):
		}
		if written == nil && (int64(c.seen) >= c.records || time.Now().After(deadline)) {
			c.took = time.Since(began)
			c.sum(c.take(), logs)
			return &c.result, nil
		}
	}
}

// take looks at what is there.
func (c *checker) take() *store.Snapshot {
	begin := time.Now()
	v := c.feed.Snapshot()
	client, there := &v.Clients[0], time.Since(begin)
	c.fold.AfterFirst(client.Events, client.Events.Len())
	c.looks = append(c.looks, time.Since(begin))
	if took := time.Since(begin); took > slow {
		fmt.Fprintf(c.o.say, "looking took %v, %v of it the snapshot, with %d events\n", took, there, client.Events.Len())
	}
	c.check(client.Records)
	c.read.Store(min(client.BytesRead, c.whole.Snapshot().Clients[0].BytesRead))
	if c.o.look != nil {
		c.o.look(v)
	}
	return v
}

// check looks at each record that is new.
func (c *checker) check(records *store.Records) {
	if records.Begin() > c.seen {
		c.missing += int64(records.Begin() - c.seen)
	}
	r := records.Reader(1)
	defer r.Close()
	r.EachRun(c.seen, records.End(), func(st *store.RecordRun) {
		text, next, at := st.Text(), c.next[st.Log], 0
		for _, size := range st.Sizes {
			if text == nil { // a record that can only be counted
				c.textGone++
				next++
				continue
			}
			n := number(text[at : at+int(size)])
			at += int(size)
			switch {
			case n > next:
				c.missing += n - next
			case n < next:
				c.doubled++
			}
			next = n + 1
		}
		c.next[st.Log] = next
	})
	c.seen = records.End()
}

// number returns the number of a record, -1 if it has none.
func number(text []byte) int64 {
	i := bytes.LastIndex(text, []byte(mark))
	if i < 0 {
		return -1
	}
	digits, _, _ := bytes.Cut(text[i+len(mark):], []byte(`"`))
	n, err := strconv.ParseInt(string(digits), 10, 64)
	if err != nil {
		return -1
	}
	return n
}

// sum is what is known at the end.
func (c *checker) sum(v *store.Snapshot, logs []*log) {
	for _, l := range logs {
		c.missing += max(l.number-c.next[l.name], 0)
	}
	client := &v.Clients[0]
	_, _, missed := client.Events.EvictedUntil()
	c.last, c.eventsMissed, c.kept = v, int64(missed), client.Records.Len()
	c.eventsKnown = int64(c.fold.AfterFirst(client.Events, client.Events.Len()).EventCount)
	c.forgotRecords, _ = client.Records.EvictedUntil()
	c.forgotEvents = client.Events.Begin()
}

// memory returns how much of the computer's memory the process takes, and peakMemory the most it
// took, in bytes.
func memory() int64     { return status("VmRSS:") }
func peakMemory() int64 { return status("VmHWM:") }

func status(name string) int64 {
	all, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, after, _ := bytes.Cut(all, []byte(name))
	var kb int64
	if _, err := fmt.Sscan(string(after), &kb); err != nil {
		return 0
	}
	return kb << 10
}
