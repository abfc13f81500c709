package ui

import (
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model/event"
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
)

// prompt is one line of typing at the bottom of the screen.
type prompt struct {
	kind   promptKind
	text   []rune
	cursor int
	err    string
	// origin is the record selected before, atEnd whether the log followed.
	origin       event.RecordID
	wasFollowing bool
	// old is the chip being edited and oldAt its place, nil if a new one is typed.
	editedChip *chip
	editedAt   int
	// past are earlier inputs, shown by the arrows; back counts how far back.
	history     []string
	historyBack int
	// picks are what the input could mean, the first of them first.
	choices []*action
	choice  int
}

var promptNames = [...]string{"find", "filter", "go to time", "command", "note", "save filter as", "find a key", "columns", "write to", "report to", "look up a code"}

// value is what has been typed.
func (p *prompt) value() string { return string(p.text) }

func (p *prompt) set(s string) {
	p.text = []rune(s)
	p.cursor = len(p.text)
}

// insert puts text at the cursor; of several lines only the first.
func (p *prompt) insert(s string) {
	s, _, _ = strings.Cut(strings.TrimLeft(s, "\r\n"), "\n")
	s = strings.TrimRight(s, "\r")
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	in := []rune(s)
	p.text = append(p.text[:p.cursor:p.cursor], append(in, p.text[p.cursor:]...)...)
	p.cursor += len(in)
}

// editKey lets a key change the input and says whether it was one for that.
func (p *prompt) editKey(k tea.KeyPressMsg) bool {
	switch k.String() {
	case "left", "ctrl+b":
		p.cursor = max(p.cursor-1, 0)
	case "right", "ctrl+f":
		p.cursor = min(p.cursor+1, len(p.text))
	case "home", "ctrl+a":
		p.cursor = 0
	case "end", "ctrl+e":
		p.cursor = len(p.text)
	case "backspace", "ctrl+h":
		if p.cursor > 0 {
			p.text = append(p.text[:p.cursor-1:p.cursor-1], p.text[p.cursor:]...)
			p.cursor--
		}
	case "delete", "ctrl+d":
		if p.cursor < len(p.text) {
			p.text = append(p.text[:p.cursor:p.cursor], p.text[p.cursor+1:]...)
		}
	case "ctrl+u":
		p.text, p.cursor = p.text[p.cursor:], 0
	case "ctrl+w":
		p.eraseWord()
	case "up":
		p.walkHistory(1)
	case "down":
		p.walkHistory(-1)
	default:
		if k.Text == "" {
			return false
		}
		p.insert(k.Text)
	}
	return true
}

func (p *prompt) eraseWord() {
	i := p.cursor
	for i > 0 && p.text[i-1] == ' ' {
		i--
	}
	for i > 0 && p.text[i-1] != ' ' {
		i--
	}
	p.text = append(p.text[:i:i], p.text[p.cursor:]...)
	p.cursor = i
}

// walkHistory walks through earlier inputs; with things to pick from it walks through those.
func (p *prompt) walkHistory(by int) {
	if p.kind == promptCommand || p.kind == promptColumns {
		p.choice = min(max(p.choice-by, 0), max(len(p.choices)-1, 0))
		return
	}
	p.historyBack = min(max(p.historyBack+by, 0), len(p.history))
	if p.historyBack == 0 {
		p.set("")
		return
	}
	p.set(p.history[len(p.history)-p.historyBack])
}

// row is the prompt as it is drawn, its cursor a reversed cell.
func (p *prompt) row(d *renderContext, w int) string {
	l := cell.NewBuilder(w, "")
	l.Put(d.th.TitleFocused, " "+promptNames[p.kind]+" ")
	l.Put(d.th.Key, either(d.g.ASCII, "> ", "› "))
	room := l.Room() - 1 - cell.Width(p.err) - btoi(p.err != "")
	from := max(p.cursor-max(room, 1), 0) // what was typed may be long
	for from < p.cursor && cell.Width(string(p.text[from:p.cursor])) >= max(room, 1) {
		from++
	}
	l.Put("", string(p.text[from:p.cursor]))
	under, rest := " ", ""
	if p.cursor < len(p.text) {
		under, rest = string(p.text[p.cursor]), string(p.text[p.cursor+1:min(p.cursor+1+w, len(p.text))])
	}
	l.Put("7", under)
	l.Put("", rest)
	if p.err != "" {
		l.Put(d.th.Bad, " "+p.err)
	}
	return l.String()
}

func (p *prompt) hints() []hint {
	switch p.kind {
	case promptFilter:
		return []hint{{"Enter", "keep the chip"}, {"Esc", "leave"}, {"!", "not"}, {"a | b", "or"}, {"kb:", "article"}, {"guid:", "id"}, {"log:", "file"},
			{"component:", ""}, {"thread:", ""}, {"level:", "error+"}, {"re:", "expression"}, {"after:", "time"}, {"before:", "time"}, {"↑", "earlier ones"}}
	case promptFind:
		return []hint{{"Enter", "stay there"}, {"Esc", "leave"}, {"n N", "next, previous afterwards"}, {"re:", "expression"}, {"kb:", "article"}, {"↑", "earlier ones"}}
	case promptTime:
		return []hint{{"14:30", "that day"}, {"-10m +1h", "a step"}, {"03-01 14:30", "a date"}, {"start end", ""}, {"Enter", "go"}, {"Esc", "leave"}}
	case promptWrite:
		return []hint{{".ndjson .csv .txt", ""}, {".log", "CMTrace"}, {".md", "a page"}, {"Enter", "write"}, {"Esc", "leave"}, {"↑", "earlier ones"}}
	case promptReport:
		return []hint{{".md .html .json .txt", "the form"}, {"Enter", "write"}, {"Esc", "leave"}, {"↑", "earlier ones"}}
	case promptColumns:
		return []hint{{"↑ ↓", "choose"}, {"Enter", "show it, or not"}, {"Esc", "done"}}
	case promptCode:
		return []hint{{"0x80240022 8024402C", "hex"}, {"-2145124318 1603", "decimal"}, {"WU_E_NO_SERVICE", "a symbol"}, {"Enter", "look it up"}, {"Esc", "leave"}, {"↑", "earlier ones"}}
	case promptCommand:
		return []hint{{"↑ ↓", "choose"}, {"Enter", "do it"}, {"Esc", "leave"}}
	}
	return []hint{{"Enter", "keep"}, {"Esc", "leave"}}
}
