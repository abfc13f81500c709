package feed

import (
	"runtime"
	"sync"
	"time"

	"ccmtail/internal/crash"
	"ccmtail/model"
	"ccmtail/store"
)

// Where only the state at the end is asked for, the events of a large source are folded while it is
// read, and not kept. Its logs are read in step for that, and events are folded up to the time that
// all of them have reached, but for some slack, as the records of a log are only nearly in order.
// If an event comes even later, or the bias turns out to have been another one, the source is read
// once more without that (see Clients.read).

// endStateFrom is the size in bytes from which on that is worth while, foldFrom how many events are
// waited for before more are folded.
var (
	endStateFrom int64 = 256 << 20
	foldFrom           = 1 << 14
)

const (
	// endSlack is how far behind the logs the folding stays.
	endSlack = time.Hour
	// maxUnfolded is how many events may wait while others are being folded.
	maxUnfolded = 1 << 16
	// maxInStep is how many logs are read in step. Each needs a buffer and an open file.
	maxInStep = 100
)

// endState folds the events of an ingester while they come.
type endState struct {
	pace
	stop       func() // ends the reading, which is in vain
	goroutines sync.WaitGroup

	// Guarded by ingester.timelineMu.
	folding  bool
	folded   *sync.Cond // something has been folded
	foldNext int        // how many events are to wait before there is another attempt
	zoneless []store.ZonelessEvent
}

// foldWhileReading makes the ingester keep only the state that the events lead to. stop is called
// if that turns out to be impossible.
func (in *ingester) foldWhileReading(stop func()) {
	in.end = &endState{stop: stop, folded: sync.NewCond(&in.timelineMu), foldNext: foldFrom}
	in.timeline.KeepEndOnly()
}

// Start implements tail.Starter.
func (in *ingester) Start(logs []string) (atOnce int) {
	if in.end == nil || len(logs) > maxInStep {
		return 0
	}
	in.end.start(logs, runtime.GOMAXPROCS(0))
	return len(logs)
}

// Done implements tail.Starter.
func (in *ingester) Done(log string) {
	if in.end == nil {
		return
	}
	in.streamOf(log).finishTurns()
	in.end.done(log)
}

// isInStep reports whether logs are read in step.
func (in *ingester) isInStep() bool { return in.end != nil && in.end.inStep() }

// noteProgress notes up to which record a log has been stored.
func (in *ingester) noteProgress(log string, last *model.Frame) {
	if in.end == nil || last.Flags&model.Untimed != 0 {
		return
	}
	bias := last.Bias
	if last.Flags&model.Zoneless != 0 {
		var known bool
		if bias, known = in.records.BiasAtWall(last.Wall); !known {
			return
		}
	}
	in.end.advance(log, last.Wall+int64(bias)*int64(time.Minute))
}

// foldSome begins to fold what can be, if there is enough of it, and waits if there is too much.
// The caller holds timelineMu.
func (in *ingester) foldSome() {
	e := in.end
	switch {
	case e == nil:
		return
	case in.timeline.IsSpoiled():
		e.stop()
		return
	case !e.folding && in.timeline.Pending() >= e.foldNext:
		e.folding = true
		e.goroutines.Go(crash.Guarded(in.foldAll))
	}
	for e.folding && in.timeline.Pending() > maxUnfolded {
		e.folded.Wait()
	}
}

// foldAll folds all events that can be.
func (in *ingester) foldAll() {
	e := in.end
	in.timelineMu.Lock()
	defer in.timelineMu.Unlock()
	for {
		in.timeline.Rezone(in.rezone)
		batch := in.timeline.TakeUntil(e.foldTo())
		if batch == nil {
			break
		}
		in.timelineMu.Unlock()
		zoneless := batch.Fold()
		in.timelineMu.Lock()
		e.zoneless = append(e.zoneless, zoneless...)
		in.timeline.Release(batch)
		in.chargeTimeline()
		e.folded.Broadcast()
	}
	e.folding, e.foldNext = false, in.timeline.Pending()+foldFrom
	e.folded.Broadcast()
}

// foldTo returns the time before which events may be folded.
func (e *endState) foldTo() int64 {
	to := e.oldest()
	if to < 0 {
		return 0
	}
	return to - int64(endSlack)
}

// awaitFolding waits until nothing is being folded. The caller holds timelineMu.
func (in *ingester) awaitFolding() {
	for in.end != nil && in.end.folding {
		in.end.folded.Wait()
	}
}

// isEndRight reports, when everything has been read, whether the state at the end is that of all
// events in their order.
func (in *ingester) isEndRight() bool {
	in.timelineMu.Lock()
	defer in.timelineMu.Unlock()
	in.awaitFolding()
	for _, z := range in.end.zoneless {
		if bias, zoned := in.records.BiasAtWall(z.Wall); bias != z.Bias || zoned != z.Zoned {
			return false
		}
	}
	return !in.timeline.IsSpoiled()
}
