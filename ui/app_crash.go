package ui

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/internal/crash"
)

// guardedCmd returns a command whose panic is handled, as is that of the commands it returns.
func guardedCmd(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		defer crash.Guard()
		msg := cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = guardedCmd(batch[i])
			}
		}
		return msg
	}
}

// restoreWithin is how long a crashed screen has to restore the terminal.
const restoreWithin = 2 * time.Second

// restoreTerminal ends a program whatever its event loop does, and so restores the terminal.
func restoreTerminal(p *tea.Program) {
	done := make(chan struct{})
	go crash.Guarded(func() { p.Kill(); close(done) })()
	select {
	case <-done:
	case <-time.After(restoreWithin):
	}
}

// runProgram runs a program. If anything panics meanwhile, the terminal is restored before the
// handler of package crash gets the report.
func runProgram(ctx context.Context, p *tea.Program) error {
	defer crash.Before(func() { restoreTerminal(p) })()
	_, err := p.Run()
	crash.Wait()
	if errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil {
		return nil
	}
	return err
}
