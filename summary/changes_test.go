package summary

import (
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// TestChanges tells a small story backwards: the newest change first, of one record the last step
// first, and nothing of what a scan only saw.
func TestChanges(t *testing.T) {
	id, seen := event.MustGUID("0d841d92-dcfd-42d0-99cc-da46abbfb86c"), event.MustGUID("787230f0-ab97-4391-9706-2040eb5dfa96")
	deployment := event.MustGUID("f65ffee2-0000-4f0b-9aa3-00a4cccb49eb")
	begin := time.Date(2026, 3, 17, 21, 0, 0, 0, time.UTC)
	s := model.NewState()
	for i, e := range []event.Event{
		{Kind: event.UpdateStatus, Update: seen, Texts: event.Texts{event.State: "Missing", event.KB: "1"}},
		{Kind: event.UpdateTargeted, Update: id, Deployment: deployment, Texts: event.Texts{event.KB: "961501"}},
		{Kind: event.WindowNotice, Texts: event.Texts{event.Name: "START"}},
		{Kind: event.UpdateBatched, Update: id},
		{Kind: event.InstallStarted},
		{Kind: event.UpdateInstallEnded, Update: id, Code: 0x80070643, HasCode: true},
		{Kind: event.RestartRequested, Texts: event.Texts{event.Name: "UpdatesDeploymentAgent"}},
	} {
		e.At, e.Rec, e.Log, e.Timed = begin.Add(time.Duration(i)*time.Minute).UnixNano(), event.RecordID(i), event.LogNamed("A.log"), true
		s.Apply(&e)
	}
	a := Of(&store.Client{Records: store.New().Records()}, s, begin.Add(time.Hour), model.FitRules{}, nil)
	var got []string
	for _, c := range a.Changes(100) {
		if c.Finding == (model.FindingKey{}) {
			got = append(got, c.What+": "+c.Words())
		}
	}
	want := []string{
		"restart: requested", "KB961501: installing → failed 0x80070643", "deployment f65ffee2: installing → failed 0x80070643",
		"KB961501: waiting to install → installing", "KB961501: targeted → waiting to install", "deployment f65ffee2: installing",
		"maintenance window: opened",
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("%q, not %q", got, want)
		}
	}
	if n := len(a.Changes(2)); n != 2 {
		t.Errorf("%d changes, not 2", n)
	}
}

// TestTheNewestChangesAreThoseOfAll: fewer changes are the first ones of more, however many are left
// out on the way.
func TestTheNewestChangesAreThoseOfAll(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	begin := time.Date(2026, 3, 17, 21, 0, 0, 0, time.UTC)
	s := model.NewState()
	var ids [40]event.GUID
	for i := range ids {
		ids[i] = event.GUID{byte(i), 1}
	}
	for i := range 2000 {
		kind := []event.Kind{event.UpdateTargeted, event.UpdateBatched, event.UpdateInstallEnded, event.RestartRequested, event.WindowNotice}
		e := event.Event{Kind: kind[random.IntN(len(kind))], Update: ids[random.IntN(len(ids))], Texts: event.Texts{event.Name: "START"}}
		e.Deployment, e.Code, e.HasCode = event.GUID{byte(random.IntN(3)), 2}, 0x80070643, true
		e.At, e.Rec, e.Log, e.Timed = begin.Add(time.Duration(i/3)*time.Minute).UnixNano(), event.RecordID(i), event.LogNamed("A.log"), true
		s.Apply(&e)
	}
	a := Of(&store.Client{Records: store.New().Records()}, s, begin.Add(1000*time.Hour), model.FitRules{}, nil)
	all := a.Changes(100_000)
	if len(all) < 500 {
		t.Fatalf("only %d changes", len(all))
	}
	for _, most := range []int{1, 7, 100, 499} {
		if got := a.Changes(most); !reflect.DeepEqual(got, all[:most]) {
			t.Errorf("the newest %d are not the first ones of all", most)
		}
	}
	for i := range all[1:] {
		if all[i].Evidence.At().Before(all[i+1].Evidence.At()) {
			t.Fatalf("change %d is older than the next one", i)
		}
	}
}
