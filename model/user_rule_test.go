package model

import (
	"testing"

	"ccmtail/model/event"
)

func TestARuleOfTheUsersMakesAFinding(t *testing.T) {
	says := func(rule int64, text string, about event.GUID, holds event.Tri) event.Event {
		return event.Event{
			Kind: event.UserRule, Update: u1, Linked: about, Code: 0x80070643, HasCode: true, Answer: holds,
			Numbers: event.Numbers{event.Rule: rule}, Texts: event.Texts{event.Name: text, event.State: "warning"},
		}
	}
	s := NewState()
	at := int64(0)
	apply := func(e event.Event) {
		at++
		e.At = at * 1e9
		e.Rec = event.RecordID(at)
		s.Apply(&e)
	}
	apply(event.Event{Kind: event.UpdateTargeted, Update: u1, Deployment: d1, Texts: event.Texts{event.Title: "Update A"}})
	apply(says(1, "it failed: "+event.CodeMark+" again", event.GUID{}, event.Yes))
	apply(says(1, "once more", event.GUID{}, event.Yes))
	apply(says(99, "it is odd", u1, event.Yes))
	apply(says(100, "too many", u1, event.Yes))
	apply(says(0, "none", u1, event.Yes))
	all := s.Findings()
	if len(all) != 2 {
		t.Fatalf("%d findings", len(all))
	}
	f := all[1] // it explains nothing, the other one does
	if f.ID != "U01" || f.Severity != SeverityWarning || !f.OfClient() || len(f.Evidence) != 2 || f.Text.Format != "%s" || f.Text.Values[0] != "once more" {
		t.Errorf("%+v", f)
	}
	if f := all[0]; f.ID != "U99" || f.Update != u1 || f.Count != 1 || f.Text.Values[0].(Subjects).Name != "Update A" || f.Text.Values[1] != "it is odd" {
		t.Errorf("%+v", f)
	}
	apply(says(1, "", event.GUID{}, event.No))
	apply(event.Event{Kind: event.UpdateStatus, Update: u1, Texts: event.Texts{event.State: "Installed"}})
	for _, f := range s.Findings() {
		if f.Active() {
			t.Errorf("%s lasts", f.ID)
		}
	}
}

func TestTheCodeInASentenceOfARule(t *testing.T) {
	e := event.Event{Code: 5, Texts: event.Texts{event.Name: "a " + event.CodeMark + " b 100%s"}}
	s := SentenceOfRule(&e)
	if s.Format != "%s%s%s" || s.Values[0] != "a " || s.Values[1] != event.Code(5) || s.Values[2] != " b 100%s" {
		t.Errorf("%+v", s)
	}
}
