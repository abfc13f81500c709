package ui

import (
	"bytes"
	"io"
)

// The marks of a bracketed paste, and Ctrl-C as terminals write it: as it has always been, and in the
// protocol of kitty.
const (
	pasteBegin = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
	ctrlC      = "\x03"
	kittyCtrlC = "\x1b[99;5u"
)

// Terminal is a terminal that is open as a file.
type Terminal interface {
	io.ReadWriteCloser
	Fd() uintptr
	Name() string
}

// terminalInput is the terminal's input. Bubble Tea takes all keys after the beginning of a paste for
// text, until its end, which a connection may lose. So Ctrl-C ends a paste: terminals do not paste it.
type terminalInput struct {
	Terminal
	pasting bool
	begun   []byte // the end of what was read last, which may be the beginning of a mark
	rest    []byte // what did not fit
}

// Read implements io.Reader. There is something to read if it is called.
func (t *terminalInput) Read(p []byte) (int, error) {
	if len(t.rest) == 0 {
		buf := make([]byte, max(1, len(p)-len(pasteEnd)))
		n, err := t.Terminal.Read(buf)
		if err != nil {
			return 0, err
		}
		t.rest = t.endPaste(buf[:n])
	}
	n := copy(p, t.rest)
	t.rest = t.rest[n:]
	return n, nil
}

// endPaste returns what was read, with the end of a paste before a Ctrl-C within it.
func (t *terminalInput) endPaste(read []byte) []byte {
	text := append(bytes.Clone(t.begun), read...)
	for at := len(t.begun); at < len(text); at++ {
		now := text[:at+1]
		switch {
		case bytes.HasSuffix(now, []byte(pasteBegin)):
			t.pasting = true
		case bytes.HasSuffix(now, []byte(pasteEnd)):
			t.pasting = false
		case t.pasting && (text[at] == ctrlC[0] || bytes.HasSuffix(now, []byte(kittyCtrlC))):
			t.pasting = false
			from := at // what has been returned of a longer key is a part of the text
			if text[at] != ctrlC[0] {
				from = max(at+1-len(kittyCtrlC), len(t.begun))
			}
			text = append(append(bytes.Clone(text[:from]), pasteEnd+ctrlC...), text[at+1:]...)
			at = from + len(pasteEnd)
		}
	}
	out := text[len(t.begun):]
	t.begun = bytes.Clone(text[max(0, len(text)-len(kittyCtrlC)+1):])
	return out
}
