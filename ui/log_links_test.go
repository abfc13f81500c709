package ui

import (
	"context"
	"fmt"
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
		linked := func() bool { return c.log.chips[0].matcher.Match(c.client.Records, rec) }
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
		ids := query.IDs(c.endState().Linked(id))
		implied := ids.Implied(snap)
		for rec := range event.RecordID(snap.Len()) {
			named := ids.Match(snap, rec) || implied.Has(rec)
			if u := c.endState().Update(id); u != nil {
				named = named || query.Article(u.KB).Match(snap, rec)
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

// TestOneUpdateIsOneThing: kb: and guid: show what * shows, on the screen and before Enter.
func TestOneUpdateIsOneThing(t *testing.T) {
	sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) {
		shown := func() string {
			p := d.app.session().log
			var ids []event.RecordID
			for i := range p.lines.Len(d.app.session().asOf.shownRows) {
				ids = append(ids, p.lines.At(i))
			}
			return fmt.Sprint(ids)
		}
		everything := shown()
		d.keys("1", "*")
		want := shown()
		if want == everything || len(d.app.session().log.chips) != 1 {
			t.Fatal("* shows everything")
		}
		d.keys("*", "4")
		for _, filter := range []string{"kb:969679", "kb:KB969679", "guid:" + kbFails.String(), "guid:" + strings.ToUpper(kbFails.Short()), "id:{" + strings.ToUpper(kbFails.String()) + "}", "kb:969679|969679"} {
			d.keys("&", `"`+filter+`"`)
			if draft := shown(); draft != want {
				t.Errorf("%s, being typed: %s, not %s", filter, draft, want)
			}
			d.keys("enter")
			if have := shown(); have != want {
				t.Errorf("%s: %s, not %s", filter, have, want)
			}
			d.keys("&", "enter")
			if shown() != everything {
				t.Fatal("the filter stays")
			}
		}
		d.keys("&", `"!kb:969679"`, "enter")
		if n := d.app.session().log.lines.Len(d.app.session().asOf.shownRows); n == 0 || n != strings.Count(everything, " ")-strings.Count(want, " ") {
			t.Errorf("%d records without it", n)
		}
	})
}

// TestWhatIsLeftOutIsNotMissing: a list that shows only what belongs to the update followed does not
// say that there is nothing; the deployment of the update belongs to it.
func TestWhatIsLeftOutIsNotMissing(t *testing.T) {
	w := story()
	w.log("21:00:00", "WUAHandler", 0, "Update (Missing): not deployed", missing("5099999"))
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		d.keys("1", "*", "6")
		d.has("f65ffee2")
		d.hasNot("None belongs")
		d.keys("1", "*", "a", "/", `"5099999"`, "enter", "*", "6")
		d.has("None belongs to what is followed; <*> shows all")
		d.hasNot("No deployments seen yet")
		d.keys("5", "f")
		d.has("None belongs to what is followed")
		d.hasNot("No problems found")
		d.keys("*")
		d.has("failed to install")
	})
}
