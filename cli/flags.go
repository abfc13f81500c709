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

// parseFilters parses the filters of the command line into one that all of them must match. The error
// points at what is wrong in an expression.
func parseFilters(expressions []string, saved query.Saved) (query.All, error) {
	var all query.All
	for _, s := range expressions {
		m, err := saved.Parse(s, parseTime)
		var syntax *query.Error
		if errors.As(err, &syntax) {
			return nil, fmt.Errorf("--filter: %w\n  %s\n  %s", err, s, syntax.Pointer(s))
		}
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}

// Shell completion completes commands and flags without further code, and files for arguments that
// have no completion of their own, such as SOURCE.

// offerValues sets the values that shell completion offers for a flag. Without values it offers
// nothing, not even files.
func offerValues(cmd *cobra.Command, flag string, values ...string) {
	must(cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)))
}

// offerFolders makes shell completion offer folders for a flag.
func offerFolders(cmd *cobra.Command, flag string) { must(cmd.MarkFlagDirname(flag)) }

// offerFiles makes shell completion offer files with these extensions for a flag.
func offerFiles(cmd *cobra.Command, flag string, extensions ...string) {
	must(cmd.MarkFlagFilename(flag, extensions...))
}

// must panics if there is an error. It is for calls that fail only if the program is wrong, such as
// those that name a flag which does not exist.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// parseTime parses a time of the command line. It returns the zero time for "".
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

// noArguments is the cobra.PositionalArgs of a command without arguments.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError{fmt.Errorf("%s takes no arguments; remove %q", cmd.CommandPath(), args[0])}
	}
	return nil
}

// orOwnClient returns the sources, or if there are none the log folder of the client on this
// computer. It fails if there is no client.
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

// requireSource is the cobra.PositionalArgs of a command with one or more sources.
func requireSource(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usageError{fmt.Errorf("%s needs a SOURCE: a folder of logs, a log file, a .zip, or - for standard input", cmd.CommandPath())}
	}
	return nil
}

// filterTerms holds the beginnings of filters that shell completion offers.
var filterTerms = []string{"kb:", "guid:", "log:", "component:", "thread:", "level:error", "level:warning+", "re:", "after:", "before:"}

// canAwaitLogs reports whether it makes sense to wait for the logs of all sources: they are folders
// that exist, or on other computers, which may be unreachable for a while.
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
