package report

import (
	"ccmtail/model"
	"ccmtail/model/event"
)

// windowDoc is what the windows mean at the moment of the report, and what fits.
func (s client) windowDoc() windowDoc {
	st := s.state.WindowAt(s.at)
	d := windowDoc{Restricted: tri(st.Restricted)}
	if st.Restricted == event.Yes {
		d.Open = &st.Open
		d.Since, d.Until = stampOf(st.Since), stampOf(st.Until)
		d.NextStart, d.NextEnd = stampOf(st.Next.Start), stampOf(st.Next.End)
	}
	for _, f := range s.state.Fits(s.at, s.rules) {
		fd := fitDoc{Update: f.Update.ID.String(), Need: int64(f.Need.Seconds()), Assumed: !f.Measured, Fits: tri(f.Fits)}
		if f.Left > 0 {
			fd.Left = wholeSeconds(f.Left)
		}
		d.Fits = append(d.Fits, fd)
	}
	return d
}

// windows is the windows of the client's last listing.
func (s client) windows() []windowItem {
	return list(s.state.Windows.Order, func(id event.GUID) windowItem {
		w := s.state.Windows.ByID[id]
		d := windowItem{ID: id.String(), Schedule: w.Schedule, Maintenance: w.Maintenance() && !w.Finished, Finished: w.Finished}
		if w.Type > 0 {
			d.Type = &w.Type
		}
		if tokens, err := model.ParseSchedule(w.Schedule); err == nil && len(tokens) == 1 {
			d.Recurrence = tokens[0].String()
		}
		if w.Finished {
			return d
		}
		s.occurrences(&d, w)
		return d
	})
}

// occurrences fills in the window's present or next occurrence and the one to come.
func (s client) occurrences(d *windowItem, w *model.Window) {
	all := w.Occurrences(s.at, 2)
	if len(all) == 0 {
		return
	}
	open := all[0].Holds(s.at)
	d.Open = &open
	d.Start, d.End = stampOf(all[0].Start), stampOf(all[0].End)
	next := all[0]
	if open {
		if len(all) < 2 {
			return
		}
		next = all[1]
	}
	d.NextStart, d.NextEnd = stampOf(next.Start), stampOf(next.End)
}

func (s client) rebootDoc() rebootDoc {
	r := &s.state.Reboot
	d := rebootDoc{
		Updates:  list(s.state.PendingReboots(), func(u *model.Update) string { return u.ID.String() }),
		Deadline: stampOf(r.Deadline), RequestedBy: said(r.Agent),
		Initiated: stampOf(r.Initiated.At), LastStart: stampOf(r.Started.At),
	}
	if r.HasCount {
		d.Counted = &r.Counted
	}
	d.Pending = len(d.Updates) > 0 || r.Counted > 0 || r.Agent != ""
	return d
}
