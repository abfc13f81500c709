package ui

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"ccmtail/summary"
)

// storyFleet is a fleet whose clients' logs are not at hand.
type storyFleet struct {
	*fakeFleet
	canOpen bool
	ask     string
	err     error
}

func (f *storyFleet) Story(_ context.Context, number int) (*summary.Story, error) {
	if f.err != nil {
		return nil, f.err
	}
	if f.canOpen {
		return &summary.Story{CanOpen: true}, nil
	}
	facts := summary.StoryFacts{
		Client: &f.clients[number], Sender: "c1", NoLogs: "not read: nobody knows", Ask: f.ask, LeftOut: 7,
		Events: []summary.ToldEvent{{At: fleetNow(), Kind: "restart", Said: "requested \x1b[2J (A.log:1)"}, {Kind: "gap", Said: "B.log"}},
	}
	return summary.TellStory(facts, time.UTC), nil
}

func sitAtStories(t *testing.T, change func(*storyFleet), f func(*fleetDesk, *storyFleet)) {
	t.Helper()
	fake := newFakeFleet(fated(61), fated(62), fated(3))
	sitAtFleet(t, 100, 40, fake, Options{}, func(d *fleetDesk) {
		stories := &storyFleet{fakeFleet: fake}
		change(stories)
		d.app.fleet, d.app.screen.fleet = stories, stories
		f(d, stories)
	})
}

func TestAClientWithoutLogsHasAStory(t *testing.T) {
	sitAtStories(t, func(*storyFleet) {}, func(d *fleetDesk, f *storyFleet) {
		d.keys("enter")
		first := d.frame()
		for _, want := range []string{"Story of ", "Not known here", "nobody knows", "Events, newest first", "restart: requested", "unknown time", "7 older events", "Esc back"} {
			if !strings.Contains(first, want) {
				t.Errorf("%q is missing:\n%s", want, first)
			}
		}
		if strings.ContainsRune(first, '\x1b') {
			t.Error("an escape sequence reaches the terminal")
		}
		d.keys("}")
		if next := d.frame(); next == first || !strings.Contains(next, "Story of ") {
			t.Errorf("the next client has no story:\n%s", next)
		}
		d.keys("enter") // there is nothing to open
		d.keys("y")
		if len(d.copied) != 1 || !strings.Contains(d.copied[0], "Not known here") || strings.ContainsRune(d.copied[0], '\x1b') {
			t.Errorf("copied %q", d.copied)
		}
		d.keys("esc")
		if have := d.frame(); strings.Contains(have, "Story of ") || len(f.opened) > 0 {
			t.Errorf("opened %v, have:\n%s", f.opened, have)
		}
	})
}

func TestLogsOnAnotherComputerAreOpenedWhenTheUserSaysSo(t *testing.T) {
	sitAtStories(t, func(f *storyFleet) { f.ask = `\\SRV0061\c$` }, func(d *fleetDesk, f *storyFleet) {
		d.keys("enter")
		if have := d.frame(); len(f.opened) > 0 || !strings.Contains(have, `Enter opens \\SRV0061\c$`) {
			t.Fatalf("opened %v, have:\n%s", f.opened, have)
		}
		d.keys("enter")
		if len(f.opened) != 1 || d.app.shown == nil {
			t.Errorf("opened %v", f.opened)
		}
	})
}

func TestLogsAtHandAreOpenedAtOnce(t *testing.T) {
	sitAtStories(t, func(f *storyFleet) { f.canOpen = true }, func(d *fleetDesk, f *storyFleet) {
		d.keys("enter")
		if len(f.opened) != 1 || d.app.shown == nil {
			t.Errorf("opened %v", f.opened)
		}
	})
	sitAtStories(t, func(f *storyFleet) { f.err = errors.New("the hub does not answer") }, func(d *fleetDesk, f *storyFleet) {
		d.keys("enter")
		if have := d.frame(); !strings.Contains(have, "the hub does not answer") || len(f.opened) > 0 {
			t.Errorf("opened %v, have:\n%s", f.opened, have)
		}
	})
}

func TestAFleetThatIsNotUpToDateIsNotLive(t *testing.T) {
	fake := newFakeFleet(fated(61))
	sitAtFleet(t, 120, 30, fake, Options{}, func(d *fleetDesk) {
		if have := d.frame(); !strings.Contains(have, " LIVE ") {
			t.Fatalf("have:\n%s", have)
		}
		silent := []summary.SilentCollector{{Name: "c1", Since: fleetNow(), Clients: 1}}
		for _, p := range []FleetProgress{{Away: fleetNow(), Silent: silent, Clients: 1}, {Silent: silent, Clients: 1}} {
			fake.progress = p
			fake.change(0, func(*summary.ClientSummary) {})
			d.do(fleetNews{})
			want, badge := "hub away since 22:19", " NOT UP TO DATE "
			if p.Away.IsZero() {
				want, badge = "collector c1 silent since 22:19: 1 client last sent by it", " PERHAPS OLD "
			}
			have := d.frame()
			if !strings.Contains(have, want) || !strings.Contains(have, badge) || strings.Contains(have, " LIVE ") {
				t.Errorf("%q is missing:\n%s", want, have)
			}
		}
	})
}
