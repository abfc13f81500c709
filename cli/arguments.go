package cli

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"ccmtail/tail"
)

// moment reads a time of the command line; "" is none.
func moment(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return t, fmt.Errorf("time %q: write it as 2026-03-10T21:05:00-05:00 or 2026-03-11T02:05:00Z", s)
	}
	return t.UTC(), nil
}

func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError{fmt.Errorf("%s takes no arguments; remove %q", cmd.CommandPath(), args[0])}
	}
	return nil
}

// orOwnClient returns the sources, or where none is named the folder of this computer's own client.
func orOwnClient(sources []string) ([]string, error) {
	if len(sources) > 0 {
		return sources, nil
	}
	own, err := tail.ClientLogFolder()
	if err != nil {
		return nil, usageError{err}
	}
	return []string{own}, nil
}

func someSource(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usageError{fmt.Errorf("%s needs a SOURCE: a folder of logs, a log file, a .zip, or - for standard input", cmd.CommandPath())}
	}
	return nil
}
