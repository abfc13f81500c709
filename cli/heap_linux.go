package cli

import (
	"runtime/debug"
	"sync"

	"golang.org/x/sys/unix"
)

// hugePagesHeap is how many bytes of the heap are backed by huge pages at most: what a capture of 1 GB takes.
const hugePagesHeap = 448 << 20

// useHugePages has the kernel back the heap with huge pages (2 MB) from now on, where it has any. Memory
// that is touched for the first time interrupts the program once a page, which on a virtual machine takes
// a seventh of the time that a large capture is read in. Go does not ask for them.
//
// The heap grows once, its addresses are marked, and they are free again before any of them is touched.
// The runtime allocates from the lowest free address on, and so in what is marked.
var useHugePages = sync.OnceFunc(func() {
	markForHugePages(int(min(hugePagesHeap, debug.SetMemoryLimit(-1)/2)))
	debug.FreeOSMemory()
})

// markForHugePages marks so many bytes of the heap, which nothing refers to afterwards. Where the kernel has
// no huge pages this fails, and changes nothing.
func markForHugePages(bytes int) { _ = unix.Madvise(make([]byte, bytes), unix.MADV_HUGEPAGE) }
