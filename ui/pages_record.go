package ui

import (
	"fmt"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/ui/cell"
)

// recordPage is everything about one record.
func recordPage(rec event.RecordID) *page {
	p := &page{shownSubject: subject{rec: rec, hasRec: true}}
	p.markdown = func(d *renderContext) string {
		if !p.shownSubject.hasRec {
			return ""
		}
		return recordMarkdown(d, p.shownSubject.rec)
	}
	p.name = "Record"
	p.titleMore = func(d *renderContext) []cell.Span {
		return cell.OneSpan(d.th.Faint, either(p.shownSubject.hasRec, recordWhere(d, p.shownSubject.rec), ""))
	}
	p.build = func(d *renderContext, w int) []item {
		switch {
		case !p.shownSubject.hasRec:
			return []item{{text: cell.OneSpan(d.th.Faint, "not there any more: the log has been rolled over or cut"), unselectable: true}}
		case d.asOf.records.Evicted(p.shownSubject.rec):
			return []item{{text: cell.OneSpan(d.th.Warn, "not kept any more"+d.session.evictedSuffix()), unselectable: true}}
		case p.raw:
			return rawRecordItems(d, w, p.shownSubject.rec)
		}
		return recordPageItems(d, w, p.shownSubject.rec)
	}
	return p
}

func rawRecordItems(d *renderContext, w int, rec event.RecordID) []item {
	var out []item
	for _, piece := range cell.Wrap(string(d.asOf.records.Raw(rec)), w-2) {
		out = append(out, item{text: cell.OneSpan("", piece), unselectable: true})
	}
	return out
}

// recordFacts is what stands around a record's message.
func recordFacts(d *renderContext, rec event.RecordID) []pageFact {
	r := d.asOf.records.Record(rec)
	when := d.asOf.recordWallTime(rec).Format("2006-01-02 15:04:05.000") + " " + d.asOf.recordOffsetText(rec)
	if d.asOf.location != time.UTC {
		when += r.Time.Format("  (15:04:05.000 UTC)")
	}
	thread := ""
	if r.Thread != 0 {
		thread = fmt.Sprintf("%d (0x%X)", r.Thread, r.Thread)
	}
	return []pageFact{
		{"time", "", when, subject{rec: rec, hasRec: true}},
		{"file", "", recordPosition(&r), subject{}},
		{"component", "", r.Component, subject{}},
		{"thread", "", thread, subject{}},
		{"source", "", r.Source, subject{}},
		{"level", levelStyle(d.th, r.Level), r.Level.String(), subject{}},
		{"note", d.th.Warn, d.flagText(rec), subject{}},
		{"mark", d.th.Mark, d.session.marks[rec], subject{}},
	}
}

func recordPageItems(d *renderContext, w int, rec event.RecordID) []item {
	r := d.asOf.records.Record(rec)
	out := factItems(d, w, recordFacts(d, rec))
	out = append(out, item{unselectable: true})
	for _, piece := range cell.Wrap(r.Message, w-2) {
		out = append(out, item{text: messageSpans(d, piece), unselectable: true})
	}
	out = append(out, codeItems(d, w, r.Message)...)
	return append(out, idItems(d, w, r.Message)...)
}

// recordPosition is where a record stands. Where its line is not known, its place in the text may not be either.
func recordPosition(r *model.Record) string {
	if r.Line == 0 {
		return r.Log + "; its line is known when all of it has been read"
	}
	return fmt.Sprintf("%s, line %d, byte %s", r.Log, r.Line, groupThousands(int(r.Offset)))
}

// messageSpans sets off error codes and ids.
func messageSpans(d *renderContext, s string) []cell.Span {
	var at []int
	query.EachGUID([]byte(s), func(_ event.GUID, from, to int) bool { at = append(at, from, to); return true })
	var out []cell.Span
	from := 0
	for _, p := range mergeRanges(styledRanges(at, d.th.ID), styledRanges(findCodes(s), d.th.Code)) {
		out = append(out, cell.Styled("", s[from:p.from]), cell.Styled(p.style, s[p.from:p.to]))
		from = p.to
	}
	return append(out, cell.Styled("", s[from:]))
}

// idItems says what each id in a text is.
func idItems(d *renderContext, w int, msg string) []item {
	var out []item
	seen := map[event.GUID]bool{}
	query.EachGUID([]byte(msg), func(g event.GUID, _, _ int) bool {
		if !seen[g] {
			seen[g] = true
			out = append(out, factRows(d, w, g.Short(), "", d.describeID(g), subject{id: g})...)
		}
		return len(seen) < 50
	})
	if out == nil {
		return nil
	}
	return append(sectionItems(d, "Ids in it"), out...)
}

// describeID says what an id is the id of, as far as the logs have told by now.
func (d *renderContext) describeID(g event.GUID) string {
	s := d.asOf.state
	if u := s.Update(g); u != nil {
		out := "update " + updateLabel(u) + ", " + stateText(u, 99)
		if u.ID != g {
			out = "content of " + out
		}
		return out
	}
	if c := s.Content(g); c != nil {
		return jobRoleText(c, g) + " content " + c.ID.Short() + ", " + c.State.String() + d.ofUpdateText(c)
	}
	if a := s.Deployment(g); a != nil {
		if a.ID == g {
			return fmt.Sprintf("deployment of %s, %s", countText(max(len(a.Updates), a.CICount), "update"), deploymentPhaseWords[a.State])
		}
		return "job of deployment " + a.ID.Short()
	}
	if win := s.Windows.ByID[g]; win != nil {
		return "service window of type " + fmt.Sprint(win.Type)
	}
	return "not known by now"
}

func (d *renderContext) ofUpdateText(c *model.Content) string {
	if u := d.asOf.update(c.Update); u != nil {
		return ", of " + updateLabel(u)
	}
	return ""
}

// jobRoleText is which part of a content's way an id names.
func jobRoleText(c *model.Content, g event.GUID) string {
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
