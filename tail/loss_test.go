package tail

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/bits"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// The loss test. Other processes write numbered records to logs, with bursts, partial writes,
// rollovers, truncations and recreations at random. An operation that destroys records waits until
// they have been delivered. For comparison the follower of github.com/nxadm/tail reads the same
// logs, in another process since it may end its own.
//
//	CCMTAIL_LOSS=1h    how long to write for each number of logs
//	CCMTAIL_LOGS=60    only this number of logs
//	CCMTAIL_SEED=7     another seed
//	CCMTAIL_ALONE=1    without nxadm/tail; always so on Windows, where its open files keep deleted ones there

func TestMain(m *testing.M) {
	switch os.Getenv("CCMTAIL_TEST_ROLE") {
	case "writer":
		writerMain()
	case "baseline":
		baselineMain()
	case "owner":
		ownerMain()
	case "half":
		halfWriterMain()
	default:
		os.Exit(m.Run())
	}
}

// lossRun says what to write. It is passed to the other processes as JSON.
type lossRun struct {
	Dir     string
	Logs    []int
	Seed    uint64
	Seconds float64
}

func TestNothingIsLostOrDoubled(t *testing.T) { testNothingIsLost(t, (*Source).Run, 1, 4, 60) }

// testNothingIsLost runs the loss test for several numbers of logs. read reads the source until its
// context ends.
func testNothingIsLost(t *testing.T, read func(*Source, context.Context, Sink) error, counts ...int) {
	seconds, seed := 2.0, uint64(1)
	if testing.Short() {
		seconds = 0.7
	}
	if d, err := time.ParseDuration(os.Getenv("CCMTAIL_LOSS")); err == nil {
		seconds = d.Seconds()
	}
	if n, err := strconv.Atoi(os.Getenv("CCMTAIL_LOGS")); err == nil {
		counts = []int{n}
	}
	if n, err := strconv.ParseUint(os.Getenv("CCMTAIL_SEED"), 10, 64); err == nil {
		seed = n
	}
	for _, n := range counts {
		t.Run(fmt.Sprintf("%d logs", n), func(t *testing.T) {
			run := lossRun{Dir: tempDir(t), Seed: seed, Seconds: seconds}
			for i := range n {
				run.Logs = append(run.Logs, i)
			}
			testLoss(t, run, read)
		})
	}
}

// testLoss runs the test for some logs.
func testLoss(t *testing.T, run lossRun, read func(*Source, context.Context, Sink) error) {
	sink := newLossSink()
	ctx, cancel := context.WithCancel(t.Context())
	s, err := Open(run.Dir, Options{Follow: true, Wait: true})
	if err != nil {
		t.Fatal(err)
	}
	var reader, writers sync.WaitGroup
	reader.Go(func() {
		if err := read(s, ctx, sink); err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	stopBaseline := startBaseline(t, run)
	for _, part := range split(run) {
		writers.Go(func() { runWriter(t, part, sink) })
	}
	writers.Wait()
	sink.settle()
	cancel()
	reader.Wait()
	missing, doubled, damaged := sink.result()
	t.Logf("ours:       %d records, missing %d, doubled %d, damaged %d, late %d; %d generations, %d gaps",
		sink.written(), missing, doubled, damaged, sink.late, sink.generations, sink.gaps)
	t.Logf("writers:    retried %d times, gave up %d times", sink.retried, sink.gaveUp)
	t.Logf("nxadm/tail: %s", stopBaseline(sink.totals))
	if missing+doubled+damaged > 0 {
		t.Errorf("missing %d, doubled %d, damaged %d: %v", missing, doubled, damaged, sink.complaints)
	}
}

// split divides the logs among at most four processes.
func split(run lossRun) []lossRun {
	parts := make([]lossRun, min(4, len(run.Logs)))
	for i := range parts {
		parts[i] = run
		parts[i].Logs = nil
	}
	for i, l := range run.Logs {
		p := &parts[i%len(parts)]
		p.Logs = append(p.Logs, l)
	}
	return parts
}

// child returns a command that runs this test binary in another role.
func child(role string, arg any) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	text, _ := json.Marshal(arg)
	cmd.Env = append(os.Environ(), "CCMTAIL_TEST_ROLE="+role, "CCMTAIL_TEST_ARG="+string(text))
	return cmd
}

// runWriter runs a writer and answers its questions until it ends.
func runWriter(t *testing.T, part lossRun, sink *lossSink) {
	cmd := child("writer", part)
	cmd.Stderr = os.Stderr
	in, _ := cmd.StdinPipe()
	out, _ := cmd.StdoutPipe()
	if err := cmd.Start(); err != nil {
		t.Error(err)
		return
	}
	var mu sync.Mutex // guards in
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var verb string
		var log, n int
		fmt.Sscan(lines.Text(), &verb, &log, &n)
		switch verb {
		case "need":
			go func() {
				sink.await(log, n)
				mu.Lock()
				defer mu.Unlock()
				fmt.Fprintf(in, "%d\n", log)
			}()
		case "total":
			sink.setTotal(log, n)
		case "retried":
			sink.addFailures(n, 0)
		case "gaveup":
			sink.addFailures(0, n)
		}
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("writer: %v", err)
	}
}

// startBaseline starts the follower of nxadm/tail on the same logs. It returns a function that stops
// it and returns its result.
func startBaseline(t *testing.T, run lossRun) func(totals map[int]int) string {
	if os.Getenv("CCMTAIL_ALONE") != "" || runtime.GOOS == "windows" {
		return func(map[int]int) string { return "not run" }
	}
	cmd := child("baseline", run)
	cmd.Env = append(cmd.Env, "GORACE=exitcode=0") // it may have races
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, io.Discard
	in, _ := cmd.StdinPipe()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return func(totals map[int]int) string {
		json.NewEncoder(in).Encode(totals)
		timeout := time.AfterFunc(30*time.Second, func() { cmd.Process.Kill() }) // it is only compared with
		err := cmd.Wait()
		timeout.Stop()
		lines := strings.Split(strings.TrimSpace(out.String()), "\n")
		if err != nil {
			return fmt.Sprintf("ended by itself (%v); %s", err, lines[len(lines)-1])
		}
		return lines[len(lines)-1]
	}
}

// logName returns the file name of a log.
func logName(log int) string { return fmt.Sprintf("Log%02d.log", log) }

// record returns record n of a log. The text after the number depends on it, so that damage shows.
func record(log, n int) string {
	pad := strings.Repeat("abcdefghij", 5)[:uint(n*7919)%50]
	return fmt.Sprintf("<%02d %08d %s>\r\n", log, n, pad)
}

// parseRecord returns the log and the number of a record, and false if it is damaged.
func parseRecord(line []byte) (log, n int, ok bool) {
	if _, err := fmt.Sscanf(string(line), "<%d %d ", &log, &n); err != nil {
		return 0, 0, false
	}
	return log, n, string(line) == record(log, n)
}

// seenSet is a set of numbers that counts those that are added twice.
type seenSet struct {
	bits    []uint64
	doubled int
}

func (s *seenSet) add(n int) {
	for n/64 >= len(s.bits) {
		s.bits = append(s.bits, 0)
	}
	if s.has(n) {
		s.doubled++
	}
	s.bits[n/64] |= 1 << (n % 64)
}

func (s *seenSet) has(n int) bool { return n/64 < len(s.bits) && s.bits[n/64]>>(n%64)&1 == 1 }

func (s *seenSet) count() (sum int) {
	for _, w := range s.bits {
		sum += bits.OnesCount64(w)
	}
	return sum
}

// path returns the path of a log.
func (r lossRun) path(log int) string { return filepath.Join(r.Dir, logName(log)) }
