//go:build linux

// Command screen measures the whole program on a terminal: how soon a record that another process
// appends is on the screen, what that costs, what the screen costs when nothing happens, and what the
// terminal is told of in a night.
//
//	go -C bench run ./screen                     all of it, about nine minutes
//	go -C bench run ./screen -rate 100000        ten times as many records
//	go -C bench run ./screen -dense              half of them make events
//	go -C bench run ./screen -busy 10s -idle 10s shorter
//	go -C bench run ./screen -program ./ccmtail  a program built before
//
// It exits with 1 if a figure is worse than the aim printed beside it.
package main

import (
	"flag"
	"os"
	"strconv"
	"strings"
	"time"

	"ccmtail/bench/gauge"
)

// quiet lets the program go before everything else; dense makes every second record an event.
var quiet, dense bool

func main() {
	program := flag.String("program", "", "the program to measure; none builds it")
	busy := flag.Duration("busy", 30*time.Second, "time to write records for the latency")
	idle := flag.Duration("idle", 30*time.Second, "time to watch an idle screen")
	rate := flag.Int("rate", usual, "records a second over all logs")
	logs := flag.String("logs", "21,60,200", "numbers of logs of idle screens, none for \"\"")
	length := flag.Duration("night", 100*time.Second, "time into which a night is pressed, from 30s to 2m; 0 leaves it out")
	flag.BoolVar(&dense, "dense", false, "every second record makes an event, about one of thousands of updates")
	flag.BoolVar(&quiet, "quiet", false, "let the program go before everything else on the machine, as if that were quiet: for root")
	flag.Parse()
	if dir := os.Getenv("BENCH_SCREEN_WRITE"); dir != "" {
		writeRecords(dir, *rate, *busy)
		return
	}
	dir, err := os.MkdirTemp("", "bench-screen")
	gauge.Must(err)
	defer os.RemoveAll(dir)
	*program, err = gauge.Program(*program, dir)
	gauge.Must(err)
	ok := true
	for _, n := range strings.FieldsFunc(*logs, func(r rune) bool { return r == ',' }) {
		count, err := strconv.Atoi(n)
		gauge.Must(err)
		ok = measureIdle(*program, count, *idle) && ok
	}
	for _, keys := range []string{"", "&t=\r"} {
		ok = measureBusy(*program, keys, *rate, *busy) && ok
	}
	if *length > 0 {
		for i := range nights {
			ok = nights[i].watch(*program, *length) && ok
		}
	}
	if !ok {
		os.Exit(1)
	}
}

// startOn runs the program over a folder on a terminal, its settings and what it keeps in home.
func startOn(home string, shown func(time.Time, string), program, dir string) *gauge.Terminal {
	t, err := gauge.Start(gauge.Options{Quiet: quiet, Env: []string{"NO_COLOR=", "XDG_STATE_HOME=" + home, "XDG_CONFIG_HOME=" + home}, Shown: shown}, program, dir)
	gauge.Must(err)
	return t
}

// memory returns the program's resident memory in MB.
func memory(t *gauge.Terminal) float64 {
	mb, err := t.Memory()
	gauge.Must(err)
	return mb
}

// await waits for the screen to say something and gives back how long that took.
func await(t *gauge.Terminal, text string) time.Duration {
	start := time.Now()
	at, err := t.Until(gauge.Says(text), time.Minute)
	gauge.Must(err)
	return at.Sub(start)
}
