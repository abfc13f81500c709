package report

import (
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
)

// windowStatusDoc returns what the windows mean at the moment of the report, and what fits.
func (s clientDocs) windowStatusDoc() windowStatusDoc {
	st := s.WindowStatus()
	d := windowStatusDoc{Restricted: boolOrNil(st.Restricted), Fits: []fitDoc{}}
	if st.Restricted == event.Yes {
		d.Open = &st.Open
		d.Since, d.Until = stampOrNil(st.Since), stampOrNil(st.Until)
		d.NextStart, d.NextEnd = stampOrNil(st.Next.Start), stampOrNil(st.Next.End)
	}
	for _, f := range s.Fits() {
		fd := fitDoc{Update: f.Update.ID.String(), Need: int64(f.Need.Seconds()), Assumed: !f.NeedLogged, Fits: boolOrNil(f.Fits)}
		if f.Available > 0 {
			fd.Left = wholeSeconds(f.Available)
		}
		d.Fits = append(d.Fits, fd)
	}
	return d
}

// listedWindowDocs returns the windows of the client's last listing.
func (s clientDocs) listedWindowDocs() []listedWindowDoc {
	return mapAll(s.State.Windows.Order, func(id event.GUID) listedWindowDoc {
		w := s.State.Windows.ByID[id]
		d := listedWindowDoc{ID: id.String(), Schedule: stringOrNil(w.Schedule), Maintenance: w.Maintenance() && !w.Finished, Finished: w.Finished}
		if w.Type > 0 {
			d.Type = &w.Type
		}
		if tokens, err := model.ParseSchedule(w.Schedule); err == nil && len(tokens) == 1 {
			d.Recurrence = stringOrNil(summary.Recurrence(tokens[0]))
		}
		if w.Finished {
			return d
		}
		s.setOccurrences(&d, w)
		return d
	})
}

// setOccurrences fills in the window's present or next occurrence and the one to come.
func (s clientDocs) setOccurrences(d *listedWindowDoc, w *model.Window) {
	all := w.Occurrences(s.At, 2)
	if len(all) == 0 {
		return
	}
	open := all[0].Contains(s.At)
	d.Open = &open
	d.Start, d.End = stampOrNil(all[0].Start), stampOrNil(all[0].End)
	next := all[0]
	if open {
		if len(all) < 2 {
			return
		}
		next = all[1]
	}
	d.NextStart, d.NextEnd = stampOrNil(next.Start), stampOrNil(next.End)
}

func (s clientDocs) restartDoc() restartDoc {
	r := &s.State.Restart
	d := restartDoc{
		Updates:  mapAll(s.State.PendingRestarts(), func(u *model.Update) string { return u.ID.String() }),
		Deadline: stampOrNil(r.Deadline), RequestedBy: stringOrNil(r.Agent),
		Initiated: stampOrNil(r.Initiated.At()), LastStart: stampOrNil(r.ClientStarted.At()),
	}
	if r.HasCount {
		d.Counted = &r.PendingCount
	}
	d.Pending = s.RestartWanted()
	return d
}
