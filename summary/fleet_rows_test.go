package summary

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
)

func TestColumnsOfAFleet(t *testing.T) {
	at := verdictStart.Add(2 * hour)
	kb := func(state model.UpdateState, pending bool) UpdateSummary {
		return UpdateSummary{KB: "5081905", State: state, Pending: pending, Since: at.Add(-90 * time.Second)}
	}
	failed := kb(model.Failed, true)
	failed.Code, failed.HasCode = 0x80070643, true
	open := []model.TimeRange{{Start: at.Add(-hour), End: at.Add(41 * time.Minute)}}
	for _, c := range []struct {
		client                   ClientSummary
		now, age, window, detail string
	}{
		{ClientSummary{State: ClientFailed, Updates: []UpdateSummary{failed}, Openings: open}, "failed 0x80070643", "1 min", "open 41 min", "KB5081905"},
		{ClientSummary{State: ClientInstalling, Updates: []UpdateSummary{kb(model.Installing, true)}, Unrestricted: true}, "installing KB5081905", "1 min", "any time", ""},
		{ClientSummary{State: ClientInProgress, Updates: []UpdateSummary{kb(model.Downloading, true)}, Openings: []model.TimeRange{{Start: at.Add(3*hour + 10*time.Second)}}}, "downloading KB5081905", "1 min", "in 3 h", ""},
		{ClientSummary{State: ClientDone, Updates: []UpdateSummary{kb(model.Installed, false)}, Openings: []model.TimeRange{{Start: at.Add(-hour)}}}, "done", "1 min", "open", ""},
		{ClientSummary{State: ClientDone, Openings: []model.TimeRange{{Start: at.Add(75 * hour)}}}, "done", "-", "in 3 d", ""},
		{ClientSummary{State: ClientStuck, Stuck: []StuckSummary{{KB: "5081905", Since: at.Add(-hour), Why: "KB5081905 has been installing for 1 h"}}, Updates: []UpdateSummary{kb(model.Installing, true)}}, "stuck: KB5081905", "1 h", "-", "installing for 1 h"},
		{ClientSummary{State: ClientStuck, Stuck: []StuckSummary{{KB: "5081905", Since: at, Why: "KB5081905 has got no byte for 1 h"}}, Updates: []UpdateSummary{kb(model.Downloading, true)}}, "stuck: KB5081905", "< 1 min", "-", "no byte for 1 h"},
		{ClientSummary{State: ClientStuck, Stuck: []StuckSummary{{KB: "5081905", Since: at, Why: "KB5081905 and 1 more have got no byte"}}, Updates: []UpdateSummary{kb(model.Downloading, true)}}, "stuck: KB5081905", "< 1 min", "-", "KB5081905 and 1 more have got no byte"},
		{ClientSummary{State: ClientUnreadable, Error: "no answer"}, "unreadable", "-", "-", "no answer"},
		{ClientSummary{State: ClientUnreadable, Path: `\\PC1`, Error: `open \\PC1: no answer`}, "unreadable", "-", "-", "no answer"},
		{ClientSummary{Loading: true}, "reading", "-", "-", ""},
	} {
		if now, age, window := c.client.NowText(), AgeText(c.client.Since(), at), c.client.WindowText(at); now != c.now || age != c.age || window != c.window || c.client.DetailText() != c.detail {
			t.Errorf("%s, %s, %s, %s; want %+v", now, age, window, c.client.DetailText(), c)
		}
	}
}

func TestRetryText(t *testing.T) {
	c := ClientSummary{Error: "no answer", Retry: verdictStart.Add(4 * time.Minute)}
	if s := c.RetryText(verdictStart); s != "again in 4 min" {
		t.Error(s)
	}
	if s := c.RetryText(c.Retry); s != "" {
		t.Error(s)
	}
	if c.Error = ""; c.RetryText(verdictStart) != "" {
		t.Error("a client that can be read is tried again")
	}
}

func TestHeadlinesOfAFleet(t *testing.T) {
	failing := func(name string, code event.Code) *AsOf {
		return clientOf(name, hour, slices.Concat(openWindow(), kbOf(1), ended(code, event.No)(1))...)
	}
	f := FleetOf(summaries(failing("A", 0x80070643), failing("B", 0x80070643), clientOf("C", hour, slices.Concat(kbOf(1), ended(0, event.No)(1))...)), time.Time{})
	if s := f.KBs[0].Sentence(); s != "KB5081701 on 3 clients: 1 installed, 2 failed with 0x80070643." {
		t.Error(s)
	}
	if r := f.Reasons(); len(r) == 0 || r[0].ID != "0x80070643" || r[0].Clients != 2 || !r[0].IsCode || r[0].Text == "" {
		t.Errorf("%+v", r)
	}
	if s, short := f.WindowsText(f.At, time.UTC); !strings.HasPrefix(s, "window open on 2, closes 21:00 (in ") || short != "window open on 2" {
		t.Error(s)
	}
	f.Rows[0].Unrestricted = true // its column says "any time"
	if _, short := f.WindowsText(f.At, time.UTC); short != "window open on 1" {
		t.Error(short)
	}
}

// TestLastedUpToTheEndOfTheLogs: a client's column says what its sentences say, whatever the fleet's
// moment is.
func TestLastedUpToTheEndOfTheLogs(t *testing.T) {
	at := verdictStart.Add(5 * hour)
	since, end := at.Add(-4*hour), at.Add(-hour)
	for _, c := range []struct {
		client ClientSummary
		want   string
	}{
		{ClientSummary{State: ClientStuck, At: end, LastRecord: end}, "3 h"},
		{ClientSummary{State: ClientStuck, At: end.Add(time.Minute), LastRecord: end}, "4 h"}, // it follows the clock
		{ClientSummary{State: ClientSilent, At: end, LastRecord: end}, "4 h"},
		{ClientSummary{State: ClientStuck, At: at.Add(hour), LastRecord: at.Add(hour)}, "4 h"},
		{ClientSummary{State: ClientStuck}, "4 h"},
	} {
		c.client.Openings = []model.TimeRange{{Start: since, End: at.Add(6 * hour)}}
		left := map[string]string{"3 h": "open 7 h", "4 h": "open 6 h"}[c.want]
		if s := c.client.WindowText(at); s != left {
			t.Errorf("%v as of %v: %s, want %s", c.client.State, c.client.At, s, left)
		}
		if s := c.client.LastedText(since, at); s != c.want {
			t.Errorf("%v as of %v: %s, want %s", c.client.State, c.client.At, s, c.want)
		}
	}
}

// TestFullHistory: it ends in the state that the client is in.
func TestFullHistory(t *testing.T) {
	at := verdictStart
	past := []StateSince{{at, ClientDone}, {at.Add(hour), ClientInstalling}, {at.Add(2 * hour), ClientDone}}
	stuck := []StuckSummary{{Since: at.Add(90 * time.Minute)}}
	for _, c := range []struct {
		client ClientSummary
		want   []StateSince
	}{
		{ClientSummary{State: ClientDone, History: past}, past},
		{ClientSummary{State: ClientUnknown, History: past}, past},
		{ClientSummary{State: ClientStuck, Stuck: stuck, History: past}, append(past[:2:2], StateSince{stuck[0].Since, ClientStuck})},
		{ClientSummary{State: ClientStuck, Stuck: stuck}, []StateSince{{stuck[0].Since, ClientStuck}}},
		{ClientSummary{State: ClientUnreadable, At: at.Add(3 * hour), History: past}, append(past[:3:3], StateSince{at.Add(3 * hour), ClientUnreadable})},
	} {
		if got := c.client.FullHistory(); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.client.State, got, c.want)
		}
	}
}
