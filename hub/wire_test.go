package hub

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/report"
	"ccmtail/summary"
)

var someTime = time.Date(2026, 3, 18, 2, 14, 40, 716e6, time.UTC)

// fullSummary returns a summary in which nothing is zero.
func fullSummary(updates int) summary.ClientSummary {
	s := summary.ClientSummary{
		Name: "PC0147", Path: `\\PC0147`, Visited: someTime, Retry: someTime.Add(1), Error: "open: denied", Incomplete: "CAS.log",
		Verdict: "1 of 2 updates failed.", At: someTime, State: summary.ClientFailed, LastRecord: someTime, Said: "02:14:40", Unrestricted: true,
		Causes: []summary.CauseSummary{{ID: "F12", Severity: model.SeverityWarning, Text: "No distribution point."}},
		Stuck: []summary.StuckSummary{{
			Kind: model.StuckRestart, Update: event.GUID{1}, KB: "5081905", Since: someTime, Said: "02:14", Why: "overdue",
			Evidence: summary.Place{Time: someTime, Log: "WUAHandler.log", File: "WUAHandler.lo_", Line: 7},
		}},
		Openings: []model.TimeRange{{Start: someTime, End: someTime.Add(time.Hour)}},
		History:  []summary.StateSince{{Since: someTime, State: summary.ClientSilent}},
	}
	for i := range updates {
		s.Updates = append(s.Updates, summary.UpdateSummary{
			ID: event.GUID{byte(i), byte(i >> 8), 9}, KB: fmt.Sprint(5000000 + i), Title: "Security Update for Windows, number " + fmt.Sprint(i),
			State: model.Failed, Code: 0x80070643, HasCode: true, Pending: true, Since: someTime, Reason: "no DP",
		})
	}
	return s
}

func TestAStateIsReadAsItWasSent(t *testing.T) {
	for _, updates := range []int{0, 2, 3000} {
		sent := fullSummary(updates)
		state := State{Sender: Sender{"COLL1", "run"}, Cursor: Cursor{someTime, []LogCursor{{Log: "CAS.log", File: "ab", Offset: 7, Older: []string{"cd"}, Gaps: 1}}},
			Part: &Part{Cursor{At: someTime}, Mark{someTime, "key"}}, Client: summarize(&sent)}
		message, err := encodeState(&state)
		if err != nil || len(message) > MaxStateBytes {
			t.Fatalf("%d updates: %d bytes, %v", updates, len(message), err)
		}
		got, err := DecodeState(message)
		if err != nil {
			t.Fatal(err)
		}
		if summary := got.Summary(); !reflect.DeepEqual(summary, sent) {
			t.Errorf("%d updates:\ngot  %+v\nwant %+v", updates, summary, sent)
		}
		if !reflect.DeepEqual(got.Cursor, state.Cursor) || !reflect.DeepEqual(got.Part, state.Part) || got.Sender != state.Sender {
			t.Errorf("cursor %+v, part %+v, sender %+v", got.Cursor, got.Part, got.Sender)
		}
	}
}

func TestAStateWithTooMuchSaysSo(t *testing.T) {
	sent := fullSummary(maxUpdates + 5)
	for i := range sent.Updates {
		id := event.GUID(bytes.Repeat([]byte{byte(i), byte(i >> 8), byte(i * 7), byte(i * 13)}, 4))
		sent.Updates[i].ID, sent.Updates[i].Title = id, strings.Repeat(id.String(), 3)
	}
	state := State{Client: summarize(&sent)}
	message, err := encodeState(&state)
	if err != nil {
		t.Fatal(err)
	}
	got, err := DecodeState(message)
	if err != nil {
		t.Fatal(err)
	}
	n := len(got.Client.Updates)
	if n == 0 || got.Client.LeftOut == 0 || n+got.Client.LeftOut != maxUpdates+5 || got.Summary().Updates[0].ID != sent.Updates[0].ID {
		t.Errorf("%d updates, %d left out", n, got.Client.LeftOut)
	}
}

func TestHostileMessages(t *testing.T) {
	for name, message := range map[string][]byte{
		"empty": {}, "no JSON": []byte("{"), "too large": append([]byte("{"), make([]byte, MaxStateBytes)...),
		"a bomb": pack(append([]byte(`{"v":1,"client":{"name":"`), bytes.Repeat([]byte("a"), maxStateText+1)...)), "noise": []byte("\xff\xff\xff\xff\xff"),
	} {
		if s, err := DecodeState(message); err == nil {
			t.Errorf("%s: %+v", name, s)
		}
	}
	var version VersionError
	if _, err := DecodeState([]byte(`{"v":2}`)); !errors.As(err, &version) || version.Version != 2 {
		t.Errorf("version 2: %v", err)
	}
	s, err := DecodeState([]byte(`{"v":1,"client":{"name":"PC\u001b[31m\u202e","verdict":"` + strings.Repeat("é", 3000) + `","state":"flying","updates":[{"id":"x","state":"?","code":"?"}],"stuck":[{"kind":"?"}]}}`))
	if err != nil {
		t.Fatal(err)
	}
	got := s.Summary()
	if got.Name != "PC<1B>[31m<202E>" || len(got.Verdict) > maxSentence || got.State != summary.ClientUnknown || len(got.Stuck) != 0 || got.Updates[0].HasCode {
		t.Errorf("%+v", got)
	}
}

func TestAnEventIsReadAsItWasSent(t *testing.T) {
	long := strings.Repeat("\x01", 3*maxSentence)
	kb := "5081905"
	sent := report.Change{Time: &someTime, Client: "PC0147", Key: "ab-1-2", Kind: "update-state", KB: &kb, Title: &long, Text: &long, To: "failed", Log: "A.log", File: "A.lo_", Line: 3}
	message, err := encodeEvent(sent)
	if err != nil || len(message) > MaxEventBytes {
		t.Fatal(len(message), err)
	}
	e, err := DecodeEvent(message)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(*e.Title, "<01><01>") || *sent.Title != long {
		t.Errorf("title %q", (*e.Title)[:20])
	}
	e.Title, e.Text, sent.Title, sent.Text = nil, nil, nil, nil
	if !reflect.DeepEqual(e.Change, sent) {
		t.Errorf("got %+v, want %+v", e.Change, sent)
	}
}

func TestSubjects(t *testing.T) {
	tokens := map[string]string{
		"PC0147": "PC0147", "pc0147": "PC0147", "srv.contoso.com": "SRV%2ECONTOSO%2ECOM", "a b": "A%20B", "*": "%2A", ">": "%3E", "": "%", "ü": "%C3%9C",
		"DC1/PC1": "DC1%2FPC1", "%": "%25",
	}
	for name, want := range tokens {
		if got := Token(name); got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
	long, other := strings.Repeat("A", 300), strings.Repeat("A", 299)+"B"
	if a, b := Token(long), Token(other); len(a) > maxToken || a == b || !strings.HasPrefix(a, "AAAA") {
		t.Error(a, b)
	}
	site, err := ParseSite(" P01 ")
	if err != nil || site.StateSubject("pc1") != "ccm.p01.state.PC1" || site.EventSubject("*") != "ccm.p01.event.%2A" || site.Subjects()[0] != "ccm.p01.event.*" {
		t.Error(site, err)
	}
	for _, bad := range []string{"", "p.1", "*", ">", "p 1", strings.Repeat("p", 33)} {
		if _, err := ParseSite(bad); err == nil {
			t.Errorf("%q is a site", bad)
		}
	}
	if site, kind, token, err := ParseSubject("ccm.p01.collector.X"); err != nil || site != "p01" || kind != "collector" || token != "X" {
		t.Error(site, kind, token, err)
	}
	for _, bad := range []string{"ccm.p01.state", "x.p01.state.A", "ccm.*.state.A", "ccm.p01.state.A.B", "ccm.p01.state."} {
		if _, _, _, err := ParseSubject(bad); err == nil {
			t.Errorf("%q is a subject", bad)
		}
	}
}
