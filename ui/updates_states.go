package ui

import (
	"ccmtail/model"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// toneStyle returns the colour of a tone.
func toneStyle(t *cell.Theme, tone string) cell.Style {
	switch tone {
	case "bad":
		return t.Bad
	case "restart":
		return t.Warn
	case "good":
		return t.Good
	case "busy":
		return t.Busy
	case "wait":
		return t.Waiting
	case "quiet":
		return t.Faint
	case "strong":
		return t.Strong
	case "id":
		return t.ID
	case "mark":
		return t.Mark
	}
	return ""
}

// stateStyle returns the colour of an update's state, and phaseStyle that of a deployment's.
func stateStyle(t *cell.Theme, s model.UpdateState) cell.Style {
	return toneStyle(t, summary.UpdateBadges[s].Tone)
}

func phaseStyle(t *cell.Theme, s model.DeploymentState) cell.Style {
	return toneStyle(t, summary.DeploymentBadges[s].Tone)
}

// separator returns the dot between facts.
func (d *look) separator() cell.Span { return cell.Styled(d.th.Faint, " "+d.g.Dot+" ") }

// The signs of the states of an update.
var (
	unicodeStates = [model.UpdateStates]string{"?", "–", "≈", "○", "◎", "↓", "▣", "◷", "◔", "▶", "↻", "✓", "✗", "⊘"}
	asciiStates   = [model.UpdateStates]string{"?", "-", "=", "o", "O", "v", "V", "w", "q", ">", "r", "+", "x", "/"}
)

// stateSign returns the sign of an update's state.
func (d *renderContext) stateSign(s model.UpdateState) string {
	if d.g.ASCII {
		return asciiStates[s]
	}
	return unicodeStates[s]
}
