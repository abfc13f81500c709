package ui

import (
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model/event"
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
	kind promptKind
	text []rune
	at   int
	err  string
	// origin is the record selected before, atEnd whether the log followed.
	origin event.RecordID
	atEnd  bool
	// old is the chip being edited and oldAt its place, nil if a new one is typed.
	old   *chip
	oldAt int
	// past are earlier inputs, shown by the arrows; back counts how far back.
	past []string
	back int
	// picks are what the input could mean, the first of them first.
	picks []*action
	pick  int
}

var promptNames = [...]string{"find", "filter", "go to time", "command", "note", "save filter as", "find a key", "columns", "write to", "report to", "look up a code"}

// value is what has been typed.
func (p *prompt) value() string { return string(p.text) }

func (p *prompt) set(s string) {
	p.text = []rune(s)
	p.at = len(p.text)
}

// insert puts text at the cursor; of several lines only the first.
func (p *prompt) insert(s string) {
	s, _, _ = strings.Cut(strings.TrimLeft(s, "\r\n"), "\n")
	s = strings.TrimRight(s, "\r")
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	in := []rune(s)
	p.text = append(p.text[:p.at:p.at], append(in, p.text[p.at:]...)...)
	p.at += len(in)
}

// edit lets a key change the input and says whether it was one for that.
func (p *prompt) edit(k tea.KeyPressMsg) bool {
	switch k.String() {
	case "left", "ctrl+b":
		p.at = max(p.at-1, 0)
	case "right", "ctrl+f":
		p.at = min(p.at+1, len(p.text))
	case "home", "ctrl+a":
		p.at = 0
	case "end", "ctrl+e":
		p.at = len(p.text)
	case "backspace", "ctrl+h":
		if p.at > 0 {
			p.text = append(p.text[:p.at-1:p.at-1], p.text[p.at:]...)
			p.at--
		}
	case "delete", "ctrl+d":
		if p.at < len(p.text) {
			p.text = append(p.text[:p.at:p.at], p.text[p.at+1:]...)
		}
	case "ctrl+u":
		p.text, p.at = p.text[p.at:], 0
	case "ctrl+w":
		p.eraseWord()
	case "up":
		p.recall(1)
	case "down":
		p.recall(-1)
	default:
		if k.Text == "" {
			return false
		}
		p.insert(k.Text)
	}
	return true
}

func (p *prompt) eraseWord() {
	i := p.at
	for i > 0 && p.text[i-1] == ' ' {
		i--
	}
	for i > 0 && p.text[i-1] != ' ' {
		i--
	}
	p.text = append(p.text[:i:i], p.text[p.at:]...)
	p.at = i
}

// recall walks through earlier inputs; with things to pick from it walks through those.
func (p *prompt) recall(by int) {
	if p.kind == promptCommand || p.kind == promptColumns {
		p.pick = min(max(p.pick-by, 0), max(len(p.picks)-1, 0))
		return
	}
	p.back = min(max(p.back+by, 0), len(p.past))
	if p.back == 0 {
		p.set("")
		return
	}
	p.set(p.past[len(p.past)-p.back])
}

// row is the prompt as it is drawn, its cursor a reversed cell.
func (p *prompt) row(d *draw, w int) string {
	l := newLine(w, "")
	l.put(d.th.titleFocus, " "+promptNames[p.kind]+" ")
	l.put(d.th.key, pick(d.g.ascii, "> ", "› "))
	room := l.left() - 1 - cells(p.err) - btoi(p.err != "")
	from := max(p.at-max(room, 1), 0) // what was typed may be long
	for from < p.at && cells(string(p.text[from:p.at])) >= max(room, 1) {
		from++
	}
	l.put("", string(p.text[from:p.at]))
	under, rest := " ", ""
	if p.at < len(p.text) {
		under, rest = string(p.text[p.at]), string(p.text[p.at+1:min(p.at+1+w, len(p.text))])
	}
	l.put("7", under)
	l.put("", rest)
	if p.err != "" {
		l.put(d.th.bad, " "+p.err)
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
