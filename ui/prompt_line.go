package ui

import (
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"ccmtail/ui/cell"
)

// maxInput is how many characters a line takes, unless it begins with more.
const maxInput = 4096

// lineInput is a line of text that is edited. The text input of Bubbles edits it. It is drawn here,
// because what was typed or pasted reaches the terminal through cell alone.
type lineInput struct {
	model        textinput.Model
	text         string // what the model holds, which it makes anew each time it is asked
	firstShown   int    // the rune at the left edge: a long line is scrolled
	cursorColumn int    // in the row drawn last
	textColumn   int    // where the text begins in that row
}

// newLineInput returns an empty line.
func newLineInput() lineInput {
	l := lineInput{model: textinput.New()}
	l.model.CharLimit = maxInput
	l.model.SetVirtualCursor(false)
	l.model.Focus()
	keys := &l.model.KeyMap
	for _, b := range []*key.Binding{&keys.Paste, &keys.AcceptSuggestion, &keys.NextSuggestion, &keys.PrevSuggestion} {
		b.SetEnabled(false) // these keys are the prompt's
	}
	return l
}

// set makes s the text, with the cursor behind it.
func (l *lineInput) set(s string) {
	l.model.CharLimit = max(maxInput, utf8.RuneCountInString(s)) // what is edited again loses nothing
	l.model.SetValue(s)
	l.model.CursorEnd()
	l.text, l.firstShown = l.model.Value(), 0
}

// insert puts the first line of s that is not empty at the cursor.
func (l *lineInput) insert(s string) {
	s = strings.TrimLeft(s, "\r\n")
	if end := strings.IndexAny(s, "\r\n"); end >= 0 {
		s = s[:end]
	}
	s = s[:min(len(s), maxInput*utf8.UTFMax)]
	l.update(tea.PasteMsg{Content: s}, 1)
}

// full reports whether no character can be added.
func (l *lineInput) full() bool { return utf8.RuneCountInString(l.text) >= l.model.CharLimit }

// split returns the text before and behind the cursor.
func (l *lineInput) split() (before, behind string) {
	at := byteOffset(l.text, l.model.Position())
	return l.text[:at], l.text[at:]
}

// byteOffset returns where the n-th rune of s begins, counted from 0.
func byteOffset(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

// edit lets a key change the line or move the cursor.
func (l *lineInput) edit(k tea.KeyPressMsg) {
	before, behind := l.split()
	switch keys := &l.model.KeyMap; {
	case key.Matches(k, keys.DeleteWordForward):
		l.deleteWordForward()
	case key.Matches(k, keys.CharacterBackward, keys.DeleteCharacterBackward):
		l.update(k, utf8.RuneCountInString(before[len(before)-cell.LastCharacter(before):]))
	case key.Matches(k, keys.CharacterForward, keys.DeleteCharacterForward):
		size, _ := cell.FirstCharacter(behind)
		l.update(k, utf8.RuneCountInString(behind[:size]))
	default:
		l.update(k, 1)
	}
}

// update hands a message to the model some times: the model counts in runes, of which a character
// may have several.
func (l *lineInput) update(msg tea.Msg, times int) {
	for range times {
		l.model, _ = l.model.Update(msg)
	}
	l.text = l.model.Value()
}

// deleteWordForward deletes from the cursor to where the next word ends. The model's own way panics
// on the last rune of a text and takes a word too many on the last one of a word.
func (l *lineInput) deleteWordForward() {
	from, text := l.model.Position(), []rune(l.text)
	l.update(tea.KeyPressMsg{Code: 'f', Mod: tea.ModAlt}, 1)
	l.model.SetValue(string(append(text[:from:from], text[l.model.Position():]...)))
	l.model.SetCursor(from)
	l.text = l.model.Value()
}

// draw puts the part of the text around the cursor on a row, in at most room cells, and a blank
// where the cursor stands behind the text.
func (l *lineInput) draw(row *cell.Builder, room int) {
	text, at := l.text, byteOffset(l.text, l.model.Position())
	from := l.scroll(at, room)
	l.firstShown, l.textColumn = utf8.RuneCountInString(text[:from]), row.Used()
	row.Put("", text[from:at])
	l.cursorColumn = row.Used()
	if at == len(text) {
		row.Put("", " ")
		return
	}
	end, _ := cell.Fit(text[at:], room-cell.Width(text[from:at]))
	row.Put("", text[at:at+end])
}

// scroll returns where the shown part of the text begins: where it did, unless the cursor would be
// out of sight or cells would stay empty.
func (l *lineInput) scroll(at, room int) int {
	text := l.text
	_, under := cell.FirstCharacter(text[at:])
	from := min(byteOffset(text, l.firstShown), at)
	from += skip(text[from:at], room-max(under, 1))
	if from > 0 && cell.Width(text[from:]) < room-1 {
		from = min(from, skip(text, room-1))
	}
	return from
}

// skip returns how many bytes at the head of s to leave out so that the rest fits into some cells.
func skip(s string, cells int) (bytes int) {
	for n := cell.Width(s); n > cells && bytes < len(s); {
		size, w := cell.FirstCharacter(s[bytes:])
		bytes, n = bytes+size, n-w
	}
	return bytes
}
