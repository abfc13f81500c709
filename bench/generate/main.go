// Command generate writes a capture of any size for measurements, in the client's own files: the
// demo's evening over and over, a night later each time. It makes three kinds:
//
//   - quiet: between the evenings stands what a client writes all day without anything happening
//   - dense: nothing but evenings, in which every second record makes an event, with new updates
//     every few nights
//   - foreign: dense, with bytes of Windows-1252 outside ASCII in about one record in a thousand
//
// With -fleet it writes many clients of one site, each with a fate of its own, and truth.json, which
// says what is true of each.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	size := flag.Int64("size", 100<<20, "bytes to write in all; of a fleet, of each client on average (0.5 to 2 MB by default)")
	kind := flag.String("kind", "quiet", "quiet, dense or foreign")
	calm := flag.Int("quiet", -1, "quiet records for each record of an evening; 3 in the quiet kind, else 0")
	utf8 := flag.Bool("utf8", false, "letters of UTF-8 outside ASCII in every second record")
	single := flag.Bool("single", false, "a single log of the whole size")
	clients := flag.Int("fleet", 0, "write so many clients and truth.json, which says what is true of each")
	seed := flag.Uint64("seed", 1, "what the fates of a fleet are drawn from")
	flag.Parse()
	o, ok := kinds[*kind]
	if flag.NArg() != 1 || *size <= 0 || *clients < 0 || !ok {
		fmt.Fprintln(os.Stderr, "usage: generate [-kind quiet|dense|foreign] [-size BYTES] [-quiet N] [-utf8] [-single] FOLDER\n       generate -fleet N [-size BYTES] [-seed N] FOLDER")
		os.Exit(2)
	}
	if *calm >= 0 {
		o.calm = *calm
	}
	if *utf8 {
		o.letters, o.lettersEvery = " - geprüft: Übertragung läuft", 2
	}
	o.single = *single
	err := error(nil)
	if *clients == 0 {
		err = generate(flag.Arg(0), *size, o)
	} else {
		isSet := false
		flag.Visit(func(f *flag.Flag) { isSet = isSet || f.Name == "size" })
		if !isSet {
			*size = 5 << 18 // from 0.5 to 2 MB
		}
		err = writeFleet(flag.Arg(0), *clients, *size, *seed)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// options is what a capture is like.
type options struct {
	calm         int    // quiet records for each record of an evening
	renewAfter   int    // nights after which the updates and what belongs to them are new ones; 0 never
	letters      string // stands behind messages; "" nothing
	lettersEvery int    // that of one in so many records
	single       bool   // only one log
}

// kinds is the options of each kind. With new updates after six nights, 1 GB has 6,000 of them.
var kinds = map[string]options{
	"quiet":   {calm: 3},
	"dense":   {renewAfter: 6},
	"foreign": {renewAfter: 6, letters: " - gepr\xfcft: \xdcbertragung l\xe4uft", lettersEvery: 1000},
}
