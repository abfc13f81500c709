//go:build linux

// Command open measures how soon the newest records of a capture are on the screen in their order, from the start of the program on, and
// how soon keys are answered while the rest is being read. The program runs on a pseudo terminal of 120 by 35.
//
//	go run ./bench/generate -size 1000000000 /tmp/c1000
//	go run ./bench/open -rounds 9 /tmp/c1000
//
// The machine's other work is in the figures: the processor time up to the first frame is steadier.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

func main() {
	rounds := flag.Int("rounds", 9, "how often each capture is opened")
	program := flag.String("program", "", "the program; built if none is named")
	flag.BoolVar(&quiet, "quiet", false, "let the program go before everything else on the machine, as if that were quiet (root)")
	flag.BoolVar(&typing, "keys", true, "type while the capture is being read")
	flag.Parse()
	if err := run(*program, *rounds, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "open:", err)
		os.Exit(1)
	}
}

var quiet, typing bool

func run(program string, rounds int, captures []string) error {
	dir, err := os.MkdirTemp("", "ccmtail-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := os.Setenv("XDG_CONFIG_HOME", dir); err != nil { // nobody's settings
		return err
	}
	if program == "" {
		program = filepath.Join(dir, "ccmtail")
		build := exec.Command("go", "build", "-o", program, ".")
		build.Stderr = os.Stderr
		if err := build.Run(); err != nil {
			return err
		}
	}
	for _, capture := range captures {
		if err := measure(program, capture, rounds); err != nil {
			return err
		}
	}
	return nil
}

// measure opens a capture some times and prints what came of it.
func measure(program, capture string, rounds int) error {
	records, err := newest(capture)
	if err != nil {
		return err
	}
	var first, processor, keys []time.Duration
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	late := jitter(ctx)
	for range rounds {
		t, err := start(program, capture)
		if err != nil {
			return err
		}
		at, err := t.until(func(screen string) bool { return shows(screen, records) }, 2*time.Minute)
		if err == nil {
			first, processor = append(first, at.Sub(t.begun)), append(processor, t.processor())
			if typing {
				keys, err = t.keys(keys)
			}
		}
		t.end()
		if err != nil {
			return err
		}
	}
	cancel()
	fmt.Printf("%s\n  newest records on the screen: %s\n  processor time by then:       %s\n  key to frame while loading:   %s\n  a sleep of 5 ms is late by:   %s\n",
		capture, figures(first), figures(processor), figures(keys), figures(<-late))
	return nil
}

// keys types while the capture is being read: the newest record's page, and back.
func (t *terminal) keys(took []time.Duration) ([]time.Duration, error) {
	if _, err := t.press("4", func(screen string) bool { return strings.Contains(screen, "━ 4 Log") }); err != nil {
		return took, err
	}
	log := func(screen string) bool { return strings.Contains(screen, "4 Log") }
	for t.loading() {
		there, err := t.press("\r", func(screen string) bool { return !log(screen) })
		if err != nil {
			return took, err
		}
		time.Sleep(20 * time.Millisecond)
		back, err := t.press("q", log)
		if err != nil {
			return took, err
		}
		time.Sleep(20 * time.Millisecond)
		took = append(took, there, back)
	}
	return took, nil
}

// loading says whether the header says so.
func (t *terminal) loading() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	header, _, _ := strings.Cut(t.emu.String(), "\n")
	return strings.Contains(header, "reading")
}

// jitter is by how much sleeps of 5 ms took too long until ctx ends: what the machine does to everybody at the time.
func jitter(ctx context.Context) <-chan []time.Duration {
	result := make(chan []time.Duration, 1)
	go func() {
		var late []time.Duration
		for ctx.Err() == nil {
			start := time.Now()
			time.Sleep(5 * time.Millisecond)
			late = append(late, time.Since(start)-5*time.Millisecond)
		}
		result <- late
	}()
	return result
}

// figures are the median, the 99th of a hundred, and the worst.
func figures(all []time.Duration) string {
	if len(all) == 0 {
		return "nothing measured"
	}
	slices.Sort(all)
	n := len(all)
	ms := func(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
	return fmt.Sprintf("median %.1f ms, p99 %.1f ms, max %.1f ms (%d)", ms(all[n/2]), ms(all[(n-1)*99/100]), ms(all[n-1]), n)
}
