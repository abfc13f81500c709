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
	env  string // a variable and its value, if any
	args func(capture string, logs []string) []string
}

// cost is what one run took.
type cost struct {
	wall, cpu time.Duration
	peak      int64 // bytes resident at most
}

// result is the medians of a program's runs, or that one of them failed.
type result struct {
	name string
	cost
	failed bool
}

// errFailed says that a program did not get to its end.
var errFailed = errors.New("failed")

// measure runs the programs in turns over a capture, once more than counted so that all find the
// files read. One that fails does not run again.
func measure(programs []program, capture string, rounds int) ([]result, error) {
	logs, err := filepath.Glob(filepath.Join(capture, "*.log"))
	if err != nil {
		return nil, err
	}
	costs := make([][]cost, len(programs))
	results := make([]result, len(programs))
	for round := range rounds + 1 {
		for i, p := range programs {
			if results[i].failed {
				continue
			}
			c, err := p.run(capture, logs)
			switch {
			case errors.Is(err, errFailed):
				results[i].failed = true
			case err != nil:
				return nil, err
			case round > 0:
				costs[i] = append(costs[i], c)
			}
		}
	}
	for i, p := range programs {
		results[i].name = p.name
		if !results[i].failed {
			results[i].cost = medians(costs[i])
		}
		fmt.Fprintln(os.Stderr, capture, p.name, results[i].wall, results[i].cpu, results[i].peak>>20, "MB")
	}
	return results, nil
}

// medians returns the median of each figure.
func medians(costs []cost) cost {
	return cost{
		wall: median(costs, func(c cost) time.Duration { return c.wall }),
		cpu:  median(costs, func(c cost) time.Duration { return c.cpu }),
		peak: median(costs, func(c cost) int64 { return c.peak }),
	}
}

// run runs a program once. That something was found or not, as its exit code says, does not matter.
func (p program) run(capture string, logs []string) (cost, error) {
	args := p.args(capture, logs)
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), "HOME="+p.home, "XDG_CONFIG_HOME="+filepath.Join(p.home, ".config"))
	if p.env != "" {
		cmd.Env = append(cmd.Env, p.env)
	}
	begin := time.Now()
	err := cmd.Run()
	wall := time.Since(begin)
	switch exit := (*exec.ExitError)(nil); {
	case err == nil, errors.As(err, &exit) && exit.ExitCode() == 1 && p.name == "rg -c":
	case exit != nil:
		return cost{}, fmt.Errorf("%s: %w: %w", p.name, errFailed, err)
	default:
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
