//go:build linux

package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"time"
)

// program is one of the programs compared.
type program struct {
	name string
	home string
	args func(capture string, logs []string) []string
}

// cost is what one run took.
type cost struct {
	wall, cpu time.Duration
	peak      int64 // bytes resident at most
}

// result is the medians of a program's runs.
type result struct {
	name string
	cost
}

// measure runs the programs in turns over a capture, once more than counted so that all find the
// files read.
func measure(programs []program, capture string, rounds int) ([]result, error) {
	logs, err := filepath.Glob(filepath.Join(capture, "*.log"))
	if err != nil {
		return nil, err
	}
	costs := make([][]cost, len(programs))
	for round := range rounds + 1 {
		for i, p := range programs {
			c, err := p.run(capture, logs)
			if err != nil {
				return nil, err
			}
			if round > 0 {
				costs[i] = append(costs[i], c)
			}
		}
	}
	results := make([]result, len(programs))
	for i, p := range programs {
		results[i] = result{p.name, cost{
			wall: median(costs[i], func(c cost) time.Duration { return c.wall }),
			cpu:  median(costs[i], func(c cost) time.Duration { return c.cpu }),
			peak: median(costs[i], func(c cost) int64 { return c.peak }),
		}}
		fmt.Fprintln(os.Stderr, capture, p.name, results[i].wall, results[i].cpu, results[i].peak>>20, "MB")
	}
	return results, nil
}

// run runs a program once. That something was found or not, as its exit code says, does not matter.
func (p program) run(capture string, logs []string) (cost, error) {
	args := p.args(capture, logs)
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), "HOME="+p.home, "XDG_CONFIG_HOME="+filepath.Join(p.home, ".config"))
	begin := time.Now()
	err := cmd.Run()
	wall := time.Since(begin)
	if exit := (*exec.ExitError)(nil); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1 || p.name != "rg -c") {
		return cost{}, fmt.Errorf("%s: %w", p.name, err)
	}
	s := cmd.ProcessState
	return cost{wall, s.UserTime() + s.SystemTime(), s.SysUsage().(*syscall.Rusage).Maxrss << 10}, nil
}

func median[T cmp.Ordered](costs []cost, of func(cost) T) T {
	all := make([]T, len(costs))
	for i, c := range costs {
		all[i] = of(c)
	}
	slices.Sort(all)
	return all[len(all)/2]
}
