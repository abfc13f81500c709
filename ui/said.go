package ui

import (
	"fmt"
	"slices"
	"time"
)

// toast is a line that stays for a moment.
type toast struct {
	text  string
	bad   bool
	until time.Time
}

// message is a toast in the history of them.
type message struct {
	at   time.Time
	text string
	bad  bool
}

// remembered is how many messages the history keeps.
const remembered = 200

// troubled is how long an error stays on the screen if no key is pressed.
const troubled = 8 * time.Second

// tell shows a line for a while.
func (a *App) tell(text string, d time.Duration) { a.say(text, false, d) }

// complain shows what went wrong.
func (a *App) complain(text string) { a.say(text, true, troubled) }

func (a *App) say(text string, bad bool, d time.Duration) {
	now := a.o.Now()
	a.toast = toast{text: text, bad: bad, until: now.Add(d)}
	a.said = append(a.said, message{now, text, bad})
	if len(a.said) > remembered {
		a.said = a.said[len(a.said)-remembered:]
	}
}

// messages opens the history of messages, the newest first.
func (a *App) messages() {
	p := &page{}
	p.name = "Messages"
	p.build = func(d *draw, w int) []item {
		var out []item
		for _, m := range slices.Backward(a.said) {
			for i, piece := range wrap(m.text, w-12) {
				head := spaces(9)
				if i == 0 {
					head = m.at.Format("15:04:05 ")
				}
				out = append(out, item{text: []span{{d.th.faint, head}, {pickStyle(m.bad, d.th.bad, ""), piece}}, plain: true})
			}
		}
		if out == nil {
			out = []item{{text: say(d.th.faint, "nothing has been said yet"), plain: true}}
		}
		return out
	}
	a.open(p)
}

// heed tells what of a client cannot be read since the last look, and what can be read again.
func (a *App) heed(c *session) {
	now := map[string]string{}
	if c.client.Err != nil {
		now[c.client.Name] = c.client.Err.Error()
	}
	for i := range c.client.Logs {
		if l := &c.client.Logs[i]; l.Err != "" {
			now[l.Name] = l.Err
		}
	}
	var fresh, over []string
	for name, why := range now {
		if c.trouble[name] == "" {
			fresh = append(fresh, name+": "+why)
		}
	}
	for name := range c.trouble {
		if now[name] == "" {
			over = append(over, name)
		}
	}
	c.trouble = now
	a.tellTrouble(fresh, over)
}

// tellTrouble says it in one line each way, however many logs a share takes with it.
func (a *App) tellTrouble(fresh, over []string) {
	slices.Sort(fresh)
	slices.Sort(over)
	switch n := len(over); {
	case n == 1:
		a.tell(over[0]+" can be read again", troubled)
	case n > 1:
		a.tell(fmt.Sprintf("%d logs can be read again: %s %s", n, over[0], ellipsis), troubled)
	}
	switch n := len(fresh); {
	case n == 1:
		a.complain(fresh[0])
	case n > 1:
		a.complain(fmt.Sprintf("%d logs cannot be read (%s shows them): %s", n, a.key("8"), fresh[0]))
	}
}
