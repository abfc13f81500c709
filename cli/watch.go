package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"ccmtail/config"
	"ccmtail/feed"
	"ccmtail/report"
	"ccmtail/tail"
	"ccmtail/ui"
)

const sourcesHelp = `A SOURCE is a folder of logs, a log file, a pattern, a .zip or .gz, \\HOST\share\…, - for standard input,
or \\HOST alone for the client's logs on another computer, over its administrative shares. Several sources are several clients.`

// watch is the program without a command: it follows logs on the screen.
func (p *program) watch() *cobra.Command {
	var wait bool
	var s settings
	cmd := &cobra.Command{
		Use:   "ccmtail [SOURCE...]",
		Short: "Watch what a ConfigMgr client does with its software updates",
		Long: `ccmtail follows the logs of a ConfigMgr client and shows what each update is doing and why it waits,
when the service window opens and what fits in it, and which restarts are pending.

` + sourcesHelp + `
Without a source it follows this computer's own client.

` + configHelp,
		Example: `  ccmtail                                   this computer's client
  ccmtail \\PC0147                          another computer's, over its administrative shares
  ccmtail capture.zip                       a captured folder
  ccmtail demo                              an evening's deployment, replayed; no set-up`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := s.read(cmd); err != nil {
				return err
			}
			if err := p.needsTerminal("ccmtail report SOURCE"); err != nil {
				return err
			}
			if len(args) == 0 {
				own, err := tail.ClientLogFolder()
				if err != nil {
					return usageError{err}
				}
				args = []string{own}
			}
			f, err := p.open(args, feed.Options{Follow: true, Preview: true, Wait: wait || allFolders(args)})
			if err != nil {
				return err
			}
			return p.show(cmd.Context(), f, &s, s.screen())
		},
	}
	s.flags(cmd)
	cmd.Flags().BoolVar(&wait, "wait", false, "wait for a source that is not there yet")
	return cmd
}

// allFolders says whether every source is one that may get its logs yet: a folder that is there, or one
// on another computer, which may be away for a moment.
func allFolders(sources []string) bool {
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

// needsTerminal is an error where there is no terminal, naming the command that needs none.
func (p *program) needsTerminal(instead string) error {
	if out, ok := p.out.(*os.File); ok && term.IsTerminal(out.Fd()) {
		return nil
	}
	return usageError{fmt.Errorf("no terminal to draw on; use %s instead", instead)}
}

// show runs the screen over a feed until the user leaves.
func (p *program) show(ctx context.Context, f *feed.Feed, s *settings, o ui.Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	o.Now, o.Files = p.now, files{f.Snapshot}
	o.Markdown = ui.Markdown{Update: report.UpdateMarkdown, Deployment: report.DeploymentMarkdown, Finding: report.FindingMarkdown, Record: report.RecordMarkdown}
	if s.Origins["theme"].Kind == config.Flag {
		os.Unsetenv("NO_COLOR") // what is asked for here and now is stronger (https://no-color.org)
	}
	p.remember(s.paths.State, &o)
	defer spareProcessors(ctx, f.Loaded())()
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	err := ui.Run(ctx, f, o)
	cancel()
	<-done // what went wrong with a source has been on the screen
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// spareProcessors lets two goroutines more than there are processors run until everything has been read, so that keys need not
// wait until one of those that read is done. Afterwards they would only be more that wake each other for nothing. What it
// gives back waits for the end of that.
func spareProcessors(ctx context.Context, loaded <-chan struct{}) (wait func()) {
	n := runtime.GOMAXPROCS(0)
	runtime.GOMAXPROCS(n + 2)
	var waiting sync.WaitGroup
	waiting.Go(func() {
		select {
		case <-loaded:
		case <-ctx.Done():
		}
		runtime.GOMAXPROCS(n)
	})
	return waiting.Wait
}
