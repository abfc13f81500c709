package ui

import "ccmtail/model/event"

// followNewest shows the newest line and what comes after it.
func (a *App) followNewest() {
	a.session().log.following = true
	a.playhead.pin = pin{}
}

// showRecord goes to a record in the log.
func (a *App) showRecord(s subject) {
	if a.refuseEvicted(s.rec) {
		return
	}
	a.pages = nil
	a.focus = paneLog
	d := a.renderContext(true)
	l := &d.session.log.lines
	d.session.log.selectRecord(d, s.rec)
	if i := l.Index(s.rec); i >= l.Len(d.asOf.shownRows) || l.At(i) != s.rec {
		a.notifyError("that record is hidden by the filter; " + a.keyText("Backspace") + " takes off a chip")
	}
}

// pinSelected looks at the moment of the log's selection, or at the newest one if the log is at its end.
func (a *App) pinSelected(d *renderContext) {
	p := d.session.log
	if p.following || !p.hasSelected {
		a.playhead.pin = pin{}
		return
	}
	a.playhead.pin = pin{on: true, rec: p.selected, at: d.asOf.records.Time(p.selected)}
}

// refuseEvicted says of a record that is forgotten that it is.
func (a *App) refuseEvicted(rec event.RecordID) bool {
	lost := a.session().client.Records.Evicted(rec)
	if lost {
		a.notifyError("that record is not kept any more" + a.session().evictedSuffix())
	}
	return lost
}

// goToRecord selects a record in the log and looks at its moment.
func (a *App) goToRecord(rec event.RecordID) {
	if a.refuseEvicted(rec) {
		return
	}
	if len(a.pages) > 0 {
		a.pages = nil
	}
	a.focus = paneLog
	d := a.renderContext(true)
	d.session.log.selectRecord(d, rec)
}
