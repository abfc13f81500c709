package tail

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	nxtail "github.com/nxadm/tail"
)

// baselineMain is a process that follows the same logs with nxadm/tail, with the best settings for
// this, and prints the number of records it got, every second and at the end.
func baselineMain() {
	var run lossRun
	if err := json.Unmarshal([]byte(os.Getenv("CCMTAIL_TEST_ARG")), &run); err != nil {
		panic(err)
	}
	b := &baseline{seen: map[int]*seenSet{}}
	for _, log := range run.Logs {
		t, err := nxtail.TailFile(run.path(log), nxtail.Config{
			Location: &nxtail.SeekInfo{Whence: io.SeekStart}, Follow: true, ReOpen: true,
			CompleteLines: true, Logger: nxtail.DiscardingLogger,
		})
		if err != nil {
			panic(err)
		}
		b.seen[log] = &seenSet{}
		go b.count(t)
	}
	totals := make(chan map[int]int)
	go func() {
		var m map[int]int
		json.NewDecoder(os.Stdin).Decode(&m)
		totals <- m
	}()
	for tick := time.NewTicker(time.Second); ; {
		select {
		case <-tick.C:
			b.report(nil)
		case m := <-totals:
			b.settle()
			b.report(m)
			return
		}
	}
}

// baseline counts what nxadm/tail delivers.
type baseline struct {
	mu    sync.Mutex
	seen  map[int]*seenSet // the records of each log
	dead  int              // how many followers have ended
	lines int
}

// count counts the lines of one log until its follower ends.
func (b *baseline) count(t *nxtail.Tail) {
	for line := range t.Lines {
		log, n, ok := parseRecord([]byte(line.Text + "\n"))
		b.mu.Lock()
		if ok && b.seen[log] != nil {
			b.seen[log].add(n)
		}
		b.lines++
		b.mu.Unlock()
	}
	b.mu.Lock()
	b.dead++
	b.mu.Unlock()
}

// settle waits until there has been no line for two seconds.
func (b *baseline) settle() {
	for last, quiet := -1, 0; quiet < 4; {
		b.mu.Lock()
		if quiet++; b.lines != last {
			last, quiet = b.lines, 0
		}
		b.mu.Unlock()
		time.Sleep(500 * time.Millisecond)
	}
}

// report prints the result. totals is the number of records of each log, nil before it is known.
func (b *baseline) report(totals map[int]int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	total, got, doubled := 0, 0, 0
	for log, s := range b.seen {
		total += totals[log]
		got += s.count()
		doubled += s.doubled
	}
	if totals == nil {
		fmt.Printf("%d records seen, doubled %d\n", got, doubled)
		return
	}
	fmt.Printf("%d records, missing %d, doubled %d, followers that ended %d\n", total, total-got, doubled, b.dead)
}
