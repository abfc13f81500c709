package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"ccmtail/feed"
)

// rootCommand returns the root command with all other commands.
func (p *invocation) rootCommand() *cobra.Command {
	cmd := p.watchCommand()
	cmd.Version = build.String()
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	cmd.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usageError{fmt.Errorf("%w; %s --help lists all flags", err, c.CommandPath())}
	})
	cmd.PersistentFlags().Var(&p.memoryLimit, "memory",
		"memory limit (e.g. 512M); beyond it the oldest records are dropped, and the screen says so")
	cmd.AddCommand(p.replayCommand(), p.demoCommand(), p.reportCommand(), p.eventsCommand(), p.exportCommand(),
		p.redactCommand(), p.explainCommand(), p.doctorCommand(), p.configCommand())
	cmd.AddCommand(p.manCommand(cmd))
	return cmd
}

const sourcesHelp = `A SOURCE is a folder of logs, a log file, a file pattern, a .zip or .gz, or - for standard input. \\HOST\share\… is
a folder on a share. \\HOST alone is the client on another computer, read over its administrative share. Each SOURCE is
one client.`

// exitHelp explains the exit codes.
const exitHelp = `Exit codes: 0 done, 1 error or a log could not be read, 2 wrong usage, 3 --fail-on matched, 130 interrupted. Standard
error says which logs could not be read, and why.`

// watchCommand returns the root command, which follows logs on the screen.
func (p *invocation) watchCommand() *cobra.Command {
	var wait bool
	var s settings
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
  ccmtail capture.zip                       open a capture: folder, .zip or .gz
  ccmtail demo                              replay one evening of a made-up client`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := s.load(cmd); err != nil {
				return err
			}
			if err := p.requireTerminal("ccmtail report SOURCE"); err != nil {
				return err
			}
			args, err := orOwnClient(args)
			if err != nil {
				return err
			}
			f, err := p.openFeed(args, feed.Options{Follow: true, Preview: true, Wait: wait || canAwaitLogs(args)})
			if err != nil {
				return err
			}
			return p.runScreen(cmd.Context(), f, &s, s.screenOptions())
		},
	}
	s.addFlags(cmd)
	cmd.Flags().BoolVar(&wait, "wait", false, "wait for a SOURCE that does not exist yet")
	return cmd
}
