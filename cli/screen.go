package cli

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/charmbracelet/x/term"

	"ccmtail/config"
	"ccmtail/feed"
	"ccmtail/internal/crash"
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

// completeScreen adds to the options of a screen what does not depend on the settings.
func (p *invocation) completeScreen(s *settings, o *ui.Options, files ui.Files) {
	o.Now, o.Files = p.now, files
	o.Markdown = ui.Markdown{
		Update: report.UpdateMarkdown, Deployment: report.DeploymentMarkdown, Finding: report.FindingMarkdown, Record: report.RecordMarkdown,
	}
	if runtime.GOOS != "windows" && term.IsTerminal(os.Stdin.Fd()) { // a console of Windows is not read as a file
		o.Input = os.Stdin
	}
	if os.Getenv("TMUX") != "" {
		o.CopyToTmux = copyToTmux
	}
	if s.Origins["theme"].Kind == config.Flag {
		os.Unsetenv("NO_COLOR") // a flag takes precedence (https://no-color.org)
	}
	if err := s.paths.AdoptState(); err != nil {
		o.Notice = strings.TrimPrefix(o.Notice+"; "+"the saved screen layout stays where it is: "+text.Clean(err.Error()), "; ")
	}
	p.persistScreen(s.paths.State, o)
}

// runScreen shows a feed on the screen until the user quits, or a signal ends it.
func (p *invocation) runScreen(ctx context.Context, f *feed.Feed, s *settings, o ui.Options) error {
	signalled := ctx
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	p.completeScreen(s, &o, screenFiles{f.Snapshot})
	defer raiseGOMAXPROCS(ctx, f.Loaded())()
	done := make(chan error, 1)
	go crash.Guarded(func() { done <- f.Run(ctx) })()
	p.hadScreen = true
	err := ui.Run(ctx, f, o)
	cancel()
	<-done // its error was on the screen
	if signalled.Err() != nil {
		return interruptedError{screenClosed}
	}
	return err
}

// copyToTmux copies a text to a buffer of tmux, which hands it on to the terminal outside.
func copyToTmux(text string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, "tmux", "load-buffer", "-w", "-")
	cmd.Stdin = strings.NewReader(text)
	return cmd.Run()
}
