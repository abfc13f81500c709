package cli

import (
	"fmt"
	"math"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/pbnjay/memory"

	"ccmtail/feed"
)

// bytesValue is a flag's number of bytes, as people write it: 512M, 2G, 1048576.
type bytesValue int64

// The least memory that is worth naming, and the share of this computer's that is taken unless it is named.
const (
	leastMemory = 16 << 20
	mostMemory  = 1 << 30
	memoryShare = 4
)

// ownMemory is a quarter of this computer's memory, at most 1 GiB.
func ownMemory() bytesValue {
	total := memory.TotalMemory()
	if total == 0 {
		return mostMemory
	}
	return bytesValue(min(max(total/memoryShare, leastMemory), mostMemory))
}

// String implements pflag.Value.
func (b *bytesValue) String() string {
	for shift, unit := 30, 0; shift > 0; shift, unit = shift-10, unit+1 {
		if n := int64(*b); n>>shift > 0 && n%(1<<shift) == 0 {
			return fmt.Sprintf("%d%c", n>>shift, "GMK"[unit])
		}
	}
	return strconv.FormatInt(int64(*b), 10)
}

// Type implements pflag.Value.
func (b *bytesValue) Type() string { return "SIZE" }

// Set implements pflag.Value.
func (b *bytesValue) Set(s string) error {
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
	case n<<shift < leastMemory:
		return fmt.Errorf("%s is too small, at least %dM", s, leastMemory>>20)
	}
	*b = bytesValue(n << shift)
	return nil
}

// How much garbage, in percent of what is kept, may lie about. What is kept holds few pointers, so that collecting often is
// cheap: a capture is read in little memory. What is followed needs little, and is followed for long at little cost. Where only events
// are kept there is hardly any garbage, and until the screen is there nothing needs collecting at all: the first moments are for what
// is to be shown.
const (
	collectRead   = 25
	collectFollow = 200
	collectSeldom = 400
	firstMoments  = 150 * time.Millisecond
)

// collect sets how often garbage is collected, unless the environment does.
func collect(o feed.Options) {
	switch {
	case os.Getenv("GOGC") != "":
	case o.Follow:
		debug.SetGCPercent(collectSeldom)
		time.AfterFunc(firstMoments, func() { debug.SetGCPercent(collectFollow) })
	case o.EventsOnly:
		debug.SetGCPercent(collectSeldom)
	default:
		debug.SetGCPercent(collectRead)
	}
}

// limits are options within the memory that what is read may take.
func (p *program) limits(o feed.Options) feed.Options {
	o.Memory = feed.RetentionLimit(int64(p.memory))
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(feed.CollectorLimit(int64(p.memory)))
	}
	collect(o)
	return o
}

// open is a feed of sources within the program's limits.
func (p *program) open(sources []string, o feed.Options) (*feed.Feed, error) {
	return feed.Open(sources, p.limits(o))
}
