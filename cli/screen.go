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

// persistScreen loads the state of the screen from a file, and sets the function that saves it. If
// the file cannot be read, the screen starts without it and says so. An error of saving is printed.
func (p *invocation) persistScreen(path string, o *ui.Options) {
	if path == "" {
		return
	}
	exists, err := config.LoadState(path, &o.Remembered)
	o.FirstRun = !exists
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

// runScreen shows a feed on the screen until the user quits.
func (p *invocation) runScreen(ctx context.Context, f *feed.Feed, s *settings, o ui.Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	o.Now, o.Files = p.now, screenFiles{f.Snapshot}
	o.Markdown = ui.Markdown{
		Update: report.UpdateMarkdown, Deployment: report.DeploymentMarkdown, Finding: report.FindingMarkdown, Record: report.RecordMarkdown,
	}
	if s.Origins["theme"].Kind == config.Flag {
		os.Unsetenv("NO_COLOR") // a flag takes precedence (https://no-color.org)
	}
	p.persistScreen(s.paths.State, &o)
	defer raiseGOMAXPROCS(ctx, f.Loaded())()
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	err := ui.Run(ctx, f, o)
	cancel()
	<-done // its error was on the screen
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}
