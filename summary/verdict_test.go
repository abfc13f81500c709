package summary

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// verdictStart is a Saturday, 08:00 on the client's clock.
var verdictStart = time.Date(2026, 3, 14, 13, 0, 0, 0, time.UTC)

// id returns the nth id of a kind of things.
func id(kind, n int) event.GUID { return event.GUID{0: byte(kind), 1: byte(n), 15: 1} }

// told is events, a second apart from a moment on, counted from verdictStart.
func told(after time.Duration, events ...event.Event) []event.Event {
	for i := range events {
		events[i].At = verdictStart.Add(after + time.Duration(i)*time.Second).UnixNano()
	}
	return events
}

// forEach returns the same events for updates from..to.
func forEach(from, to int, of func(n int) []event.Event) []event.Event {
	var all []event.Event
	for n := from; n <= to; n++ {
		all = append(all, of(n)...)
	}
	return all
}

func targeted(n int) []event.Event {
	return []event.Event{{Kind: event.UpdateTargeted, Update: id(1, n), Deployment: id(2, 1), Texts: event.Texts{event.KB: "5081777"}}}
}

func scanned(state string) func(n int) []event.Event {
	return func(n int) []event.Event {
		return []event.Event{{Kind: event.UpdateStatus, Update: id(1, n), Texts: event.Texts{event.State: state}}}
	}
}

func ended(code event.Code, restart event.Tri) func(n int) []event.Event {
	return func(n int) []event.Event {
		return []event.Event{{Kind: event.UpdateInstallEnded, Update: id(1, n), Code: code, HasCode: true, Answer: restart}}
	}
}

func withoutServer(n int) []event.Event {
	return []event.Event{
		{Kind: event.ContentLinked, Update: id(1, n), Content: id(3, n), Numbers: event.Numbers{event.TotalBytes: 1000}},
		{Kind: event.ContentRequested, Content: id(3, n)},
		{Kind: event.ContentCTMJob, Content: id(3, n), Job: id(4, n)},
		{Kind: event.CTMLocationsEmpty, Job: id(4, n)},
	}
}

func fetching(n int) []event.Event {
	return []event.Event{
		{Kind: event.ContentLinked, Update: id(1, n), Content: id(3, n), Numbers: event.Numbers{event.TotalBytes: 1000}},
		{Kind: event.ContentRequested, Content: id(3, n)},
		{Kind: event.ContentCTMJob, Content: id(3, n), Job: id(4, n)},
		{Kind: event.CTMDownloadStarted, Job: id(4, n), Linked: id(6, n)},
	}
}

func scan(code event.Code) []event.Event {
	if code == 0 {
		return []event.Event{{Kind: event.ScanStarted}, {Kind: event.ScanSucceeded}}
	}
	return []event.Event{{Kind: event.ScanStarted}, {Kind: event.ScanFailed, Code: code, HasCode: true}}
}

// window is a listing of one window: Wednesday from 19:00, four hours.
func window() []event.Event {
	start := time.Date(2026, 3, 18, 19, 0, 0, 0, time.UTC) // as the client's clock has it
	return []event.Event{
		{Kind: event.WindowListingStarted},
		{Kind: event.WindowListed, Window: id(5, 1), Numbers: event.Numbers{event.WindowType: 4}},
		{Kind: event.WindowStartTime, Window: id(5, 1), Numbers: event.Numbers{event.When: start.UnixNano()}},
		{Kind: event.WindowDuration, Window: id(5, 1), Numbers: event.Numbers{event.Seconds: 4 * 3600}},
	}
}

func TestVerdictSentence(t *testing.T) {
	const proxy, policy, msi, hash = 0x8024402c, 0x87d00692, 0x80070643, 0x80091007
	announced := []event.Event{{Kind: event.RestartNotified, Numbers: event.Numbers{event.When: time.Date(2026, 3, 14, 9, 9, 0, 0, time.UTC).UnixNano()}}}
	waits := func(seconds int64) []event.Event {
		return []event.Event{{Kind: event.DeploymentWaitsForWindow, Deployment: id(2, 1), Numbers: event.Numbers{event.Seconds: seconds}}}
	}
	deployed, nothing := []string{"UpdatesDeployment.log", "WUAHandler.log"}, []string(nil)
	for _, c := range []struct {
		logs   []string
		events [][]event.Event
		want   string
	}{
		{nothing, nil, "No updates seen yet."},
		{deployed, nil, "No updates seen yet."},
		{[]string{"WUAHandler.log"}, nil, "Deployments are not in these logs; no updates seen yet."},
		{[]string{"WUAHandler.log"}, [][]event.Event{forEach(1, 3, scanned("Missing")), forEach(4, 8, scanned("Installed"))},
			"Deployments are not in these logs; 3 updates are missing; 5 are installed."},
		{deployed, [][]event.Event{forEach(1, 3, scanned("Missing"))}, "Nothing is deployed to this client, as far as these logs show; 3 updates are missing."},
		{deployed, [][]event.Event{{{Kind: event.DeploymentCICount, Deployment: id(2, 1), Numbers: event.Numbers{event.Count: 1}}}},
			"1 deployment is known, but no updates of it."},
		{deployed, [][]event.Event{forEach(1, 12, targeted), forEach(1, 12, ended(0, event.No))}, "All 12 deployed updates are installed."},
		{deployed, [][]event.Event{forEach(1, 12, targeted), forEach(1, 11, ended(0, event.No)), {{Kind: event.UpdateSuperseded, Update: id(1, 12), Linked: id(1, 1)}}},
			"All 12 deployed updates are installed or not needed."},
		{deployed, [][]event.Event{targeted(1), ended(0, event.No)(1), forEach(2, 9, scanned("Installed"))}, "The only deployed update is installed."},
		{deployed, [][]event.Event{forEach(1, 46, targeted), forEach(1, 46, scanned("Missing")), window(), waits(3600), told(time.Minute, forEach(1, 29, withoutServer)...)},
			"29 of 46 updates wait for a distribution point since 08:01; 17 are ready for the window on Wed 19:00."},
		{deployed, [][]event.Event{forEach(1, 3, targeted), window(), waits(3600), forEach(1, 2, withoutServer), {{At: verdictStart.Add(2 * day).UnixNano(), Kind: event.ScanStarted}}},
			"2 of 3 updates wait for a distribution point since Sat 08:00; KB5081777 is ready for the window on Wed 19:00."},
		{deployed, [][]event.Event{forEach(1, 2, targeted), window(), waits(5 * 3600)}, "2 updates do not fit into the next window."},
		{deployed, [][]event.Event{forEach(1, 5, targeted), ended(msi, event.No)(1), ended(msi, event.No)(1), ended(msi, event.No)(1), forEach(2, 5, ended(0, event.No))},
			"KB5081777 failed to install 3 times (0x80070643); 4 updates are installed."},
		{deployed, [][]event.Event{forEach(1, 5, targeted), {{Kind: event.UpdateDownloadFailed, Update: id(1, 1), Code: hash, HasCode: true}}, forEach(2, 5, ended(0, event.No))},
			"KB5081777 failed to download (0x80091007); 4 updates are installed."},
		{deployed, [][]event.Event{forEach(1, 7, targeted), forEach(1, 2, ended(0, event.Yes)), forEach(3, 7, ended(0, event.No)), announced},
			"2 updates wait for a restart, due 09:09; 5 are installed."},
		{deployed, [][]event.Event{forEach(1, 2, targeted), forEach(1, 2, ended(0, event.No)), announced},
			"A restart is pending, due 09:09; both deployed updates are installed."},
		{deployed, [][]event.Event{announced}, "A restart is pending, due 09:09."},
		{deployed, [][]event.Event{announced, {{Kind: event.RestartInitiated}}}, "A restart began at 08:00."},
		{deployed, [][]event.Event{forEach(1, 3, targeted), forEach(1, 3, fetching), {{Kind: event.TransferError, Content: id(3, 2), Numbers: event.Numbers{event.HTTPStatus: 405}, Code: 0x87d0027e, HasCode: true}}},
			"KB5081777 has had a failing download since 08:00 (HTTP 405); 2 updates are downloading."},
		{deployed, [][]event.Event{targeted(1), fetching(1), {{Kind: event.DTSFailed, Job: id(6, 1), Code: 0x80190193, HasCode: true}}},
			"KB5081777 failed to download (HTTP 403)."},
		{deployed, [][]event.Event{targeted(1), ended(0, event.Yes)(1), {{Kind: event.ClientStarted}}, scanned("Missing")(1)},
			"KB5081777 was installed and found missing again."},
		{deployed, [][]event.Event{forEach(1, 4, targeted), told(time.Minute, scan(0)...), told(2*day, scan(proxy)...), told(3*day, scan(proxy)...)},
			"Scans have failed since Mon 08:00 (0x8024402c): what is said of updates is as of Sat 08:01; 4 updates wait for a scan that works."},
		{deployed, [][]event.Event{scan(proxy)}, "The last scan failed at 08:00 (0x8024402c), none has succeeded in these logs."},
		{deployed, [][]event.Event{scan(proxy), scan(0)}, "No updates seen yet."},
		{deployed, [][]event.Event{forEach(1, 2, targeted), {{Kind: event.StoreDamaged}}},
			"The component store of Windows is damaged (since 08:00); 2 updates have not begun."},
		{deployed, [][]event.Event{forEach(1, 3, targeted), {{Kind: event.UpdateInstallEnded, Update: id(1, 1), Code: hash, HasCode: true}, {Kind: event.UpdateInstallEnded, Update: id(1, 2), Code: msi, HasCode: true}}, ended(0, event.No)(3)},
			"2 of 3 updates failed to install (0x80091007, 0x80070643); 1 is installed."},
		{deployed, [][]event.Event{forEach(1, 2, targeted), scan(policy)},
			"A domain Group Policy overrides the WSUS server that ConfigMgr sets, so the client cannot scan (since 08:00); 2 updates wait for a scan that works."},
		{[]string{"CAS.log"}, [][]event.Event{{{Kind: event.ContentFailed, Content: id(3, 1), Code: hash, HasCode: true}}},
			"The download of content {" + id(3, 1).String() + "} failed: 0x80091007 CRYPT_E_HASH_VALUE - A hash is not right: content or policy was changed or damaged on the way (since 08:00); deployments are not in these logs; no updates seen yet."},
		{deployed, [][]event.Event{{{Kind: event.RestartMissed, Code: 0x87d00708, HasCode: true}}},
			"Updates that a task sequence has installed may not get their restart: 0x87d00708 - No installation is needed (since 08:00); no updates seen yet."},
		{deployed, [][]event.Event{targeted(1), ended(0x87d00656, event.No)(1)}, "KB5081777 is no longer watched while installing (0x87d00656)."},
		{deployed, [][]event.Event{forEach(1, 2, targeted), {{Kind: event.NotInBoundaryGroup}}},
			"The client is not in any boundary group, so it finds no servers (since 08:00); 2 updates are held up by it."},
	} {
		if got := verdictOf(c.logs, c.events); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// verdictOf folds events, and says the verdict a minute after the last one of them.
func verdictOf(logs []string, events [][]event.Event) string {
	s, at := model.NewState(), verdictStart
	for i, e := range slices.Concat(events...) {
		if e.At == 0 {
			e.At = verdictStart.Add(time.Duration(i) * time.Millisecond).UnixNano()
		}
		e.Bias, e.Zoned, e.Timed, e.Log, e.Rec, e.Line = 300, true, true, event.LogNamed("a.log"), event.RecordID(i), int32(i+1)
		s.Apply(&e)
		at = e.Time()
	}
	at = at.Add(time.Minute)
	c := logged(verdictStart, at)
	c.Logs = nil
	for _, name := range logs {
		c.Logs = append(c.Logs, store.Log{Name: name, Records: 1, First: verdictStart.Add(-hour), Last: at})
	}
	return Of(c, s, at, model.FitRules{}, nil).VerdictSentence()
}

// checkVerdict holds a verdict against the states: each update that is in play stands in one group,
// and the sentence is whole.
func checkVerdict(t *testing.T, s *AsOf) {
	t.Helper()
	groups, inPlay := s.groupUpdates()
	seen := map[*model.Update]bool{}
	for _, g := range groups {
		for _, u := range g.updates {
			if seen[u] {
				t.Fatalf("%s stands in two groups", u.Name())
			}
			seen[u] = true
			if (u.State == model.Failed) != (g.kind == installFailed || g.kind == downloadFailed) || u.State == model.Installed && g.kind != done {
				t.Fatalf("%s is %s, its group is of the kind %d", u.Name(), u.State, g.kind)
			}
		}
	}
	if len(seen) != inPlay {
		t.Fatalf("%d of %d updates stand in a group", len(seen), inPlay)
	}
	text := s.VerdictSentence()
	for _, wrong := range []string{"%!", "; ;", "  ", "..", ";.", "()", "since ?", "at ?", "due ?"} {
		if strings.Contains(text, wrong) {
			t.Fatalf("%q has %q in it", text, wrong)
		}
	}
	if !strings.HasSuffix(text, ".") || len(text) < 10 || text[:1] != strings.ToUpper(text[:1]) {
		t.Fatalf("%q is no sentence", text)
	}
}
