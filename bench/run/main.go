//go:build linux

// Command run measures how fast a capture is read to its final state, beside lnav, ripgrep and wc
// reading the same files, and writes the medians and their ratios to docs/performance.md.
//
//	go -C bench run ./run                        10 MB, 100 MB and 1 GB of each kind, five rounds: many minutes
//	go -C bench run ./run -sizes 10,100 -kinds dense -rounds 3 -out -
//
// The programs take turns, so that whatever else the machine does falls on all of them. lnav runs
// twice: with a format for the client's logs (ccm_log.json), and without one, when it knows the lines
// and nothing of what they say. A program that is not installed is left out, and one that fails is
// said to.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

func main() {
	sizes := flag.String("sizes", "10,100,1000", "megabytes of the captures")
	kinds := flag.String("kinds", "quiet,dense,foreign,utf8,single", "kinds of captures, as bench/generate makes them; utf8 and single are dense")
	rounds := flag.Int("rounds", 5, "how often each program runs")
	without := flag.String("without", "", "a program that is left out, by its name in the table")
	out := flag.String("out", "../docs/performance.md", "file whose table is replaced; - prints it")
	flag.Parse()
	if err := run(*sizes, *kinds, *without, *rounds, *out); err != nil {
		fmt.Fprintln(os.Stderr, "run:", err)
		os.Exit(1)
	}
}

func run(sizes, kinds, without string, rounds int, out string) error {
	dir, err := os.MkdirTemp("", "ccmtail-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	programs, err := prepare(dir)
	if err != nil {
		return err
	}
	programs = slices.DeleteFunc(programs, func(p program) bool { return p.name == without })
	var t table
	for s := range strings.SplitSeq(sizes, ",") {
		mb, err := strconv.Atoi(strings.TrimSpace(s))
		if err != nil {
			return err
		}
		for kind := range strings.SplitSeq(kinds, ",") {
			capture := filepath.Join(dir, "capture")
			args := append(kindFlags(kind), "-size", strconv.Itoa(mb*1_000_000), capture)
			if err := call(filepath.Join(dir, "generate"), args...); err != nil {
				return err
			}
			results, err := measure(programs, capture, rounds)
			if err != nil {
				return err
			}
			t.add(fmt.Sprintf("%d MB, %s", mb, kind), results)
			if err := os.RemoveAll(capture); err != nil {
				return err
			}
		}
	}
	return t.write(out)
}

// kindFlags returns the flags of bench/generate for a kind of capture.
func kindFlags(kind string) []string {
	if kind == "utf8" || kind == "single" {
		return []string{"-kind", "dense", "-" + kind}
	}
	return []string{"-kind", kind}
}

// prepare builds ours and the generator into dir, and gives lnav a home with the format in it, and
// another without.
func prepare(dir string) ([]program, error) {
	for _, b := range []struct{ name, module, pkg string }{{"ccmtail", "..", "."}, {"generate", ".", "./generate"}} {
		if err := call("go", "build", "-C", b.module, "-o", filepath.Join(dir, b.name), b.pkg); err != nil {
			return nil, err
		}
	}
	format, err := os.ReadFile("run/ccm_log.json")
	if err != nil {
		return nil, err
	}
	formats := filepath.Join(dir, ".config", "lnav", "formats", "installed")
	if err := os.MkdirAll(formats, 0o755); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(formats, "ccm_log.json"), format, 0o644); err != nil {
		return nil, err
	}
	// lnav writes what it brings with it, and its crashes, to where it is started if it has no home.
	if err := os.MkdirAll(filepath.Join(bareHome(dir), ".config", "lnav"), 0o755); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(compared(dir), func(p program) bool {
		path := p.args("", nil)[0]
		return !filepath.IsAbs(path) && !installed(path)
	}), nil
}

// bareHome returns the home in which lnav has no format for the client's logs.
func bareHome(dir string) string { return filepath.Join(dir, "bare") }

// compared returns the programs, the measure of the others first. Ours are in dir.
func compared(dir string) []program {
	report := func(more ...string) func(string, []string) []string {
		return func(c string, _ []string) []string {
			return append([]string{filepath.Join(dir, "ccmtail"), "report", c}, more...)
		}
	}
	lnav := func(_ string, logs []string) []string {
		return append([]string{"lnav", "-n", "-c", ":goto 0"}, logs...)
	}
	return []program{
		{name: "ccmtail report", home: dir, args: report()},
		{name: "ccmtail report, one processor", home: dir, env: "GOMAXPROCS=1", args: report()},
		{name: "ccmtail report --format markdown", home: dir, args: report("--format", "markdown")}, // all records indexed, as on the screen
		{name: "lnav -n", home: dir, args: lnav},
		{name: "lnav -n, no format", home: bareHome(dir), args: lnav},
		{name: "rg -c", home: dir, args: func(c string, _ []string) []string { return []string{"rg", "-c", "-F", "0x80240022", c} }},
		{name: "wc -l", home: dir, args: func(_ string, logs []string) []string { return append([]string{"wc", "-l"}, logs...) }},
	}
}

func installed(name string) bool {
	_, err := exec.LookPath(name)
	return err == nil
}

func call(name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Stderr = os.Stderr
	return cmd.Run()
}
