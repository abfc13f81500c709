// Command ccmtail shows what a ConfigMgr client does during a software update deployment, from its logs:
// live on a screen, replayed from a capture, or as a report.
package main

import (
	"os"

	"ccmtail/cli"
)

// Set by the release build; otherwise taken from what the Go toolchain stamped.
var version, commit, date string

func main() {
	os.Exit(cli.Main(cli.Build{Version: version, Commit: commit, Date: date}))
}
