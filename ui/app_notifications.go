package ui

import (
	"slices"
	"time"

	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// toast is a line that stays for a moment.
type toast struct {
	text    string
	isError bool
	until   time.Time
}

// notification is a toast in the history of them.
type notification struct {
	at      time.Time
	text    string
	isError bool
}

// maxNotifications is how many messages the history keeps.
const maxNotifications = 200

// errorTime is how long an error stays on the screen if no key is pressed.
const errorTime = 8 * time.Second

// notify shows a line for a while.
func (a *App) notify(text string, d time.Duration) { a.addNotification(text, false, d) }

// notifyError shows what went wrong.
func (a *App) notifyError(text string) { a.addNotification(text, true, errorTime) }

func (a *App) addNotification(text string, bad bool, d time.Duration) {
	now := a.options.Now()
	a.toast = toast{text: text, isError: bad, until: now.Add(d)}
	a.notifications = append(a.notifications, notification{now, text, bad})
	if len(a.notifications) > maxNotifications {
		a.notifications = a.notifications[len(a.notifications)-maxNotifications:]
	}
}

// notificationsPage returns the history of messages, the newest first.
func (a *App) notificationsPage() *page {
	p := &page{name: "Messages"}
	p.titleMore = func(d *renderContext) []cell.Span {
		return cell.OneSpan(d.th.Faint, "times "+d.clockText())
	}
	p.build = func(d *renderContext, w int) []item {
		var out []item
		for _, m := range slices.Backward(a.notifications) {
			const dated = "01-02 15:04:05 "
			for i, piece := range cell.Wrap(m.text, w-len(dated)-1) {
				head := cell.Spaces(len(dated))
				if i == 0 {
					head = d.asOf.Wall(m.at).Format(dated)
				}
				out = append(out, item{text: []cell.Span{cell.Styled(d.th.Faint, head), cell.Styled(eitherStyle(m.isError, d.th.Bad, ""), piece)}, unselectable: true})
			}
		}
		if out == nil {
			out = []item{{text: cell.OneSpan(d.th.Faint, "No messages"), unselectable: true}}
		}
		return out
	}
	return p
}

// updateReadErrors finds what of a client cannot be read since the last look, and why, and what can
// be read again.
func (c *session) updateReadErrors() (fresh, over []string) {
	now := map[string]string{}
	if c.client.Err != nil {
		now[c.client.Name] = c.client.Err.Error()
	}
	for i := range c.client.Logs {
		if l := &c.client.Logs[i]; l.Err != "" {
			now[l.Name] = l.Err
		}
	}
	for name, why := range now {
		if c.readErrors[name] == "" {
			fresh = append(fresh, name+": "+why)
		}
	}
	for name := range c.readErrors {
		if now[name] == "" {
			over = append(over, name)
		}
	}
	c.readErrors = now
	slices.Sort(fresh)
	slices.Sort(over)
	return fresh, over
}

// notifyReadability says it in one line each way, however many logs a share takes with it.
func (a *App) notifyReadability(fresh, over []string) {
	switch n := len(over); {
	case n == 1:
		a.notify(over[0]+" is readable again", errorTime)
	case n > 1:
		a.notify(summary.Count(n, "log")+" readable again: "+over[0]+" "+cell.Ellipsis, errorTime)
	}
	switch n := len(fresh); {
	case n == 1:
		a.notifyError(fresh[0])
	case n > 1:
		a.notifyError(summary.Count(n, "log") + " unreadable (" + a.keys.text(paneSources.action()) + " lists them): " + fresh[0])
	}
}

// notifyLimits says, once each, which limits of the system have been reached.
func (a *App) notifyLimits() {
	for _, limit := range a.snap.Limits[min(a.limitsSaid, len(a.snap.Limits)):] {
		a.notifyError(limit)
	}
	a.limitsSaid = max(a.limitsSaid, len(a.snap.Limits))
}

// notifyTime is how long a remark stays.
const notifyTime = 4 * time.Second
