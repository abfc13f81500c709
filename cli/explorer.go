package cli

import (
	"fmt"
	"io"
)

// holdWindow keeps a console window open that would close with the program, until a key is pressed:
// somebody who started it from Explorer could not read what it says. The screen has been read by then,
// and whoever interrupts the program wants it closed.
func (p *invocation) holdWindow(code int, isOwn func() bool, awaitKey func()) {
	if p.hadScreen && code == exitDone || code == exitInterrupted || !isOwn() {
		return
	}
	sayPressKey(p.errOut)
	awaitKey()
}

func sayPressKey(w io.Writer) { fmt.Fprint(w, "\nPress any key to close this window.") }
