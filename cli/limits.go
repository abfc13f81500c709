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
)

// byteSize is a flag's number of bytes, as people write it: 512M, 2G, 1048576.
type byteSize int64

// The least memory that is worth naming, and the share of this computer's that is taken unless it
// is named.
const (
	minMemory        = 16 << 20
	maxDefaultMemory = 1 << 30
	memoryShare      = 4
)

// defaultMemory returns a quarter of this computer's memory, at most 1 GiB.
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

// How much garbage, in percent of what is kept, may lie about. What is kept holds few pointers, so
// that collecting often is cheap: a capture is read in little memory. What is followed needs
// little, and is followed for long at little cost. Where only events are kept there is hardly any
// garbage, and until the screen is there nothing needs collecting at all: the first moments are for
// what is to be shown.
const (
	gcPercentRead   = 25
	gcPercentFollow = 200
	gcPercentSeldom = 400
	startupTime     = 150 * time.Millisecond
)

// setGCPercent sets how often garbage is collected, unless the environment does.
func setGCPercent(o feed.Options) {
	switch {
	case os.Getenv("GOGC") != "":
	case o.Follow:
		debug.SetGCPercent(gcPercentSeldom)
		time.AfterFunc(startupTime, func() { debug.SetGCPercent(gcPercentFollow) })
	case o.EventsOnly:
		debug.SetGCPercent(gcPercentSeldom)
	default:
		debug.SetGCPercent(gcPercentRead)
	}
}

// applyLimits returns options within the memory that what is read may take.
func (p *invocation) applyLimits(o feed.Options) feed.Options {
	o.Memory = feed.RetentionLimit(int64(p.memoryLimit))
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(feed.CollectorLimit(int64(p.memoryLimit)))
	}
	setGCPercent(o)
	return o
}

// openFeed returns a feed of sources within the program's limits.
func (p *invocation) openFeed(sources []string, o feed.Options) (*feed.Feed, error) {
	return feed.Open(sources, p.applyLimits(o))
}

// raiseGOMAXPROCS lets two goroutines more than there are processors run until everything has been
// read, so that keys need not wait until one of those that read is done. Afterwards they would only
// be more that wake each other for nothing. What it gives back waits for the end of that.
func raiseGOMAXPROCS(ctx context.Context, loaded <-chan struct{}) (wait func()) {
	n := runtime.GOMAXPROCS(0)
	runtime.GOMAXPROCS(n + 2)
	var waiting sync.WaitGroup
	waiting.Go(func() {
		select {
		case <-loaded:
		case <-ctx.Done():
		}
		runtime.GOMAXPROCS(n)
	})
	return waiting.Wait
}
