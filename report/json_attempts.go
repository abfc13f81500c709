package report

import (
	"ccmtail/internal/arrange"
	"ccmtail/model"
	"ccmtail/model/event"
)

// reasonLen bounds the short reason of an update, in characters.
const reasonLen = 80

// coverageDocs returns from when until when each log tells.
func (s clientDocs) coverageDocs() map[string]rangeDoc {
	all := map[string]rangeDoc{}
	for name, r := range s.Coverage() {
		all[name] = rangeDoc{stampOrNil(r.Start), stampOrNil(r.End)}
	}
	return all
}

// scanResults are the results of a scan by their names in reports.
var scanResults = [model.ScanResults]string{
	model.NotScanned: "", model.FoundMissing: "missing", model.FoundInstalled: "installed", model.FoundNotRequired: "not-required",
}

// scanFactDoc returns what scans found of an update, nil if none has named it.
func (s clientDocs) scanFactDoc(f *model.ScanFact) *scanFactDoc {
	if f.Result == model.NotScanned {
		return nil
	}
	return &scanFactDoc{scanResults[f.Result], stampOrNil(f.AsOf.At()), s.evidenceDoc(f.Evidence)}
}

// reportedDoc returns what the client told its site of an update, nil if nothing.
func (s clientDocs) reportedDoc(r *model.Reported) *reportedDoc {
	if r.Log() == 0 {
		return nil
	}
	return &reportedDoc{intOrNil(r.StateID), stringOrNil(r.Name), s.evidenceDoc(r.Evidence)}
}

// attemptDocs returns the attempts to download the contents of an update, and to install it, in the
// order of their beginning, or of their end where no line tells of that.
func (s clientDocs) attemptDocs(u *model.Update) []attemptDoc {
	type placed struct {
		at  model.Evidence
		doc attemptDoc
	}
	var all []placed
	for _, a := range u.Attempts() {
		doc := attemptDoc{Phase: "install", Outcome: a.Outcome.String(), Code: codeOrNil(a.Code, a.HasCode)}
		s.setSpan(&doc, a.Begun, a.Ended)
		all = append(all, placed{firstOf(a.Begun, a.Ended), doc})
	}
	for _, id := range u.Contents {
		c := s.State.Content(id)
		if c == nil {
			continue
		}
		for _, t := range c.Transfers() {
			doc := attemptDoc{Phase: "download", Outcome: t.Outcome.String(), Content: guidOrNil(id)}
			if t.Outcome != model.Succeeded { // else they are of a retry on the way
				doc.Code, doc.HTTPStatus = codeOrNil(t.Code, t.HasCode), intOrNil(t.HTTPStatus)
			}
			s.setSpan(&doc, t.Begun, t.Ended)
			all = append(all, placed{firstOf(t.Begun, t.Ended), doc})
		}
	}
	arrange.By(all, func(a, b placed) int { return a.at.At().Compare(b.at.At()) })
	return mapAll(all, func(p placed) attemptDoc { return p.doc })
}

// firstOf returns the first of two records that is there.
func firstOf(a, b model.Evidence) model.Evidence {
	if a.Log() == 0 {
		return b
	}
	return a
}

// setSpan notes when an attempt began and ended, and the newest record that says so.
func (s clientDocs) setSpan(d *attemptDoc, begun, ended model.Evidence) {
	d.Begun, d.Ended, d.Evidence = stampOrNil(begun.At()), stampOrNil(ended.At()), s.evidenceDoc(firstOf(ended, begun))
}

func (s clientDocs) transferDoc(t model.Transfer) transferDoc {
	return transferDoc{
		Begun: stampOrNil(t.Begun.At()), Ended: stampOrNil(t.Ended.At()), Outcome: t.Outcome.String(), Code: codeOrNil(t.Code, t.HasCode),
		HTTPStatus: intOrNil(t.HTTPStatus), Server: stringOrNil(t.Server), Bytes: bytesDoc{t.Done, t.Total},
		CTM: guidOrNil(t.CTM), DTS: guidOrNil(t.DTS), BITS: guidOrNil(t.BITS), Evidence: s.evidenceDoc(firstOf(t.Ended, t.Begun)),
	}
}

func (s clientDocs) contentDoc(c *model.Content) contentDoc {
	return contentDoc{
		ID: c.ID.String(), Update: guidOrNil(c.Update), File: stringOrNil(c.File), State: c.State.String(),
		Bytes: bytesDoc{c.Done, c.Total}, Request: guidOrNil(c.Request), CTM: guidOrNil(c.CTM),
		LocationRequest: guidOrNil(c.LocationRequest), DTS: guidOrNil(c.DTS), BITS: guidOrNil(c.BITS), Server: stringOrNil(c.Server),
		Retries: c.Retries, Error: codeOrNil(c.Error, c.HasError), HTTPStatus: intOrNil(c.Answered()), PausedBy: stringOrNil(c.PausedBy),
		Transfers: mapAll(c.Transfers(), s.transferDoc), Started: stampOrNil(c.Started.At()), Ended: stampOrNil(c.Ended.At()),
	}
}

func guidOrNil(id event.GUID) *string { return stringOrNil(id.String()) }
