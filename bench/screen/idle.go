//go:build linux

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"ccmtail/bench/gauge"
)

// idleAim is the most that a screen may cost on which nothing happens but its clock, in percent of
// a core, and calm how long nothing must have happened before: then the poll is slow.
const (
	idleAim = 0.2
	calm    = 70 * time.Second
)

// measureIdle shows logs that nobody writes to. The clock on the screen goes on.
func measureIdle(program string, logs int, d time.Duration) bool {
	dir, err := os.MkdirTemp("", "bench-screen")
	gauge.Must(err)
	defer os.RemoveAll(dir)
	now := time.Now()
	for i := range logs {
		var b strings.Builder
		for n := range 50 {
			b.WriteString(record(now.Add(-time.Duration(n)*time.Second), i))
		}
		gauge.Must(os.WriteFile(filepath.Join(dir, fmt.Sprintf("Log%03d.log", i)), []byte(b.String()), 0o644))
	}
	home, err := os.MkdirTemp("", "bench-screen-home")
	gauge.Must(err)
	defer os.RemoveAll(home)
	t := startOn(home, nil, program, dir)
	await(t, "LIVE")
	time.Sleep(calm)
	written := t.Written()
	percent := t.Used(func() { time.Sleep(d) })
	fmt.Printf("idle, %d logs: %.0f MB, %.0f bytes a second to the terminal\n", logs, memory(t), float64(t.Written()-written)/d.Seconds())
	gauge.Must(t.Leave())
	return gauge.Verdict(fmt.Sprintf("processor, %d idle logs", logs), percent, idleAim, "%")
}
