package ui

import (
	"slices"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// clientAsOf is everything the screen says about one client at the playhead's time. Panes are drawn from it alone.
type clientAsOf struct {
	at      time.Time
	client  *store.Client
	records *store.Records
	state   *model.State
	window  model.WindowStatus
	fits    []model.Fit
	// findings are those as of at: some troubles nothing but time makes.
	findings  []*model.Finding
	rules     model.FitRules
	bias      int
	zoneKnown bool
	// bound is how many records are shown, then how many of them are not later than at.
	shownRows, pastRows int
	// waiting is how many records have come that are not shown yet.
	unshownRows  int
	levels       [4]int         // records by level, up to at
	showsSeconds bool           // something of it that is shown runs by the second
	minuteOnly   bool           // at is to the minute
	location     *time.Location // whose times are shown; nil: the client's own
}

// wallTime is a UTC time on the clock the screen shows. What has no zone stays as it is written.
func (m *clientAsOf) wallTime(t time.Time) time.Time {
	bias, known := m.records.BiasAt(t)
	return m.toClock(t, bias, known)
}

// recordWallTime is a record's time on that clock: the client's with the record's own offset.
func (m *clientAsOf) recordWallTime(id event.RecordID) time.Time {
	bias, known := m.records.BiasOf(id)
	return m.toClock(m.records.Time(id), bias, known)
}

func (m *clientAsOf) toClock(t time.Time, bias int, known bool) time.Time {
	if known && m.location != nil {
		return t.In(m.location)
	}
	return t.UTC().Add(-time.Duration(bias) * time.Minute)
}

// recordOffsetText is the offset of a record's time, or that it is not known.
func (m *clientAsOf) recordOffsetText(id event.RecordID) string {
	bias, known := m.records.BiasOf(id)
	return m.offsetOrUnknown(m.records.Time(id), bias, known)
}

// offsetText is the offset of that clock at t, or that it is not known.
func (m *clientAsOf) offsetText(t time.Time) string {
	bias, known := m.records.BiasAt(t)
	return m.offsetOrUnknown(t, bias, known)
}

func (m *clientAsOf) offsetOrUnknown(t time.Time, bias int, known bool) string {
	switch {
	case !known:
		return "clock zone unknown"
	case m.location != nil:
		return zoneOffsetText(m.location, t)
	}
	return utcOffsetText(bias)
}

// shortTime says a time of day, with the date where it is not the day of the screen's own time.
func (m *clientAsOf) shortTime(t time.Time) string {
	w, at := m.wallTime(t), m.wallTime(m.at)
	switch days := w.Sub(at).Hours() / 24; {
	case w.YearDay() == at.YearDay() && w.Year() == at.Year():
		return w.Format("15:04")
	case days > -6 && days < 6:
		return w.Format("Mon 15:04")
	case w.Year() == at.Year():
		return w.Format("01-02 15:04")
	}
	return w.Format("2006-01-02 15:04")
}

// fullTime says a time to the second, with its date.
func (m *clientAsOf) fullTime(t time.Time) string { return m.wallTime(t).Format("2006-01-02 15:04:05") }

// update is the update that has an id, nil if there is none.
func (m *clientAsOf) update(id event.GUID) *model.Update {
	if id.IsZero() {
		return nil
	}
	return m.state.Update(id)
}

// finding is the finding with a key, nil if there is none.
func (m *clientAsOf) finding(key model.FindingKey) *model.Finding {
	if i := slices.IndexFunc(m.findings, func(f *model.Finding) bool { return f.Key() == key }); i >= 0 {
		return m.findings[i]
	}
	return nil
}

// nameOf is what a person calls the thing with an id.
func (m *clientAsOf) nameOf(id event.GUID) string {
	if u := m.update(id); u != nil {
		return updateLabel(u)
	}
	if d := m.state.Deployment(id); d != nil {
		return "deployment " + d.ID.Short()
	}
	return id.Short()
}
