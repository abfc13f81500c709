//go:build linux

// Command open measures how soon the newest records of a capture are on the screen in their order,
// from the start of the program on, and how soon keys are answered while the rest is being read.
// The program runs on a pseudo terminal of 120 by 35.
//
//	go -C bench run ./generate -size 1000000000 /tmp/c1000
//	go -C bench run ./open -rounds 9 /tmp/c1000
//
// With -keys=false it measures instead what it takes until everything has been read: nothing is typed then.
//
// The machine's other work is in the figures: the processor time up to the first frame is steadier.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"ccmtail/bench/gauge"
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
	for _, home := range []string{"XDG_CONFIG_HOME", "XDG_STATE_HOME"} { // nobody's settings
		if err := os.Setenv(home, dir); err != nil {
			return err
		}
	}
	if program, err = gauge.Program(program, dir); err != nil {
		return err
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
	var first, processor, keys, loaded []time.Duration
	peak := 0.0
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	late := gauge.Jitter(ctx)
	for range rounds {
		t, err := gauge.Start(gauge.Options{Quiet: quiet}, program, capture)
		if err != nil {
			return err
		}
		at, err := t.Until(func(screen string) bool { return shows(screen, records) }, 2*time.Minute)
		if err == nil {
			first = append(first, at.Sub(t.Begun))
			var used time.Duration
			used, err = t.Processor()
			processor = append(processor, used)
			switch {
			case err != nil:
			case typing:
				keys, err = press(t, keys)
			default:
				loaded, peak, err = awaitLoaded(t, loaded, peak)
			}
		}
		t.Kill()
		if err != nil {
			return err
		}
	}
	cancel()
	defer func() {
		if !typing {
			fmt.Printf("  processor time until idle:    %s\n  peak memory:                  %.0f MB\n", figures(loaded), peak)
		}
	}()
	fmt.Printf("%s\n  newest records on the screen: %s\n  processor time by then:       %s\n  key to frame while loading:   %s\n  a sleep of 5 ms is late by:   %s\n",
		capture, figures(first), figures(processor), figures(keys), figures(<-late))
	return nil
}

// awaitLoaded waits until everything has been read and drawn, and adds what that took.
func awaitLoaded(t *gauge.Terminal, took []time.Duration, peak float64) ([]time.Duration, float64, error) {
	for loading(t) {
		time.Sleep(20 * time.Millisecond)
	}
	time.Sleep(time.Second)
	used, err := t.Processor()
	if err != nil {
		return took, peak, err
	}
	most, err := t.Peak()
	return append(took, used), max(peak, most), err
}

// press types while the capture is being read: the newest record's page, and back.
func press(t *gauge.Terminal, took []time.Duration) ([]time.Duration, error) {
	if _, err := t.Press("4", gauge.Says("━ 4 Log")); err != nil {
		return took, err
	}
	log := gauge.Says("4 Log")
	for loading(t) {
		there, err := t.Press("\r", func(screen string) bool { return !log(screen) })
		if err != nil {
			return took, err
		}
		time.Sleep(20 * time.Millisecond)
		back, err := t.Press("q", log)
		if err != nil {
			return took, err
		}
		time.Sleep(20 * time.Millisecond)
		took = append(took, there, back)
	}
	return took, nil
}

// loading reports whether the header says so.
func loading(t *gauge.Terminal) bool {
	header, _, _ := strings.Cut(t.Screen(), "\n")
	return strings.Contains(header, "reading")
}

// figures returns the median, the 99th of a hundred, and the worst.
func figures(all []time.Duration) string {
	if len(all) == 0 {
		return "nothing measured"
	}
	slices.Sort(all)
	return fmt.Sprintf("median %.1f ms, p99 %.1f ms, max %.1f ms (%d)", gauge.Of(all, 0.5), gauge.Of(all, 0.99), gauge.Of(all, 1), len(all))
}
