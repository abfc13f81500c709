package ui

import (
	"fmt"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/query"
)

// recordPage is everything about one record.
func recordPage(rec event.RecordID) *page {
	p := &page{about: subject{rec: rec, hasRec: true}}
	p.ticket = func(d *draw) string {
		if !p.about.hasRec {
			return ""
		}
		return recordTicket(d, p.about.rec)
	}
	p.name = "Record"
	p.more = func(d *draw) []span { return say(d.th.faint, pick(p.about.hasRec, place(d, p.about.rec), "")) }
	p.build = func(d *draw, w int) []item {
		switch {
		case !p.about.hasRec:
			return []item{{text: say(d.th.faint, "not there any more: the log has been rolled over or cut"), plain: true}}
		case d.m.records.Evicted(p.about.rec):
			return []item{{text: say(d.th.warn, "not kept any more"+d.c.butForgotten()), plain: true}}
		case p.raw:
			return rawItems(d, w, p.about.rec)
		}
		return recordItems(d, w, p.about.rec)
	}
	return p
}

func rawItems(d *draw, w int, rec event.RecordID) []item {
	var out []item
	for _, piece := range wrap(string(d.m.records.Raw(rec)), w-2) {
		out = append(out, item{text: say("", piece), plain: true})
	}
	return out
}

// recordFacts is what stands around a record's message.
func recordFacts(d *draw, rec event.RecordID) []named {
	r := d.m.records.Record(rec)
	when := d.m.wallOf(rec).Format("2006-01-02 15:04:05.000") + " " + d.m.zoneOf(rec)
	if d.m.loc != time.UTC {
		when += r.Time.Format("  (15:04:05.000 UTC)")
	}
	thread := ""
	if r.Thread != 0 {
		thread = fmt.Sprintf("%d (0x%X)", r.Thread, r.Thread)
	}
	return []named{
		{"time", "", when, subject{rec: rec, hasRec: true}},
		{"file", "", standing(&r), subject{}},
		{"component", "", r.Component, subject{}},
		{"thread", "", thread, subject{}},
		{"source", "", r.Source, subject{}},
		{"level", levelStyle(d.th, r.Level), r.Level.String(), subject{}},
		{"note", d.th.warn, d.flagWords(rec), subject{}},
		{"mark", d.th.mark, d.c.marks[rec], subject{}},
	}
}

func recordItems(d *draw, w int, rec event.RecordID) []item {
	r := d.m.records.Record(rec)
	out := factItems(d, w, recordFacts(d, rec))
	out = append(out, item{plain: true})
	for _, piece := range wrap(r.Message, w-2) {
		out = append(out, item{text: messageSpans(d, piece), plain: true})
	}
	out = append(out, codeItems(d, w, r.Message)...)
	return append(out, namedItems(d, w, r.Message)...)
}

// standing is where a record stands. Where its line is not known, its place in the text may not be either.
func standing(r *model.Record) string {
	if r.Line == 0 {
		return r.Log + "; its line is known when all of it has been read"
	}
	return fmt.Sprintf("%s, line %d, byte %s", r.Log, r.Line, count(int(r.Offset)))
}

// messageSpans sets off error codes and ids.
func messageSpans(d *draw, s string) []span {
	var at []int
	query.EachGUID([]byte(s), func(_ event.GUID, from, to int) bool { at = append(at, from, to); return true })
	var out []span
	from := 0
	for _, p := range merged(stretches(at, d.th.guid), stretches(codesIn(s), d.th.code)) {
		out = append(out, span{"", s[from:p.from]}, span{p.st, s[p.from:p.to]})
		from = p.to
	}
	return append(out, span{"", s[from:]})
}

// namedItems says what each id in a text is.
func namedItems(d *draw, w int, msg string) []item {
	var out []item
	seen := map[event.GUID]bool{}
	query.EachGUID([]byte(msg), func(g event.GUID, _, _ int) bool {
		if !seen[g] {
			seen[g] = true
			out = append(out, fact(d, w, g.Short(), "", d.what(g), subject{id: g})...)
		}
		return len(seen) < 50
	})
	if out == nil {
		return nil
	}
	return append(heading1(d, "Ids in it"), out...)
}

// what says what an id is the id of, as far as the logs have told by now.
func (d *draw) what(g event.GUID) string {
	s := d.m.state
	if u := s.Update(g); u != nil {
		out := "update " + label(u) + ", " + stateText(u, 99)
		if u.ID != g {
			out = "content of " + out
		}
		return out
	}
	if c := s.Content(g); c != nil {
		return jobWord(c, g) + " content " + c.ID.Short() + ", " + c.State.String() + d.of(c)
	}
	if a := s.Deployment(g); a != nil {
		if a.ID == g {
			return fmt.Sprintf("deployment of %s, %s", plural(max(len(a.Updates), a.CICount), "update"), phaseWords[a.State])
		}
		return "job of deployment " + a.ID.Short()
	}
	if win := s.Windows.ByID[g]; win != nil {
		return "service window of type " + fmt.Sprint(win.Type)
	}
	return "not known by now"
}

func (d *draw) of(c *model.Content) string {
	if u := d.m.update(c.Update); u != nil {
		return ", of " + label(u)
	}
	return ""
}

// jobWord is which part of a content's way an id names.
func jobWord(c *model.Content, g event.GUID) string {
	switch g {
	case c.CTM:
		return "transfer job (CTM) of"
	case c.DTS:
		return "transfer job (DTS) of"
	case c.BITS:
		return "BITS job of"
	case c.LocationRequest:
		return "location request of"
	case c.Request:
		return "download request of"
	}
	return ""
}
