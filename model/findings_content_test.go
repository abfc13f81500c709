package model

import (
	"testing"
	"time"

	"ccmtail/model/event"
)

// What repeats has begun with the first of its lines, and all of them count.
func TestAWaitForALocationBeginsWithItsFirstAnswer(t *testing.T) {
	const answers = 3 * maxEvidence
	events := []event.Event{
		{Kind: event.ContentLinked, Update: u1, Content: l1, Numbers: event.Numbers{event.TotalBytes: 1000}}, {Kind: event.ContentRequested, Content: l1},
		{Kind: event.ContentCTMJob, Content: l1, Job: j1}, {Kind: event.CTMDownloadStarted, Job: j1, Linked: j2},
	}
	first := len(events)
	for i := range answers {
		events = append(events, event.Event{Kind: event.CTMLocationsEmpty, Job: j1, At: testStart.Add(time.Duration(i+1) * time.Hour).UnixNano()})
	}
	s := stateAfter(events...)
	found := s.Findings()
	if len(found) != 1 || found[0].ID != "F13" || found[0].Records() != answers || len(found[0].Evidence) != maxEvidence {
		t.Fatalf("%d findings, %+v", len(found), found[0])
	}
	if e := found[0].Evidence; e[0].Rec != event.RecordID(first) || e[maxEvidence-1].Rec != event.RecordID(first+answers-1) {
		t.Errorf("from record %d to %d", e[0].Rec, e[maxEvidence-1].Rec)
	}
	if v := s.Judge(s.At, FitRules{}, found).Verdict(s.Update(u1)); v.Proof.Rec != event.RecordID(first) {
		t.Errorf("waits since record %d, want %d", v.Proof.Rec, first)
	}
	located := append(events, event.Event{Kind: event.DTSProgress, Job: j2, At: s.At.Add(time.Hour).UnixNano(), Numbers: event.Numbers{event.DoneBytes: 1, event.TotalBytes: 2}})
	if c := stateAfter(located...).Content(l1); !c.Waits.isZero() {
		t.Errorf("waits though bytes come: %+v", c.Waits)
	}
}
