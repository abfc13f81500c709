//go:build linux

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"ccmtail/bench/gauge"
)

// recordsPerSecond is how many records each client writes in the live part.
const recordsPerSecond = 2

// measureLive lets every client write, and one of them a line each second that tells an event. It
// measures what that costs, and how soon the event is known.
func (r *run) measureLive(t *gauge.Terminal, live time.Duration) {
	dirs, err := filepath.Glob(filepath.Join(r.folder, "PC*", "Logs"))
	gauge.Must(err)
	told, seen := map[string]time.Time{}, map[string]time.Time{}
	stopWriting, stopReading := make(chan struct{}), make(chan struct{})
	var writer, reader sync.WaitGroup
	writer.Go(func() { writeAll(dirs, stopWriting, told) })
	reader.Go(func() { r.awaitEvents(stopReading, seen) })
	cost := t.Used(func() { time.Sleep(live) })
	close(stopWriting)
	writer.Wait()
	time.Sleep(6 * time.Second)
	close(stopReading)
	reader.Wait()
	r.verdict("all clients write, processor", cost, 50, "%")
	var late []time.Duration
	for client, at := range told {
		if known, ok := seen[client]; ok {
			late = append(late, known.Sub(at))
		}
	}
	sortDurations(late)
	if len(late) == 0 {
		gauge.Must(fmt.Errorf("none of %d events is in the journal", len(told)))
	}
	fmt.Printf("%d of %d events are in the journal\n", len(late), len(told))
	r.verdict("line to row, p50", gauge.Of(late, 0.5)/1000, 5, "s")
	r.verdict("line to row, p99", gauge.Of(late, 0.99)/1000, 5, "s")
	r.ok = r.ok && len(late) == len(told)
}

// writeAll writes the records of all clients until stop is closed, and notes when each event was
// written, by client.
func writeAll(dirs []string, stop <-chan struct{}, told map[string]time.Time) {
	const slices = 20 // of a second
	tick := time.NewTicker(time.Second / slices)
	defer tick.Stop()
	for n := 0; ; n++ {
		select {
		case <-stop:
			return
		case <-tick.C:
		}
		for i, dir := range dirs {
			for k := range recordsPerSecond {
				if (i*recordsPerSecond+k*slices/recordsPerSecond)%slices == n%slices {
					appendRecord(filepath.Join(dir, "StateMessage.log"), "StateMessage", fmt.Sprintf("Nothing of note, number %d", n))
				}
			}
		}
		if at := n / slices; n%slices == 0 && at < len(dirs) {
			told[filepath.Base(filepath.Dir(dirs[at]))] = time.Now()
			appendRecord(filepath.Join(dirs[at], "CcmExec.log"), "CcmExec", "Starting CCMEXEC service...")
		}
	}
}

// appendRecord appends a native record with the present time.
func appendRecord(path, component, message string) {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	gauge.Must(err)
	defer f.Close()
	now := time.Now().UTC().Add(-300 * time.Minute)
	_, err = fmt.Fprintf(f, "<![LOG[%s]LOG]!><time=\"%s+300\" date=\"%s\" component=\"%s\" context=\"\" type=\"1\" thread=\"77\" file=\"bench.cpp:1\">\r\n",
		message, now.Format("15:04:05.000"), now.Format("01-02-2006"), component)
	gauge.Must(err)
}

func sortDurations(all []time.Duration) { slices.Sort(all) }

// awaitEvents reads what is appended to the journal until stop is closed, and notes when it had the start
// of each client.
func (r *run) awaitEvents(stop <-chan struct{}, seen map[string]time.Time) {
	offsets := map[string]int64{}
	for {
		names, err := filepath.Glob(filepath.Join(r.journal, "*.ndjson"))
		gauge.Must(err)
		for _, name := range names {
			fresh := readFrom(name, offsets[name])
			fresh = fresh[:bytes.LastIndexByte(fresh, '\n')+1]
			offsets[name] += int64(len(fresh))
			for line := range bytes.Lines(fresh) {
				var e struct {
					Time       time.Time
					Client, To string
				}
				if json.Unmarshal(line, &e) == nil && e.To == "client-started" && time.Since(e.Time) < time.Minute {
					seen[e.Client] = time.Now()
				}
			}
		}
		select {
		case <-stop:
			return
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// readFrom returns what a file has from an offset on: the journal is long, and to read all of it again and
// again would slow down what is measured.
func readFrom(name string, offset int64) []byte {
	f, err := os.Open(name)
	gauge.Must(err)
	defer f.Close()
	_, err = f.Seek(offset, io.SeekStart)
	gauge.Must(err)
	text, err := io.ReadAll(f)
	gauge.Must(err)
	return text
}

// peaks are the most that a process took of each.
type peaks struct {
	memory           float64 // MB
	handles, threads int
}

// watch watches a process; the function returned gives the most it took.
func watch(pid int) func() peaks {
	var p peaks
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			handles, _ := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
			p.handles = max(p.handles, len(handles))
			p.threads = max(p.threads, int(statusOf(pid, "Threads:")))
			p.memory = max(p.memory, statusOf(pid, "VmHWM:")/1024)
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	return func() peaks { close(stop); <-done; return p }
}

// statusOf returns a number of a process's status.
func statusOf(pid int, name string) float64 {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, name); ok {
			n, _ := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			return n
		}
	}
	return 0
}
