package cli

import (
	"context"
	"fmt"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/pbnjay/memory"

	"ccmtail/feed"
	"ccmtail/internal/crash"
)

// byteSize is the value of a flag for a number of bytes, such as 512M, 2G or 1048576.
type byteSize int64

const (
	minMemory        = 16 << 20 // the least that --memory accepts, in bytes
	maxDefaultMemory = 1 << 30  // the most that is the default
	memoryShare      = 4        // the default is the computer's memory divided by this
)

// defaultMemory returns the default of --memory.
func defaultMemory() byteSize {
	total := memory.TotalMemory()
	if total == 0 {
		return maxDefaultMemory
	}
	return byteSize(min(max(total/memoryShare, minMemory), maxDefaultMemory))
}

// String implements pflag.Value.
func (b *byteSize) String() string {
	for shift, unit := 30, 0; shift > 0; shift, unit = shift-10, unit+1 {
		if n := int64(*b); n>>shift > 0 && n%(1<<shift) == 0 {
			return fmt.Sprintf("%d%c", n>>shift, "GMK"[unit])
		}
	}
	return strconv.FormatInt(int64(*b), 10)
}

// Type implements pflag.Value.
func (b *byteSize) Type() string { return "SIZE" }

// Set implements pflag.Value.
func (b *byteSize) Set(s string) error {
	digits := strings.TrimRight(strings.ToUpper(s), "IB")
	shift := 0
	if n := len(digits); n > 0 {
		if at := strings.IndexByte("KMG", digits[n-1]); at >= 0 {
			digits, shift = strings.TrimSpace(digits[:n-1]), 10*(at+1)
		}
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	switch {
	case err != nil || n > math.MaxInt64>>shift:
		return fmt.Errorf("%q is not a size; write 512M or 2G", s)
	case n<<shift < minMemory:
		return fmt.Errorf("%s is too small, at least %dM", s, minMemory>>20)
	}
	*b = byteSize(n << shift)
	return nil
}

// Values for debug.SetGCPercent. The store has few pointers, so that a collection takes little time.
const (
	gcPercentRead   = 25  // while a capture is read, and many clients are kept, to need little memory
	gcPercentFollow = 50  // while logs are followed: no less time with 200, and a third more memory
	gcPercentFold   = 50  // while events are folded as they are read
	gcPercentMany   = 50  // while many clients are read, of which a few are kept at a time, or those of a hub
	gcPercentSeldom = 400 // while only events are kept, which makes little garbage, and during startupTime
)

// mostGarbageFolding is how many bytes of garbage there are at most while events are folded as they are read.
const mostGarbageFolding = 24 << 20

// startupTime is the time after the start during which the processors are needed to show the screen.
const startupTime = 150 * time.Millisecond

// setGCPercent sets the target of the garbage collector, unless GOGC does.
func setGCPercent(o feed.Options) {
	switch {
	case os.Getenv("GOGC") != "":
	case o.Follow:
		debug.SetGCPercent(gcPercentSeldom)
		time.AfterFunc(startupTime, func() { setGCPercentOf(gcPercentFollow, mostGarbage) })
	case o.EventsOnly:
		debug.SetGCPercent(gcPercentSeldom)
	default:
		debug.SetGCPercent(gcPercentRead)
	}
}

// setGCPercentFolding does so when a large capture begins to be read whose events are folded meanwhile.
func setGCPercentFolding() {
	if os.Getenv("GOGC") == "" {
		setGCPercentOf(gcPercentFold, mostGarbageFolding)
	}
}

// setGCPercentWhenRead does so again when everything has been read: what is derived from the events makes
// garbage.
func setGCPercentWhenRead(o feed.Options) {
	if os.Getenv("GOGC") == "" && o.EventsOnly {
		debug.SetGCPercent(gcPercentRead)
	}
}

// limitGarbage sets the target of the garbage collector for clients that are read one after the other, or
// that a hub holds, unless GOGC does.
func limitGarbage() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercentMany)
	}
}

// applyLimits sets the limits of the garbage collector, and returns o with the memory limit and
// the user's own rules.
func (p *invocation) applyLimits(o feed.Options) feed.Options {
	o.Memory, o.Rules, o.OnLarge = p.limitMemory(), p.rules, useHugePages
	setGCPercent(o)
	return o
}

// limitMemory sets the memory limit of the garbage collector, and returns how many bytes to keep of what
// is read.
func (p *invocation) limitMemory() int64 {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(feed.CollectorLimit(int64(p.memoryLimit)))
	}
	return feed.RetentionLimit(int64(p.memoryLimit))
}

// openFeed returns a feed of sources with the memory limit.
func (p *invocation) openFeed(sources []string, o feed.Options) (*feed.Feed, error) {
	sources, err := p.withoutBinaries(sources)
	if err != nil {
		return nil, err
	}
	return feed.Open(p.sourcesOnce(sources), p.applyLimits(o))
}

// findClients returns the clients that sources lead to.
func (p *invocation) findClients(sources []string) (*feed.Clients, error) {
	sources, err := p.withoutBinaries(sources)
	if err != nil {
		return nil, err
	}
	return feed.FindClients(p.sourcesOnce(sources)), nil
}

// raiseGOMAXPROCS raises GOMAXPROCS by two until loaded is closed or ctx ends, so that a key need not
// wait for a goroutine that is reading. After that the higher value would cost time, since idle
// threads wake each other. It returns a function that waits until GOMAXPROCS has been reset.
func raiseGOMAXPROCS(ctx context.Context, loaded <-chan struct{}) (wait func()) {
	n := runtime.GOMAXPROCS(0)
	runtime.GOMAXPROCS(n + 2)
	var goroutine sync.WaitGroup
	goroutine.Go(crash.Guarded(func() {
		select {
		case <-loaded:
		case <-ctx.Done():
		}
		runtime.GOMAXPROCS(n)
	}))
	return goroutine.Wait
}
