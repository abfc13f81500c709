package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// commands are run over each damaged copy.
var commands = [][]string{
	{"report"}, {"report", "--format", "json"}, {"report", "--format", "html"}, {"report", "--all", "--explain-unknown"},
	{"events"}, {"export"}, {"export", "--format", "csv"}, {"doctor"},
}

// result is how a command ended.
type result struct {
	out, said []byte
	code      int
	peak      int64 // bytes of memory
	took      time.Duration
	err       error // other than an exit code
}

// timeLimit is how long a command may take.
const timeLimit = 5 * time.Minute

// execute runs a command.
func execute(program string, args ...string) (r result) {
	ctx, cancel := context.WithTimeout(context.Background(), timeLimit)
	defer cancel()
	var out, said bytes.Buffer
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Stdout, cmd.Stderr = &out, &said
	began := time.Now()
	err := cmd.Run()
	r.out, r.said, r.took = out.Bytes(), said.Bytes(), time.Since(began)
	if cmd.ProcessState != nil {
		r.code, r.peak = cmd.ProcessState.ExitCode(), peakOf(cmd.ProcessState)
	}
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		r.err = err
	}
	if ctx.Err() != nil {
		r.err = fmt.Errorf("does not end within %v", timeLimit)
	}
	return r
}

// firstLine returns the first line of standard error.
func (r *result) firstLine() []byte {
	line, _, _ := bytes.Cut(r.said, []byte("\n"))
	return line
}

// fault returns what is wrong with the result, nil if nothing is.
func (r *result) fault(args []string) error {
	switch {
	case r.err != nil:
		return r.err
	case r.code != 0 && r.code != 1:
		return fmt.Errorf("exit code %d: %.300s", r.code, r.said)
	case bytes.Contains(r.said, []byte("goroutine ")) || bytes.Contains(r.said, []byte("crash.txt")):
		return fmt.Errorf("crashed: %.300s", r.said)
	case len(args) == 3 && args[2] == "json" && !json.Valid(r.out):
		return fmt.Errorf("no JSON: %.100s", r.out)
	}
	return nil
}

// mutate damages copies of the logs of a folder and runs commands over them.
func mutate(program, folder string, seed uint64, rounds int) error {
	names, err := filepath.Glob(filepath.Join(folder, "*.lo[g_]"))
	if err != nil || len(names) == 0 {
		return fmt.Errorf("no logs in %s", folder)
	}
	dir, err := os.MkdirTemp("", "hostile")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	failed, runs := 0, 0
	for round := range rounds {
		rng := rand.New(rand.NewPCG(seed, uint64(round)))
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(dir, filepath.Base(name)), damage(text, rng), 0o600); err != nil {
				return err
			}
		}
		for _, args := range commands {
			runs++
			r := execute(program, append(args, dir)...)
			if fault := r.fault(args); fault != nil {
				failed++
				fmt.Printf("seed %d, round %d, %v: %v\n", seed, round, args, fault)
			}
		}
	}
	fmt.Printf("%d runs over %d copies, %d faults\n", runs, rounds, failed)
	if failed > 0 {
		return fmt.Errorf("%d faults", failed)
	}
	return nil
}

// nasty are pieces of text to insert.
var nasty = []string{
	"\x00\x00\x00", "\x1b[2J\x1b]0;x\a", "<![LOG[", "]LOG]!>", "\xff\xfe", "\u202e", "\r", "\n\n", "time=\"99:99:99.999+999\"", "date=\"12-31-9999\"",
	"date=\"01-01-0001\"", "date=\"02-30-2026\"", "{00000000-0000-0000-0000-000000000000}", "0xffffffff", "-9223372036854775808", "=cmd|' /C calc'!A0",
}

// damage returns a text with a few random changes.
func damage(text []byte, rng *rand.Rand) []byte {
	text = bytes.Clone(text)
	for range 1 + rng.IntN(30) {
		if len(text) == 0 {
			break
		}
		at := rng.IntN(len(text))
		end := min(len(text), at+1+rng.IntN(300))
		switch rng.IntN(5) {
		case 0:
			text[at] ^= byte(1 << rng.IntN(8))
		case 1:
			text = append(text[:at:at], text[end:]...)
		case 2:
			text = append(text[:end:end], text[at:]...)
		case 3:
			text = append(append(text[:at:at], nasty[rng.IntN(len(nasty))]...), text[at:]...)
		default:
			if rng.IntN(4) == 0 {
				text = text[:at]
			}
		}
	}
	return text
}
