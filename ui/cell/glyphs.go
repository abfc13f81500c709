package cell

import "strings"

// Ellipsis stands where a text was cut.
const Ellipsis = "…"

// Glyphs are the signs the screen draws with.
type Glyphs struct {
	Rule, RuleFocused, Vertical, Tee, TeeDown, TeeUp string
	Cursor, Live, Playing, Paused, Pinned, Ended     string
	News, Changed                                    string
	BarFull, BarEmpty                                string
	TickChange, TickFailure, Playhead, Track, Window string
	Arrow, Late, ZoneUnknown, Dot, Dash              string
	GroupOpen, GroupClosed                           string
	ASCII                                            bool
}

// UnicodeGlyphs are the signs of a terminal that shows Unicode.
var UnicodeGlyphs = Glyphs{
	Rule: "─", RuleFocused: "━", Vertical: "│", Tee: "├", TeeDown: "┬", TeeUp: "┴",
	Cursor: "▸", Live: "●", Playing: "▶", Paused: "‖", Pinned: "◆", Ended: "■", News: "▼", Changed: "✦",
	BarFull: "█", BarEmpty: "░", TickChange: "•", TickFailure: "×", Playhead: "┃", Track: "─", Window: "▄",
	Arrow: "→", Late: "⤷", ZoneUnknown: "~", Dot: "·", Dash: "–", GroupOpen: "▾", GroupClosed: "▹",
}

// ASCIIGlyphs are the signs of a terminal that shows ASCII only.
var ASCIIGlyphs = Glyphs{
	Rule: "-", RuleFocused: "=", Vertical: "|", Tee: "|", TeeDown: "+", TeeUp: "+",
	Cursor: ">", Live: "*", Playing: ">", Paused: "=", Pinned: "@", Ended: "#", News: "v", Changed: "*",
	BarFull: "#", BarEmpty: ".", TickChange: "'", TickFailure: "x", Playhead: "|", Track: "-", Window: "_",
	Arrow: ">", Late: "^", ZoneUnknown: "~", Dot: "|", Dash: "-", GroupOpen: "v", GroupClosed: "+",
	ASCII: true,
}

// Bar returns a progress bar of width cells in two parts: full stands for what is done, rest for
// what is left of total.
func (g *Glyphs) Bar(done, total int64, width int) (full, rest string) {
	n := 0
	if total > 0 {
		n = int(min(done, total) * int64(width) / total)
	}
	return strings.Repeat(g.BarFull, n), strings.Repeat(g.BarEmpty, width-n)
}

// toASCII replaces the few signs of our own texts that are not ASCII.
var toASCII = strings.NewReplacer("…", "~", "·", "|", "–", "-", "−", "-", "→", ">", "×", "x", "↵", "$", "↑", "^", "↓", "v",
	"←", "<", "▸", ">", "✦", "*", "▼", "v", "‹", "<", "›", ">", "␡", "?")
