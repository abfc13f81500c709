package cli

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ccmtail/internal/text"
	"ccmtail/query"
	"ccmtail/tail"
)

const filterHelp = `EXPRESSION has the same syntax as the & key on the screen. Plain words match text, "words in quotation marks" exactly
what stands between them. re: kb: guid: log: component: thread: level: after: before: match one field. Terms next to
each other must all match, " | " separates alternatives, ! negates; level:error|warning are alternatives of one field.
kb:NUMBER and guid:ID match every record about that update, also those that name only its contents or jobs; the number
alone matches text. @NAME is a filter saved on the screen or in the configuration.`

// parseFilters reads the filters of the command line; a record must pass all of them.
func parseFilters(expressions []string, saved query.Saved, times query.Times) (query.All, error) {
	var all query.All
	for _, s := range expressions {
		m, err := query.Parse(s, saved, times.Parse)
		if err != nil {
			return nil, filterError(s, err)
		}
		all = append(all, m)
	}
	return all, nil
}

// filterError returns an error of --filter that points at what is wrong with the expression.
func filterError(expression string, err error) error {
	var wrong *query.Error
	if shown := strings.ReplaceAll(expression, "\t", " "); errors.As(err, &wrong) && text.Clean(shown) == shown {
		return linesError(fmt.Sprintf("--filter: %s\n  %s\n  %s", text.Clean(err.Error()), shown, wrong.Pointer(shown)))
	}
	return fmt.Errorf("--filter: %w", err)
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

// unquoteFlags removes the marks around the names of values from what Tab says of flags.
func unquoteFlags(cmd *cobra.Command) {
	cmd.Flags().VisitAll(func(f *pflag.Flag) { f.Usage = strings.ReplaceAll(f.Usage, "`", "") })
	for _, c := range cmd.Commands() {
		unquoteFlags(c)
	}
}

// must panics if a command is wired to a flag that it does not have.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError{fmt.Errorf("%s takes no arguments; remove %q", cmd.CommandPath(), args[0])}
	}
	return nil
}

// sourcesOrOwn returns the sources of the command line and of the list, or where there are none the
// folder of this computer's own client.
func (p *invocation) sourcesOrOwn(cmd *cobra.Command, args []string, list *clientList) ([]string, error) {
	if err := refuseFleet(cmd.CommandPath(), args); err != nil {
		return nil, err
	}
	sources, err := list.sources(p, args)
	if err == nil {
		err = p.protect(append(slices.Clone(sources), list.file)...)
	}
	if err != nil || len(sources) > 0 {
		return sources, err
	}
	if p.isRedirected() {
		return nil, usageError{fmt.Errorf("standard input is read only if it is named: %s -", cmd.CommandPath())}
	}
	own, err := tail.ClientLogFolder()
	if err != nil {
		return nil, usageError{fmt.Errorf("%s needs a SOURCE: %w", cmd.CommandPath(), err)}
	}
	return []string{own}, nil
}

// isRedirected reports whether standard input is a file that somebody named: < FILE.
func (p *invocation) isRedirected() bool {
	in, ok := p.in.(*os.File)
	if !ok {
		return false
	}
	info, err := in.Stat()
	return err == nil && info.Mode().IsRegular()
}

// requireSource is for commands that have no use for a client that goes on.
func requireSource(cmd *cobra.Command, args []string) error {
	if len(args) == 0 && !cmd.Flags().Changed("clients") {
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
