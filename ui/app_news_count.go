package ui

import (
	"slices"

	"ccmtail/model"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// away is since when the user has not been at the newest records of a client: they read further up
// in the log, look at an earlier moment, or have paused.
type away struct {
	on   bool
	rows int // how many records there were then
}

// arrivedRows returns how many records a client has had by the newest moment that is not hidden by a
// replay.
func (c *session) arrivedRows(p *Playhead) int {
	if p.home == stateLive {
		return int(c.client.Records.End())
	}
	return c.asOf.shownRows
}

// updateAway notes whether the user is at the newest records.
func (c *session) updateAway(p *Playhead) {
	paused := p.home == stateLive && p.state != stateLive
	switch on := paused || p.pinned.on || !c.log.following; {
	case !on || c.client.Loading:
		c.away = away{}
	case !c.away.on:
		c.away = away{on: true, rows: c.arrivedRows(p)}
	}
}

// newsSpans returns how many records have come while the user was not at the newest ones, and how many
// updates have failed that they have not looked at.
func (d *renderContext) newsSpans() []cell.Span {
	c := d.session
	var parts []cell.Span
	if n := c.arrivedRows(&d.playhead) - c.away.rows; c.away.on && n > 0 {
		parts = append(parts, cell.Styled(d.th.Warn, d.g.News+" "+summary.Grouped(n)+" new"))
	}
	if n := c.changes.newFailures(); n > 0 {
		parts = append(parts, cell.Styled(d.th.Bad, "+"+summary.Grouped(n)+" failed"))
	}
	if parts == nil {
		return nil
	}
	return slices.Concat(cell.OneSpan("", " "), cell.Join(d.separator(), parts...), cell.OneSpan("", " "))
}

// trackChanges looks for what has changed with the client, and says which updates have failed.
func (a *App) trackChanges() {
	c := a.client
	c.trackChanges(&a.playhead, a.clockTime)
	if failed := c.changes.failures; len(failed) > 0 {
		text := failureText(failed)
		a.notifications = append(a.notifications, notification{a.clockTime, text, true})
		a.alert = toast{text: text, isError: true, until: a.clockTime.Add(errorTime)}
	}
}

// alertSpans returns what has failed just now.
func (a *App) alertSpans() []cell.Span {
	if a.alert.text == "" {
		return nil
	}
	return cell.OneSpan(a.th.Bad, a.renderContext(false).stateSign(model.Failed)+" "+a.alert.text)
}
