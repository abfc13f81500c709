//go:build linux

// Command filter measures filters over a large capture: how soon the first screen of what they let
// through stands on a terminal, and all of it, from the key on; what following an id, adding a
// term, giving up and scrolling meanwhile cost; and query.Find alone.
//
//	go -C bench run ./generate -size 1000000000 /tmp/d1000
//	go -C bench run ./filter /tmp/d1000
package main

import (
	"flag"
	"slices"
	"time"

	"ccmtail/bench/gauge"
)

func main() {
	rounds := flag.Int("rounds", 5, "how often each filter is tried")
	program := flag.String("program", "", "the program; built if none is named")
	quiet := flag.Bool("quiet", false, "let the program go before everything else on the machine, as if that were quiet (root)")
	each := flag.Bool("each", false, "tell the times of each filter too")
	shown := flag.Bool("screen", true, "measure the program on its screen")
	alone := flag.Bool("find", true, "measure query.Find alone too")
	flag.Parse()
	for _, capture := range flag.Args() {
		if *shown {
			gauge.Must(screen(*program, capture, *rounds, *quiet, *each))
		}
		if *alone {
			gauge.Must(finding(capture, *rounds))
		}
	}
}

// filters are texts, ids, articles and expressions, in every record, in many, few and none, and
// none that goes on from one shortly before it.
var filters = []string{
	"e", "0x80070643", "update", "kb:961501", "reboot", "no such text", "installation", "level:error", "failed", "re:0x8007[0-9a-f]{4}", "windows",
	"guid:0d841d92-dcfd-42d0-99cc-da46abbfb86c", "Service Window", "zzz", "scheduler", "component:UpdatesHandler", "0x80240022", "error", "re:nothing like [0-9]+", "maintenance",
	"log:WUA", "UPDATE", "xyzzy", "location", "re:finished installing \\(0x8", "policy", "KB961501", "thread:4788", "0xdeadbeef", "!update", "superseded", "level:error failed",
	"re:Reboot required\\? (yes|no)", "quux", "tion", "kb:1234567", "component:wuahandler 0x8", "re:(fail|error).*0x8", "level:warning+", "0x8024402c", "re:job \\{[0-9a-f]+",
	"log:UpdatesDeployment update",
}

func sorted(all []time.Duration) []time.Duration {
	slices.Sort(all)
	return all
}
