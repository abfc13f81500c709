package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ccmtail/feed"
	"ccmtail/fleet"
	"ccmtail/internal/crash"
)

// Commands returns the root command with all other commands, for their man pages.
func Commands() *cobra.Command {
	return newInvocation(nil, io.Discard, io.Discard, time.Now).rootCommand()
}

// rootCommand returns the root command with all other commands.
func (p *invocation) rootCommand() *cobra.Command {
	cmd := p.watchCommand()
	cmd.Version = build.String()
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	cmd.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usageError{fmt.Errorf("%w; %s --help lists all flags", err, c.CommandPath())}
	})
	readers := []*cobra.Command{p.replayCommand(), p.demoCommand(), p.reportCommand(), p.eventsCommand(), p.exportCommand(), p.doctorCommand()}
	explain, collect := p.explainCommand(), p.collectCommand()
	for _, c := range append(slices.Clone(readers), explain, collect, cmd) {
		c.Flags().Var(&p.memoryLimit, "memory", "memory limit (e.g. 512M); beyond it the oldest records are dropped, and the screen says so")
	}
	cmd.AddCommand(readers...)
	cmd.AddCommand(p.redactCommand(), explain, collect, p.configCommand(), p.fleetCommand(), p.versionCommand())
	cmd.InitDefaultCompletionCmd()
	refuseOtherShells(cmd)
	return cmd
}

// refuseOtherShells makes completion of a shell that has none an error.
func refuseOtherShells(root *cobra.Command) {
	for _, c := range root.Commands() {
		if c.Name() != "completion" {
			continue
		}
		var shells []string
		for _, shell := range c.Commands() {
			shells = append(shells, shell.Name())
		}
		c.Args = func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{fmt.Errorf("no completion for %q; there is one for %s", args[0], strings.Join(shells, ", "))}
			}
			return nil
		}
		c.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	}
}

// ownHelp says what a command reads without a source.
const ownHelp = "Without a SOURCE, it reads the client on this computer (Windows).\n\n"

const sourcesHelp = `A SOURCE is a folder of logs, a log file, a file pattern, a .zip or .gz, or - for standard input. \\HOST\share\… is
a folder on a share. \\HOST alone is the client on another computer, read over its administrative share.

Each SOURCE is one client. A pattern that matches folders, a folder of clients' folders or .zips, and a .zip with the
logs of several clients are one client each. --clients FILE lists more: a name or path a line, or a CSV with a column
Name. One client that cannot be read does not stop the others; while following it is tried again.`

// exitHelp explains the exit codes.
const exitHelp = `Exit codes: 0 done, 1 error or a log could not be read, 2 wrong usage, 3 --fail-on, --fail-if or --until matched, 130 interrupted.
Standard error says which logs could not be read, and why.`

// mistypedCommand returns an error if the first source is nothing that is there and looks like the name
// of a command.
func mistypedCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if _, err := os.Lstat(args[0]); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if like := cmd.SuggestionsFor(args[0]); len(like) > 0 {
		return usageError{fmt.Errorf("no source and no command %q; did you mean %s?", args[0], strings.Join(like, " or "))}
	}
	return nil
}

// watch follows the clients that sources lead to on the screen: one client as a whole, several as a
// fleet.
func (p *invocation) watch(ctx context.Context, sources []string, s *settings, files fleetFiles, wait bool) (err error) {
	sources, err = p.withoutBinaries(sources)
	if err != nil {
		return err
	}
	sources = p.sourcesOnce(sources)
	found := feed.FindClients(sources)
	if found.Len() > 1 || files.wanted() {
		o, kept, failed := p.keep(files, fleet.Options{Rules: s.Fit})
		if failed != nil {
			return failed
		}
		f := p.openFleet(found, o, kept)
		if found.Len() > 1 {
			return p.runFleetScreen(ctx, f, s, s.screenOptions())
		}
		ctx, cancel := context.WithCancel(ctx)
		done := make(chan struct{})
		go crash.Guarded(func() { defer close(done); p.runFleet(ctx, f.Fleet, kept) })()
		defer func() { cancel(); <-done; err = cmp.Or(err, kept.err()) }()
	}
	f, err := feed.Open(sources, p.applyLimits(feed.Options{Follow: true, Preview: true, Wait: wait || canAwaitLogs(sources)}))
	if err != nil {
		return err
	}
	return p.runScreen(ctx, f, s, s.screenOptions())
}

// watchCommand returns the root command, which follows logs on the screen.
func (p *invocation) watchCommand() *cobra.Command {
	var wait bool
	var s settings
	var list clientList
	var files fleetFiles
	cmd := &cobra.Command{
		Use:   "ccmtail [SOURCE...]",
		Short: "Show what a ConfigMgr client is doing with its software updates",
		Long: `ccmtail reads the logs of a ConfigMgr client and shows, live, what each software update is doing and why it waits,
when the maintenance window opens (the logs call it a service window), what fits into it, and which restarts are
pending.

` + sourcesHelp + `
Without a SOURCE, ccmtail watches the client on this computer.

` + exitHelp + `

` + configHelp,
		Example: `  ccmtail                                   watch the client on this computer
  ccmtail \\PC0147                          watch the client on another computer
  ccmtail --clients collection.csv          watch the clients of a collection
  ccmtail capture.zip                       open a capture: folder, .zip or .gz
  ccmtail demo                              replay one evening of a made-up client`,
		Args:                       cobra.ArbitraryArgs,
		SuggestionsMinimumDistance: 2,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := p.load(cmd, &s); err != nil {
				return err
			}
			if err := mistypedCommand(cmd, args); err != nil {
				return err
			}
			if len(args) == 0 && list.file == "" && p.isRedirected() {
				return usageError{errors.New("standard input is read only if it is named: ccmtail -")}
			}
			if err := p.requireTerminal("ccmtail report SOURCE"); err != nil {
				return err
			}
			args, err := p.sourcesOrOwn(cmd, args, &list)
			if err != nil {
				return err
			}
			return p.watch(cmd.Context(), args, &s, files, wait)
		},
	}
	s.addFlags(cmd)
	list.addFlag(cmd)
	files.addFlags(cmd)
	cmd.Flags().BoolVar(&wait, "wait", false, "wait for a SOURCE that does not exist yet")
	return cmd
}
