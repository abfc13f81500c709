// Command hostile attacks the program from outside, with a seed, so that what it finds can be found
// again:
//
//	go run ./hostile mutate -program CCMTAIL [-seed 1] [-rounds 100] FOLDER
//	go run ./hostile ids -program CCMTAIL [-n 700000] [-memory 32M]
//	go run ./hostile slow -program CCMTAIL [-seed 1] [-sessions 50]
//	go run ./hostile mash -program CCMTAIL [-seed 1] [-keys 20000]
//	go run ./hostile loss -program CCMTAIL [-seed 1] [-for 1h] [-wine]
//
// mutate damages copies of the logs of a folder and runs commands over them: none may crash, hang, or
// write JSON that is none. ids writes a log in which a scan finds so many updates missing, and tells
// how much memory each command takes. slow types filters on a terminal that takes its output every
// 200 ms, while 17,000 records a second come with ever new threads; mash hits any keys and resizes the
// terminal, over and over until there were so many keys. None may crash, or fail to end. A race build
// tells its races as well. loss follows logs that are rolled over and cut back, and stops the follower each minute while
// they are truncated twice: nothing may come twice, or be missing without a word.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "hostile:", err)
		os.Exit(1)
	}
}

// run runs a subcommand.
func run(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("name a subcommand: mutate, ids, slow, mash or loss")
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	program := flags.String("program", "ccmtail", "the program to attack")
	seed := flags.Uint64("seed", 1, "of the random numbers")
	rounds := flags.Int("rounds", 100, "how many copies are damaged")
	n := flags.Int("n", 700_000, "how many updates there are")
	memory := flags.String("memory", "32M", "the memory limit")
	sessions := flags.Int("sessions", 50, "how many sessions there are at a slow terminal")
	first := flags.Int("first", 0, "the first session, to have one again")
	keys := flags.Int("keys", 20_000, "how many keys are mashed")
	most := flags.Duration("for", time.Hour, "how long logs are written to")
	wine := flags.Bool("wine", false, "run the program by Wine, in the prefix that .ci/wine prepares")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	switch {
	case args[0] == "mutate" && flags.NArg() == 1:
		return mutate(*program, flags.Arg(0), *seed, *rounds)
	case args[0] == "ids" && flags.NArg() == 0:
		return measureIDs(*program, *n, *memory)
	case args[0] == "loss" && flags.NArg() == 0:
		return measureLoss(*program, *wine, *most, *seed)
	}
	if a, found := attackOf(args[0], *keys); found && flags.NArg() == 0 {
		if args[0] == "mash" {
			*sessions = *keys // each has at least a key
		}
		return attackScreen(*program, a, *seed, *first, *sessions)
	}
	return fmt.Errorf("usage: hostile mutate FOLDER, or hostile ids, slow, mash or loss")
}

// measureIDs writes a log with n updates and says how much memory each command takes.
func measureIDs(program string, n int, memory string) error {
	dir, err := os.MkdirTemp("", "hostile")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := writeIDs(filepath.Join(dir, "WUAHandler.log"), n); err != nil {
		return err
	}
	for _, command := range [][]string{{"report", "--format", "json"}, {"report", "--format", "html"}, {"events"}, {"export"}} {
		r := execute(program, append(command, "--memory", memory, dir)...)
		fmt.Printf("%-22v %5d MB %6.1f s, exit code %d %s\n", command, r.peak>>20, r.took.Seconds(), r.code, r.firstLine())
	}
	return nil
}

// writeIDs writes a log in which a scan finds n updates missing.
func writeIDs(path string, n int) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(file)
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range n {
		ms := i * 50
		fmt.Fprintf(w, "<![LOG[%d. Update (Missing): 2026-03 Cumulative Update (KB%07d) (%08x-%04x-4c14-9c0e-%012x, 200)]LOG]!>"+
			"<time=\"%02d:%02d:%02d.%03d+300\" date=\"03-17-2026\" component=\"WUAHandler\" context=\"\" type=\"1\" thread=\"4196\" file=\"cwuahandler.cpp:3215\">\r\n",
			i+1, 5000000+i, rng.Uint32(), rng.IntN(1<<16), i, ms/3600000%24, ms/60000%60, ms/1000%60, ms%1000)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return file.Close()
}
