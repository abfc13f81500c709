package ui

import (
	"ccmtail/model"
	"ccmtail/ui/cell"
)

// updateStateWords are the update states as a person says them, short enough for a column.
var updateStateWords = [model.UpdateStates]string{
	"unknown", "not required", "missing", "targeted", "downloading", "downloaded", "waits for window", "waits to install",
	"installing", "needs restart", "installed", "failed", "superseded",
}

// stateStyle is the colour of an update's state.
func stateStyle(t *cell.Theme, s model.UpdateState) cell.Style {
	switch s {
	case model.Failed:
		return t.Bad
	case model.PendingRestart:
		return t.Warn
	case model.Installed:
		return t.Good
	case model.Installing, model.Downloading:
		return t.Busy
	case model.WaitingForWindow, model.WaitingToInstall, model.Downloaded, model.Targeted:
		return t.Waiting
	case model.Missing:
		return t.Text
	}
	return t.Faint
}

// separator is the dot between facts.
func (d *renderContext) separator() cell.Span { return cell.Styled(d.th.Faint, " "+d.g.Dot+" ") }

// The signs of the states of an update.
var (
	unicodeStates = [model.UpdateStates]string{"?", "–", "○", "◎", "↓", "▣", "◷", "◔", "▶", "↻", "✓", "✗", "⊘"}
	asciiStates   = [model.UpdateStates]string{"?", "-", "o", "O", "v", "V", "w", "q", ">", "r", "+", "x", "/"}
)

// stateSign is the sign of an update's state.
func (d *renderContext) stateSign(s model.UpdateState) string {
	if d.g.ASCII {
		return asciiStates[s]
	}
	return unicodeStates[s]
}
