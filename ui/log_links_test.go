package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/query"
)

// TestWhatIsFollowedIsLookedAtAgainForAShareOfTheTime lets the links of an id take long to find.
func TestWhatIsFollowedIsLookedAtAgainForAShareOfTheTime(t *testing.T) {
	sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) {
		d.keys("1", "*")
		c := d.app.session()
		c.nextRelink = d.now.Add(900 * time.Millisecond) // the last time took 45 ms
		job := event.GUID{15: 7}
		var rec event.RecordID
		tell := func() {
			// Nothing but its event ties this record to the update.
			w := d.src.worlds[0]
			rec = w.logAt(d.now, "DataTransferService", model.LevelInfo, "goes on with it",
				event.Event{Kind: event.UpdateStatus, Update: kbFails, Job: job, Texts: event.Texts{event.State: "Missing"}})
		}
		linked := func() bool { return c.log.chips[0].linked.records.Has(rec) }
		d.news(tell)
		if linked() {
			t.Error("looked at again at once")
		}
		d.pass(2*time.Second, time.Second)
		if !linked() {
			t.Error("not looked at again within two seconds, though nothing else happens")
		}
	})
}

// TestWhatIsFollowedIsMarked: the id in the messages, not only the records that are shown.
func TestWhatIsFollowedIsMarked(t *testing.T) {
	sit(t, 200, 35, newFake(story()), Options{}, func(d *desk) {
		d.keys("1", "*", "4")
		if frame := d.app.View().Content; !strings.Contains(frame, string(d.app.th.Match)+"m"+kbFails.String()) {
			t.Errorf("no id is marked in %q", frame)
		}
	})
}

func TestFollowingAnIdFindsWhatAWalkFinds(t *testing.T) {
	w := story()
	c := newSession()
	c.setClient(w.client())
	c.currentAsOf(&Playhead{}, at("21:15:05"), model.CurrentBranchRules, nil)
	for _, id := range []event.GUID{kbOK, kbFails, kbLoads, deployment, contentID, dtsJob} {
		k := c.linkChip(id)
		snap, n := c.client.Records, 0
		for rec := range event.RecordID(snap.Len()) {
			named := k.linked.ids.Match(snap, rec) || k.linked.records.Has(rec)
			if k.linked.article != "" {
				named = named || query.Article(k.linked.article).Match(snap, rec)
			}
			if have := k.matcher.Match(snap, rec); have != named {
				t.Errorf("%s: record %d: %v, a walk says %v", k.source, rec, have, named)
			}
			n += btoi(named)
		}
		if got := query.Find(context.Background(), snap, k.matcher, query.RetainedSet(snap)).Len(); got != n || n == 0 {
			t.Errorf("%s: %d records, not %d", k.source, got, n)
		}
	}
}
