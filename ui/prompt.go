package ui

import (
	"errors"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// promptKind is what is being typed.
type promptKind uint8

const (
	promptFind promptKind = iota
	promptFilter
	promptTime
	promptCommand
	promptNote
	promptName
	promptHelp
	promptColumns
	promptWrite
	promptReport
	promptCode
	promptListFind
	promptListFilter
	noPrompt // a command that asks for nothing
)

// prompt is one line of typing at the bottom of the screen.
type prompt struct {
	kind  promptKind
	input lineInput
	err   string // what is wrong with the input
	// wrong is the part of the input that is wrong, nil if it is all of it or none.
	wrong *query.Error
	// hint is what is odd about the input though it is not wrong.
	hint string
	// cut says that what is wrong had no room beside the input when it was drawn last.
	cut bool
	// pasteErr is why nothing was pasted, until the input changes.
	pasteErr string
	// edits counts the changes of the input, previewed is what it was when they were last acted on.
	edits, previewed int
	// origin is the record selected before, wasFollowing whether the log followed.
	origin       event.RecordID
	wasFollowing bool
	// editedChip is the chip being edited and editedAt its place, nil if a new one is typed.
	editedChip *chip
	editedAt   int
	// history holds earlier inputs, shown by the arrows; historyBack counts how far back.
	history     []string
	historyBack int
	// choices are what the input could mean, the first of them first.
	choices []*action
	choice  int
	// list is the list that is searched or filtered and place its name; restoreList selects in it what
	// was selected before.
	list        searchable
	place       string
	restoreList func()
	// picked says that the choice was chosen with the arrows: Enter takes it.
	picked bool
	// values are the values that exist for the field being typed; choice is one of them then.
	values valueList
}

var promptNames = [...]string{"find", "filter", "go to time", "command", "note", "save filter as", "search keys", "columns", "write to", "report to", "look up a code", "find", "filter", ""}

// newPrompt returns a prompt with nothing typed.
func newPrompt(kind promptKind) *prompt { return &prompt{kind: kind, input: newLineInput()} }

// value returns what has been typed.
func (p *prompt) value() string { return p.input.text }

// walkHistory walks through earlier inputs; with things to pick from it walks through those.
func (p *prompt) walkHistory(by int) {
	if n := len(p.values.values); n > 0 && (by < 0 || p.picked) {
		p.pick(by, n)
		return
	}
	if p.kind == promptCommand || p.kind == promptColumns {
		p.pick(by, len(p.choices))
		return
	}
	p.historyBack = min(max(p.historyBack+by, 0), len(p.history))
	if p.historyBack == 0 {
		p.input.set("")
		return
	}
	p.input.set(p.history[len(p.history)-p.historyBack])
}

// pick moves among what there is to pick from. The first step down picks the first.
func (p *prompt) pick(by, n int) {
	if p.picked || by > 0 || p.kind == promptColumns {
		p.choice = min(max(p.choice-by, 0), max(n-1, 0))
	}
	p.picked = true
}

// refuse keeps the input and says what is wrong with it.
func (p *prompt) refuse(err error) {
	p.err, p.wrong, p.hint = err.Error(), nil, ""
	if wrong := (*query.Error)(nil); errors.As(err, &wrong) {
		p.wrong = &query.Error{From: wrong.From + len(p.value()) - len(strings.TrimLeft(p.value(), " ")), To: wrong.To, Err: err}
		p.wrong.To += p.wrong.From - wrong.From
	}
}

// caretRow returns a row that points at the part of the input that is wrong, with the reason if it
// has no room beside the input; nothing if no part of it in sight is wrong.
func (p *prompt) caretRow(d *look, w int) (row cell.Row, ok bool) {
	text := p.value()
	if p.wrong == nil && (p.err == "" || !p.cut) || p.pasteErr != "" {
		return cell.Row{}, false
	}
	l := cell.NewBuilder(w, "")
	if p.wrong != nil && p.wrong.To <= len(text) {
		from := max(byteOffset(text, p.input.firstShown), 0)
		l.FillTo("", p.input.textColumn+cell.Width(text[min(from, p.wrong.From):p.wrong.From]))
		l.Put(d.th.Bad, strings.Repeat("^", max(cell.Width(text[max(p.wrong.From, min(from, p.wrong.To)):p.wrong.To]), 1)))
	}
	if p.cut {
		if cell.Width(p.err)+1 > l.Room() {
			l = cell.NewBuilder(w, "")
		}
		l.Put(d.th.Bad, " "+p.err)
	}
	return l.Row(), true
}

// row returns the prompt as it is drawn.
func (p *prompt) row(d *look, w int) cell.Row {
	l := cell.NewBuilder(w, "")
	l.Put(d.th.TitleFocused, " "+promptNames[p.kind]+p.place+" ")
	l.Put(d.th.Key, either(d.g.ASCII, "> ", "› "))
	complaint := p.complaint()
	room := l.Room() - cell.Width(complaint) - btoi(complaint != "")
	p.input.draw(l, max(room, l.Room()/2, 1))
	p.cut = false
	if complaint != "" {
		p.cut = !l.Put(eitherStyle(p.err == "" && p.hint != "", d.th.Warn, d.th.Bad), " "+complaint)
	}
	return l.Row()
}

// complaint returns what the prompt says is wrong.
func (p *prompt) complaint() string {
	switch {
	case p.pasteErr != "":
		return p.pasteErr
	case p.err == "" && p.input.full():
		return summary.Grouped(p.input.model.CharLimit) + " characters at most"
	case p.err == "":
		return p.hint
	}
	return p.err
}

// cursor returns the terminal's cursor while the prompt is row y of a screen of w cells.
func (p *prompt) cursor(w, y int) *tea.Cursor {
	c := tea.NewCursor(min(p.input.cursorColumn, w-1), y)
	c.Shape, c.Blink = userCursor, false
	return c
}

// userCursor is the shape that the user has given the cursor. Bubble Tea has no name for it: of the
// terminal it asks for style 2×shape+2 if the cursor does not blink. Its shapes begin with 0, and
// style 0 is the user's.
const userCursor tea.CursorShape = -1

// inputCursor returns the terminal's cursor in the line that is being edited; nil hides it.
func (a *App) inputCursor() *tea.Cursor {
	switch l := &a.layout; {
	case l.w == 0:
	case a.prompt != nil:
		if l.status.h > 0 {
			return a.prompt.cursor(l.w, l.status.y)
		}
	case len(a.pages) > 0:
		if p := a.pages[len(a.pages)-1]; p.showsSearch(l.body.h) {
			return p.search.cursor(l.w, l.body.y+1)
		}
	}
	return nil
}

// listSearchHints say what the rows of lists are found by.
var listSearchHints = []hint{{"words", "KB, title, ID, state, text"}, {"!word", "not"}, {"↑", "history"}}

// hints returns what can be typed. The prompt's keys are its own and cannot be bound, those that
// are of use afterwards can.
func (p *prompt) hints(keys *keymap) []hint {
	switch p.kind {
	case promptFilter:
		return []hint{{"Enter", "apply"}, {"Esc", "cancel"}, {"!", "not"}, {"a|b", "or"}, {"kb:", "update"}, {"guid:", "ID"}, {"log:", "file"},
			{"component:", ""}, {"thread:", ""}, {"level:", "error+"}, {"re:", "regex"}, {"after:", "time"}, {"before:", "time"}, {"↑", "history"}}
	case promptFind:
		afterwards := keys.hints([]keyHint{hintFor("then next, previous", actNextMatch, actPreviousMatch)})
		return slices.Concat([]hint{{"Enter", "go there"}, {"Esc", "cancel"}}, afterwards, []hint{{"re:", "regex"}, {"kb:", "update"}, {"↑", "history"}})
	case promptListFind:
		afterwards := keys.hints([]keyHint{hintFor("then next, previous", actNextMatch, actPreviousMatch)})
		return slices.Concat([]hint{{"Enter", "go there"}, {"Esc", "cancel"}}, afterwards, listSearchHints)
	case promptListFilter:
		return append([]hint{{"Enter", "apply"}, {"Esc", "cancel"}}, listSearchHints...)
	case promptTime:
		return []hint{{"14:30", "same day"}, {"-10m +1h", "relative"}, {"03-01 14:30", "date"}, {"start end", ""}, {"Enter", "go"}, {"Esc", "cancel"}}
	case promptWrite:
		return []hint{{".ndjson .csv .txt", ""}, {".log", "CMTrace"}, {".md", "page"}, {"Enter", "write"}, {"Esc", "cancel"}, {"↑", "history"}}
	case promptReport:
		return []hint{{".md .html .json .txt", "format"}, {"Enter", "write"}, {"Esc", "cancel"}, {"↑", "history"}}
	case promptColumns:
		return []hint{{"↑ ↓", "choose"}, {"Enter", "show or hide"}, {"Esc", "done"}}
	case promptCode:
		return []hint{{"0x80240022 8024402C", "hex"}, {"-2145124318 1603", "decimal"}, {"WU_E_NO_SERVICE", "symbol"}, {"Enter", "look up"}, {"Esc", "cancel"}, {"↑", "history"}}
	case promptCommand:
		return []hint{{"↑ ↓", "choose"}, {"Tab", "complete"}, {"Enter", "run"}, {"Esc", "cancel"}, {"theme, sort, go, filter, note, w, report" + cell.Ellipsis, "take a value"}}
	}
	return []hint{{"Enter", "save"}, {"Esc", "cancel"}}
}
