package cli

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ccmtail/query"
	"ccmtail/tail"
)

const filterHelp = `EXPRESSION has the same syntax as the & key on the screen. Plain words match text. re: kb: guid: log: component:
thread: level: after: before: match one field. Terms next to each other must all match, " | " separates alternatives,
! negates. Times must be complete here (RFC 3339). kb: and guid: match records that contain the number or the id; the
other records of the update are found with * on the screen. @NAME is a filter saved on the screen or in the
configuration.`

// parseFilters reads the filters of the command line; a record must pass all of them.
func parseFilters(expressions []string, saved query.Saved) (query.All, error) {
	var all query.All
	for _, s := range expressions {
		m, err := query.Parse(s, saved, parseTime)
		var wrong *query.Error
		if errors.As(err, &wrong) {
			return nil, fmt.Errorf("--filter: %w\n  %s\n  %s", err, s, wrong.Pointer(s))
		}
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}

// In a shell, Tab completes commands and flags by itself, and files where nothing is said about an
// argument, as for every SOURCE.

// offerValues gives a flag the values that Tab offers for it; none at all for one that is typed,
// such as a time.
func offerValues(cmd *cobra.Command, flag string, values ...string) {
	must(cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)))
}

// offerFolders says that a flag takes a folder.
func offerFolders(cmd *cobra.Command, flag string) { must(cmd.MarkFlagDirname(flag)) }

// offerFiles says that a flag takes a file with one of these endings.
func offerFiles(cmd *cobra.Command, flag string, endings ...string) {
	must(cmd.MarkFlagFilename(flag, endings...))
}

// must panics if a command is wired to a flag that it does not have.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// parseTime reads a time of the command line; "" is none.
func parseTime(s string) (time.Time, error) {
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

func requireSource(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usageError{fmt.Errorf("%s needs a SOURCE: a folder of logs, a log file, a .zip, or - for standard input", cmd.CommandPath())}
	}
	return nil
}

// filterTerms are what Tab offers to begin a filter with.
var filterTerms = []string{"kb:", "guid:", "log:", "component:", "thread:", "level:error", "level:warning+", "re:", "after:", "before:"}

// canAwaitLogs reports whether every source is one that may get its logs yet: a folder that is
// there, or one on another computer, which may be away for a moment.
func canAwaitLogs(sources []string) bool {
	for _, s := range sources {
		if strings.HasPrefix(s, `\\`) {
			continue
		}
		if i, err := os.Stat(s); err != nil || !i.IsDir() {
			return false
		}
	}
	return true
}
