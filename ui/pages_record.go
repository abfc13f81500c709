package ui

import (
	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// recordPage returns everything about one record.
func recordPage(rec event.RecordID) *page {
	p := &page{shownSubject: subject{rec: rec, hasRec: true}}
	p.markdown = func(d *renderContext) string {
		if !p.shownSubject.hasRec {
			return ""
		}
		return d.recordMarkdown(p.shownSubject.rec)
	}
	p.name = "Record"
	p.titleMore = func(d *renderContext) []cell.Span {
		return cell.OneSpan(d.th.Faint, either(p.shownSubject.hasRec, d.asOf.WhereRecord(p.shownSubject.rec), ""))
	}
	p.build = func(d *renderContext, w int) []item {
		switch {
		case !p.shownSubject.hasRec:
			return []item{{text: cell.OneSpan(d.th.Faint, "No longer available: the log was rolled over or truncated"), unselectable: true}}
		case d.asOf.Records.Evicted(p.shownSubject.rec):
			return []item{{text: cell.OneSpan(d.th.Warn, "No longer kept"+d.session.evictedSuffix()), unselectable: true}}
		case p.raw:
			return rawRecordItems(d, w, p.shownSubject.rec)
		}
		return recordPageItems(d, w, p.shownSubject.rec)
	}
	return p
}

func rawRecordItems(d *renderContext, w int, rec event.RecordID) []item {
	var out []item
	for _, piece := range cell.Wrap(string(d.asOf.Records.Raw(rec)), w-2) {
		out = append(out, item{text: cell.OneSpan("", piece), unselectable: true})
	}
	return out
}

// recordFacts returns what stands around a record's message, and the user's mark.
func recordFacts(d *renderContext, rec event.RecordID) []summary.Fact {
	facts := d.asOf.RecordFacts(rec, d.session.lateRecords[rec])
	if note := d.session.marks[rec]; note != "" {
		facts = append(facts, summary.Fact{Name: "mark", Value: note, Tone: "mark"})
	}
	return facts
}

func recordPageItems(d *renderContext, w int, rec event.RecordID) []item {
	r := d.asOf.Records.Record(rec)
	out := factItems(d, w, recordFacts(d, rec))
	out = append(out, item{unselectable: true})
	for _, piece := range cell.Wrap(r.Message, w-2) {
		out = append(out, item{text: messageSpans(d, piece), unselectable: true})
	}
	out = append(out, codeItems(d, w, r.Message)...)
	return append(out, idItems(d, w, r.Message)...)
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

// idItems returns what each id in a text is.
func idItems(d *renderContext, w int, msg string) []item {
	var out []item
	seen := map[event.GUID]bool{}
	query.EachGUID([]byte(msg), func(g event.GUID, _, _ int) bool {
		if !seen[g] {
			seen[g] = true
			out = append(out, factRows(d, w, g.Short(), "", d.asOf.Describe(g), subject{id: g})...)
		}
		return len(seen) < 50
	})
	if out == nil {
		return nil
	}
	return append(d.sectionItems("Related IDs"), out...)
}
