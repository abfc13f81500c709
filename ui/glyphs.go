package ui

import (
	"strings"

	"ccmtail/model"
)

const ellipsis = "…"

// glyphs are the signs the screen draws with.
type glyphs struct {
	rule, ruleFocus, side, tee, down, up string
	cursor, live, play, pause, pin, end  string
	full, empty                          string
	tick, tickBad, head, track, window   string
	arrow, late, zone, dot, dash         string
	opened, closed                       string
	states                               [model.UpdateStates]string
	ascii                                bool
}

var unicodeGlyphs = glyphs{
	rule: "─", ruleFocus: "━", side: "│", tee: "├", down: "┬", up: "┴",
	cursor: "▸", live: "●", play: "▶", pause: "‖", pin: "◆", end: "■",
	full: "█", empty: "░", tick: "•", tickBad: "×", head: "┃", track: "─", window: "▄",
	arrow: "→", late: "⤷", zone: "~", dot: "·", dash: "–", opened: "▾", closed: "▹",
	states: [model.UpdateStates]string{"?", "–", "○", "◎", "↓", "▣", "◷", "◔", "▶", "↻", "✓", "✗", "⊘"},
}

var asciiGlyphs = glyphs{
	rule: "-", ruleFocus: "=", side: "|", tee: "|", down: "+", up: "+",
	cursor: ">", live: "*", play: ">", pause: "=", pin: "@", end: "#",
	full: "#", empty: ".", tick: "'", tickBad: "x", head: "|", track: "-", window: "_",
	arrow: ">", late: "^", zone: "~", dot: "|", dash: "-", opened: "v", closed: "+",
	states: [model.UpdateStates]string{"?", "-", "o", "O", "v", "V", "w", "q", ">", "r", "+", "x", "/"},
	ascii:  true,
}

// stateWords are the update states as a person says them, short enough for a column.
var stateWords = [model.UpdateStates]string{
	"unknown", "not required", "missing", "targeted", "downloading", "downloaded", "waits for window", "waits to install",
	"installing", "needs restart", "installed", "failed", "superseded",
}

// stateStyle is the colour of an update's state.
func (t *theme) stateStyle(s model.UpdateState) style {
	switch s {
	case model.Failed:
		return t.bad
	case model.PendingRestart:
		return t.warn
	case model.Installed:
		return t.good
	case model.Installing, model.Downloading:
		return t.busy
	case model.WaitingForWindow, model.WaitingToInstall, model.Downloaded, model.Targeted:
		return t.wait
	case model.Missing:
		return t.text
	}
	return t.faint
}

// bar is a progress bar of width cells.
func (g *glyphs) bar(done, total int64, width int) (full, rest string) {
	n := 0
	if total > 0 {
		n = int(min(done, total) * int64(width) / total)
	}
	return strings.Repeat(g.full, n), strings.Repeat(g.empty, width-n)
}

// toASCII replaces the few signs of our own texts that are not ASCII.
var toASCII = strings.NewReplacer("…", "~", "·", "|", "–", "-", "−", "-", "→", ">", "×", "x", "↵", "$", "↑", "^", "↓", "v",
	"←", "<", "▸", ">", "‹", "<", "›", ">", "␡", "?")
