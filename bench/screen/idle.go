//go:build linux

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// measureIdle shows logs that nobody writes to. The clock on the screen goes on.
func measureIdle(program string, logs int, d time.Duration) bool {
	dir, err := os.MkdirTemp("", "bench-screen")
	must(err)
	defer os.RemoveAll(dir)
	now := time.Now()
	for i := range logs {
		var b strings.Builder
		for n := range 50 {
			b.WriteString(record(now.Add(-time.Duration(n)*time.Second), i))
		}
		must(os.WriteFile(filepath.Join(dir, fmt.Sprintf("Log%03d.log", i)), []byte(b.String()), 0o644))
	}
	t := startOn(nil, program, dir)
	t.await("LIVE")
	time.Sleep(10 * time.Second) // until the poll has slowed down
	cpu, start, written := t.used(), time.Now(), t.bytes
	time.Sleep(d)
	took := time.Since(start)
	percent := float64(t.used()-cpu) / float64(took) * 100
	fmt.Printf("idle, %d logs: %.0f MB, %.0f bytes a second to the terminal\n", logs, t.memory(), float64(t.bytes-written)/took.Seconds())
	t.stop()
	return verdict(fmt.Sprintf("processor, %d idle logs", logs), percent, 1, "%")
}
