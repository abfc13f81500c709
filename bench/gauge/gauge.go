//go:build linux

// Package gauge is what the programs that measure have in common: a terminal to run the measured
// program on, figures beside their aims, and how busy the machine is with other things.
package gauge

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

// Must ends the program with exit code 1 and says why, if there is an error.
func Must(err error) {
	if err != nil {
		fmt.Fprintf(os.Stderr, "bench/%s: %v\n", filepath.Base(os.Args[0]), err)
		os.Exit(1)
	}
}

// Program returns a program to measure: the one named, or ccmtail as it stands in the folder above
// this module's, built into dir, which may be its home too: there ccmtail is the name of the folder
// of its settings.
func Program(named, dir string) (string, error) {
	if named != "" {
		return named, nil
	}
	built := filepath.Join(dir, "program")
	if out, err := exec.Command("go", "build", "-C", "..", "-o", built, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build: %w: %s", err, out)
	}
	return built, nil
}

// Verdict prints one figure beside its aim and reports whether it holds.
func Verdict(what string, got, aim float64, unit string) bool {
	word := "ok"
	if got > aim {
		word = "MISSED"
	}
	fmt.Printf("%-52s %8.2f %-3s aim ≤ %g  %s\n", what, got, unit, aim, word)
	return got <= aim
}

// Jitter returns by how much sleeps of 5 ms took too long until ctx ends, shortest first: what the
// machine does to everybody at the time.
func Jitter(ctx context.Context) <-chan []time.Duration {
	result := make(chan []time.Duration, 1)
	go func() {
		var late []time.Duration
		for ctx.Err() == nil {
			start := time.Now()
			time.Sleep(5 * time.Millisecond)
			late = append(late, time.Since(start)-5*time.Millisecond)
		}
		slices.Sort(late)
		result <- late
	}()
	return result
}

// Of returns the duration at a share of durations that stand in order, in milliseconds: 0.5 is the
// median.
func Of(sorted []time.Duration, share float64) float64 {
	return float64(sorted[int(share*float64(len(sorted)-1))]) / float64(time.Millisecond)
}
