package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"ccmtail/config"
	"ccmtail/feed"
	"ccmtail/internal/text"
	"ccmtail/report"
	"ccmtail/ui"
)

// persistScreen gives the screen what an earlier run kept, and lets it keep that again. A file that
// cannot be read is no reason not to watch a client: the screen begins as if there were none, and
// says so.
func (p *invocation) persistScreen(path string, o *ui.Options) {
	if path == "" {
		return
	}
	kept, err := config.LoadState(path, &o.Remembered)
	o.FirstRun = !kept
	if err != nil {
		o.Remembered = ui.Remembered{}
		o.Notice = strings.TrimPrefix(o.Notice+"; "+"the saved screen layout cannot be read: "+text.Clean(err.Error()), "; ")
	}
	o.Remember = func(m ui.Remembered) {
		if err := config.SaveState(path, m); err != nil {
			fmt.Fprintf(p.errOut, "ccmtail: %s\n", text.Clean(err.Error()))
		}
	}
}

// runScreen runs the screen over a feed until the user leaves.
func (p *invocation) runScreen(ctx context.Context, f *feed.Feed, s *settings, o ui.Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	o.Now, o.Files = p.now, screenFiles{f.Snapshot}
	o.Markdown = ui.Markdown{
		Update: report.UpdateMarkdown, Deployment: report.DeploymentMarkdown, Finding: report.FindingMarkdown, Record: report.RecordMarkdown,
	}
	if s.Origins["theme"].Kind == config.Flag {
		os.Unsetenv("NO_COLOR") // what is asked for here and now is stronger (https://no-color.org)
	}
	p.persistScreen(s.paths.State, &o)
	defer raiseGOMAXPROCS(ctx, f.Loaded())()
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
