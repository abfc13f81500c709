package cli

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
	"unsafe"
)

// TestTheHeapIsMarkedForHugePages expects that what is allocated next lies in what has been marked.
func TestTheHeapIsMarkedForHugePages(t *testing.T) {
	if _, err := os.Stat("/sys/kernel/mm/transparent_hugepage"); err != nil {
		t.Skip("this kernel has no huge pages:", err)
	}
	useHugePages()
	heap := make([]byte, 128<<20)
	flags := flagsOfMapping(t, uintptr(unsafe.Pointer(&heap[len(heap)/2])))
	if !strings.Contains(flags+" ", " hg ") {
		t.Errorf("the mapping of new memory has the flags %q, want hg", flags)
	}
}

// flagsOfMapping returns the flags of the mapping that an address of this process lies in.
func flagsOfMapping(t *testing.T, address uintptr) string {
	f, err := os.Open("/proc/self/smaps")
	if err != nil {
		t.Skip("no list of mappings:", err)
	}
	defer f.Close()
	var from, to uintptr
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if flags, ok := strings.CutPrefix(lines.Text(), "VmFlags:"); ok && from <= address && address < to {
			return flags
		}
		var first, end uintptr
		if n, _ := fmt.Sscanf(lines.Text(), "%x-%x ", &first, &end); n == 2 {
			from, to = first, end
		}
	}
	t.Fatalf("no mapping of %x", address)
	return ""
}
