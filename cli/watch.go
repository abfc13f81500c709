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
	"ccmtail/ui"
)

const sourcesHelp = `A SOURCE is a folder of logs, a log file, a file pattern, a .zip or .gz, or - for standard input. \\HOST\share\… is
a folder on a share. \\HOST alone is the client on another computer, read over its administrative share. Each SOURCE is
one client.`

// watch is the program without a command: it follows logs on the screen.
func (p *program) watch() *cobra.Command {
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

` + configHelp,
		Example: `  ccmtail                                   watch the client on this computer
  ccmtail \\PC0147                          watch the client on another computer
  ccmtail capture.zip                       open a capture: folder, .zip or .gz
  ccmtail demo                              replay one evening of a made-up client`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := s.read(cmd); err != nil {
				return err
			}
			if err := p.needsTerminal("ccmtail report SOURCE"); err != nil {
				return err
			}
			args, err := orOwnClient(args)
			if err != nil {
				return err
			}
			f, err := p.open(args, feed.Options{Follow: true, Preview: true, Wait: wait || allFolders(args)})
			if err != nil {
				return err
			}
			return p.show(cmd.Context(), f, &s, s.screen())
		},
	}
	s.flags(cmd)
	cmd.Flags().BoolVar(&wait, "wait", false, "wait for a SOURCE that does not exist yet")
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
