package ui

import (
	tea "charm.land/bubbletea/v2"

	"ccmtail/model/event"
)

// effect is something that a pane or a key wants done to the rest of the screen; nil is nothing. It
// is a value: whoever returns one need not know App, and a test can compare it with what it
// expects.
type effect interface{ do(a *App) tea.Cmd }

// do does what is asked.
func (a *App) do(e effect) tea.Cmd {
	if e == nil {
		return nil
	}
	return e.do(a)
}

// asOfRecord shows all panes as of the moment of a record, and goes to it in the log, or to the first
// one behind it that passes the filter.
type asOfRecord struct{ rec event.RecordID }

func (e asOfRecord) do(a *App) tea.Cmd {
	c := a.session()
	if refused := c.refuseEvicted(e.rec); refused != nil {
		return a.do(refused)
	}
	followed := a.followsOrReturns()
	c.log.selectRecord(a.renderContext(true), e.rec)
	a.playhead.pinned = pinned{on: true, rec: e.rec, at: c.client.Records.Time(e.rec), followed: followed}
	return nil
}

// followsOrReturns reports whether the log follows what comes, or does so when the pin is given up.
func (a *App) followsOrReturns() bool {
	if a.playhead.pinned.on {
		return a.playhead.pinned.followed
	}
	return a.session().log.following
}

// unpin shows the moment that the screen would show without a pin.
type unpin struct{}

func (unpin) do(a *App) tea.Cmd {
	a.playhead.pinned = pinned{}
	return nil
}

// focusPane goes to a pane; pages over it are left.
type focusPane struct{ id paneID }

func (e focusPane) do(a *App) tea.Cmd {
	a.focus, a.pages = e.id, nil
	return nil
}

// openPage puts a page on top; nil puts none.
type openPage struct{ page *page }

func (e openPage) do(a *App) tea.Cmd {
	if e.page != nil {
		a.pages = append(a.pages, e.page)
	}
	return nil
}

// openDetails opens the page of what is selected.
type openDetails struct{ subject }

func (e openDetails) do(a *App) tea.Cmd {
	return openPage{detailsPage(a.renderContext(true), e.subject)}.do(a)
}

// goToRecord selects a record in the log, or the first one behind it that passes the filter. The other
// panes stay at their moment.
type goToRecord struct{ rec event.RecordID }

func (e goToRecord) do(a *App) tea.Cmd {
	if refused := a.session().refuseEvicted(e.rec); refused != nil {
		return a.do(refused)
	}
	a.focus, a.pages = paneLog, nil
	d := a.renderContext(true)
	d.session.log.selectRecord(d, e.rec)
	return nil
}

// showRecord goes to a record that proves something, with all panes as of its moment: it says if the
// filter hides it.
type showRecord struct{ rec event.RecordID }

func (e showRecord) do(a *App) tea.Cmd {
	a.focus, a.pages = paneLog, nil
	cmd := asOfRecord(e).do(a)
	c := a.session()
	if i := c.log.lines.Index(e.rec); !c.client.Records.Evicted(e.rec) && (i >= c.log.lines.Len(c.asOf.shownRows) || c.log.lines.At(i) != e.rec) {
		a.notifyError("the filter hides this record; " + a.keys.text(actRemoveChip) + " removes the last filter")
	}
	return cmd
}

// showLog goes to one log, with its records alone; "" shows all of them, merged by time.
type showLog struct{ name string }

func (e showLog) do(a *App) tea.Cmd {
	a.focus, a.pages = paneLog, nil
	return a.do(a.session().log.showLog(e.name))
}

// addFilter shows only the records that pass one more filter.
type addFilter struct{ source string }

func (e addFilter) do(a *App) tea.Cmd {
	a.addChip(e.source)
	return nil
}

// ask begins to type, with some text to begin with.
type ask struct {
	kind promptKind
	text string
}

func (e ask) do(a *App) tea.Cmd {
	a.openPrompt(e.kind)
	if e.text != "" {
		a.prompt.input.set(e.text)
	}
	return nil
}

// perform does another action.
type perform struct{ action actionID }

func (e perform) do(a *App) tea.Cmd { return a.keys.byID[e.action].run(a) }

// notice says something for a while.
type notice struct{ text string }

func (e notice) do(a *App) tea.Cmd {
	a.notify(e.text, notifyTime)
	return nil
}

// errorNotice says what went wrong.
type errorNotice struct{ text string }

func (e errorNotice) do(a *App) tea.Cmd {
	a.notifyError(e.text)
	return nil
}
