package ui

import "testing"

// TestWhatPanesAskFor looks at what panes want of the screen, without it.
func TestWhatPanesAskFor(t *testing.T) {
	sit(t, 160, 50, newFake(story()), Options{}, func(d *desk) {
		for _, s := range paneSpecs { // each is drawn once
			d.focus(s.id)
		}
		c, log := d.app.renderContext(true), d.app.session().log
		opened := func(id paneID) effect { return d.app.panes[id].open(c) }
		subject := func(id paneID) subject { return d.app.panes[id].subject(c) }
		for _, x := range []struct {
			what       string
			have, want effect
		}{
			{"the log moves up", log.moveBy(c, -1), nil},
			{"the log moves down", log.moveBy(c, 1), nil},
			{"the log moves beyond its end", log.moveBy(c, beyondAll), unpin{}},
			{"as of a record", asOfSelected(c, log.subject(c)), asOfRecord{log.subject(c).rec}},
			{"as of no record", asOfSelected(c, subjectOfNothing), notice{"no record here"}},
			{"the log sorts", shownLogPane{}.sort(c), perform{actLogColumns}},
			{"Enter in the updates", opened(paneUpdates), openDetails{subject(paneUpdates)}},
			{"Enter in the timeline", opened(paneTimeline), openDetails{subject(paneTimeline)}},
			{"Enter in the findings", opened(paneFindings), openDetails{subject(paneFindings)}},
			{"Enter in the deployments", opened("deployments"), openDetails{subject("deployments")}},
			{"Enter in the scans", opened("scans"), showRecord{subject("scans").rec}},
			{"Enter in the restarts", opened(paneRestarts), showRecord{subject(paneRestarts).rec}},
			{"Enter in the sources", opened(paneSources), showLog{subject(paneSources).log}},
			{"no id to follow", toggleFollowIDs(c, subjectOfNothing), notice{"nothing related to show: no ID here"}},
			{"a note without a record", askNote(c, subjectOfNothing), nil},
			{"a note", askNote(c, log.subject(c)), ask{promptNote, ""}},
		} {
			if x.have != x.want {
				t.Errorf("%s: %#v, not %#v", x.what, x.have, x.want)
			}
		}
		updates := d.app.panes[paneUpdates].(*updatesPane)
		updates.groupBy(c, byDeployment)
		updates.moveBy(c, -beyondAll)
		if e := updates.open(c); e != nil || len(updates.collapsed) != 1 {
			t.Errorf("Enter on a heading: %#v, %v", e, updates.collapsed)
		}
	})
}

var subjectOfNothing subject

// TestPagesAnswerForThemselves: what is under a page neither acts nor speaks.
func TestPagesAnswerForThemselves(t *testing.T) {
	sit(t, 160, 50, newFake(story()), Options{}, func(d *desk) {
		d.keys("4", "v", "k")
		d.has("2 records in", "cancels the selection")
		d.keys("enter")
		d.hasNot("cancels the selection")
		d.keys("esc", "esc", "1", "enter", "x")
		d.hasNot("updates sorted by state")
		d.keys("esc", "x")
		d.has("updates sorted by state")
	})
}

// TestPagesOfferEnterWhereItDoesSomething looks at the hints of pages.
func TestPagesOfferEnterWhereItDoesSomething(t *testing.T) {
	sit(t, 200, 50, newFake(story()), Options{}, func(d *desk) {
		d.keys("1", "enter", "end", "up", "up")
		d.has("Enter show the log line")
		d.keys("enter", "enter")
		d.has("━ Record ━")
		d.hasNot("Enter show the log line", "Enter details")
		d.keys("enter")
		d.has("━ Record ━")
		d.keys("esc", "5", "enter")
		d.has("━ Finding ━", "Enter details")
		d.keys("enter")
		d.has("━ Update ━")
	})
}
