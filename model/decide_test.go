package model

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"ccmtail/model/event"
)

var update = flag.Bool("update", false, "write docs/states.md")

// Lines of one update, as their logs tell them.
var (
	targets     = event.Event{Kind: event.UpdateTargeted, Update: u1, Deployment: d1}
	isMissing   = event.Event{Kind: event.UpdateStatus, Update: u1, Texts: event.Texts{event.State: "Missing"}}
	isInstalled = event.Event{Kind: event.UpdateStatus, Update: u1, Texts: event.Texts{event.State: "Installed"}}
	notRequired = event.Event{Kind: event.UpdateStatus, Update: u1, Texts: event.Texts{event.State: "NotRequired"}}
	hasContent  = event.Event{Kind: event.ContentLinked, Update: u1, Content: l1}
	requested   = event.Event{Kind: event.ContentRequested, Content: l1}
	verified    = event.Event{Kind: event.ContentVerified, Content: l1}
	hashIsWrong = event.Event{Kind: event.ContentFailed, Content: l1, Code: 0x80091007, HasCode: true}
	batched     = event.Event{Kind: event.UpdateBatched, Update: u1}
	begins      = event.Event{Kind: event.InstallStarted}
	cancels     = event.Event{Kind: event.InstallCancelled}
	succeeds    = event.Event{Kind: event.UpdateInstallEnded, Update: u1, HasCode: true, Answer: event.No}
	wantsStart  = event.Event{Kind: event.UpdateInstallEnded, Update: u1, HasCode: true, Answer: event.Yes}
	fails       = event.Event{Kind: event.UpdateInstallEnded, Update: u1, HasCode: true, Code: 0x80070643, Answer: event.No}
	checked     = event.Event{Kind: event.UpdatePostRestart, Update: u1, HasCode: true}
	clientStart = event.Event{Kind: event.ClientStarted}
	replaced    = event.Event{Kind: event.UpdateSuperseded, Update: u1, Linked: u2}
	complies    = event.Event{Kind: event.DeploymentStateRaised, Deployment: d1, Numbers: event.Numbers{event.TopicType: 300}, Answer: event.Yes}
	compliesNot = event.Event{Kind: event.DeploymentStateRaised, Deployment: d1, Numbers: event.Numbers{event.TopicType: 300}, Answer: event.No}
	scanBegins  = event.Event{Kind: event.ScanStarted}
	scanWorks1  = event.Event{Kind: event.ScanSucceeded}
	scanFails   = event.Event{Kind: event.ScanFailed, HasCode: true, Code: 0x8024402c}
)

func says(state string) event.Event {
	return event.Event{Kind: event.UpdateProgress, Update: u1, Texts: event.Texts{event.State: state}}
}

func reports(id int64) event.Event {
	return event.Event{Kind: event.UpdateStateRaised, Update: u1, Numbers: event.Numbers{event.StateID: id}}
}

func stored(kind event.Kind, state string) event.Event {
	return event.Event{Kind: kind, Update: u1, Texts: event.Texts{event.State: state}}
}

func waitsForWindow() event.Event {
	return event.Event{Kind: event.DeploymentWaitsForWindow, Deployment: d1}
}

func all(events ...event.Event) []event.Event { return events }

// TestEachRowOfTheTable holds for every row of the decision table what makes it decide, and what keeps
// it from that.
func TestEachRowOfTheTable(t *testing.T) {
	const none = -1 // no row: unknown
	decides := map[int]bool{}
	for _, c := range []struct {
		events []event.Event
		row    int
	}{
		{all(targets, batched, begins), 0},
		{all(targets, says("Installing")), 0},
		{all(batched, begins, succeeds, says("Installing")), 8}, // the deployment agent lags
		{all(targets, succeeds, batched, begins), 0},
		{all(batched, begins, isInstalled), 8},

		{all(targets, wantsStart), 1},
		{all(wantsStart, isInstalled), 1},
		{all(wantsStart, isMissing), 1},
		{all(wantsStart, clientStart), 1},
		{all(wantsStart, checked), 8},
		{all(wantsStart, clientStart, isInstalled), 8},
		{all(reports(9)), 1},

		{all(hasContent, requested, hashIsWrong), 2},
		{all(targets, hasContent, requested, hashIsWrong, requested), 3},
		{all(targets, says("Downloading"), says("Error")), 2},
		{all(reports(14)), 2},
		{all(hasContent, requested, event.Event{Kind: event.UpdateDownloadFailed, Update: u1, HasCode: true, Code: 0x87d00669}), 2},

		{all(targets, hasContent, requested), 3},
		{all(targets, says("Downloading")), 3},
		{all(hasContent, verified, says("Downloading")), 6}, // so it does of the content
		{all(hasContent, requested, isInstalled), 8},

		{all(targets, waitsForWindow()), 4},
		{all(targets, reports(4)), 4},
		{all(waitsForWindow(), targets), 12}, // targeted only after it
		{all(targets, isInstalled, waitsForWindow()), 8},
		{all(targets, notRequired, waitsForWindow()), 9},
		{all(targets, fails, waitsForWindow()), 7},

		{all(targets, waitsForWindow(), event.Event{Kind: event.InstallRequested, Deployment: d1}), 5},
		{all(targets, says("WaitInstall")), 5},
		{all(reports(5)), 5},
		{all(fails, batched), 5},

		{all(targets, hasContent, requested, verified), 6},
		{all(targets, reports(13)), 6},
		{all(targets, hasContent, verified, batched, begins, clientStart), 6}, // lost: the content is still there
		{all(targets, hasContent, verified, event.Event{Kind: event.ContentRemoved, Content: l1}), 12},
		{all(targets, hasContent, verified, succeeds), 8},

		{all(targets, fails), 7},
		{all(targets, fails, isMissing), 7},
		{all(targets, fails, isInstalled), 8},
		{all(targets, batched, begins, cancels), 7},
		{all(batched, begins, event.Event{Kind: event.UpdateTimedOut}), 7},
		{all(targets, says("Installing"), event.Event{Kind: event.UpdateProgress, Update: u1, Texts: event.Texts{event.State: "Error"}, HasCode: true, Code: 0x80070643}), 7},
		{all(targets, batched, begins, event.Event{Kind: event.InstallFailed, HasCode: true, Code: 0x80246002}), 7},
		{all(targets, fails, complies), 11},
		{all(reports(11)), 7},

		{all(succeeds), 8},
		{all(isInstalled), 8},
		{all(targets, isInstalled, targets), 8},
		{all(reports(10)), 8},
		{all(event.Event{Kind: event.UpdateReported, Update: u1, Numbers: event.Numbers{event.StateID: 183}, Texts: event.Texts{event.Name: "CcmExec"}}), 8},
		{all(targets, event.Event{Kind: event.UpdateReported, Update: u1, Numbers: event.Numbers{event.StateID: 183}, Texts: event.Texts{event.Name: "wusa"}}), 8},
		{all(scanBegins, isMissing, scanWorks1, succeeds, stored(event.UpdateRepeated, "Missing")), 8}, // an old scan's word
		{all(scanBegins, isMissing, scanWorks1, succeeds, scanBegins, scanFails, stored(event.UpdateStored, "Missing")), 8},
		{all(isMissing, succeeds, scanBegins, scanWorks1, stored(event.UpdateRepeated, "Missing")), 13},

		{all(notRequired), 9},
		{all(targets, notRequired), 9},
		{all(notRequired, targets), 9},
		{all(succeeds, notRequired), 9},

		{all(isMissing, replaced), 10},
		{all(isMissing, replaced, isMissing), 13},
		{all(isInstalled, replaced), 8},

		{all(targets, complies), 11},
		{all(complies, targets), 12}, // it came to the deployment only after that
		{all(targets, complies, targets), 11},
		{all(targets, complies, compliesNot), 12},
		{all(targets, scanBegins, isMissing, scanWorks1, complies), 12}, // the scan names it
		{all(targets, scanBegins, isMissing, scanWorks1, scanBegins, scanWorks1, complies), 11},
		{all(targets, complies, isMissing), 12},

		{all(isMissing, targets), 12},
		{all(targets, isMissing), 12},

		{all(isMissing), 13},
		{all(isInstalled, isMissing), 13},
		{all(targets, succeeds, isMissing), 13},
		{all(targets, wantsStart, checked, isMissing), 13},
		{all(targets, wantsStart, clientStart, isMissing), 13},

		{all(targets), 12},
		{all(targets, batched, begins, clientStart), 14}, // lost, and nothing else is known
		{all(says("Submitted")), 14},
		{all(stored(event.UpdateStatus, "Unheard")), none},
		{all(event.Event{Kind: event.UpdateNamed, Update: u1}), none},
	} {
		s := stateAfter(c.events...)
		var f facts
		s.gather(&f, s.Update(u1))
		row := decidingRow(&f)
		if row == len(stateTable) {
			row = none
		}
		decides[row] = true
		if row != c.row {
			t.Errorf("%s: row %s decides, want %s", kinds(c.events), rowName(row), rowName(c.row))
		}
	}
	for i := range stateTable {
		if !decides[i] {
			t.Errorf("no case in which row %s decides", rowName(i))
		}
	}
}

func rowName(i int) string {
	if i < 0 {
		return "none"
	}
	return fmt.Sprintf("%d (%v)", i, stateTable[i].State)
}

// kinds names events for a message.
func kinds(events []event.Event) string {
	var names []string
	for _, e := range events {
		names = append(names, fmt.Sprint(e.Kind, e.Texts[event.State], e.Code, e.Numbers[event.StateID]))
	}
	return strings.Join(names, ", ")
}

// TestResultsOfOneInstallationAreOneAttempt holds what several logs tell of one installation, and of
// several.
func TestResultsOfOneInstallationAreOneAttempt(t *testing.T) {
	reported := event.Event{Kind: event.UpdateReported, Update: u1, Numbers: event.Numbers{event.StateID: 201}, Texts: event.Texts{event.Name: "CcmExec"}}
	at := func(e event.Event, after time.Duration) event.Event {
		e.At = testStart.Add(after).UnixNano()
		return e
	}
	for _, c := range []struct {
		name    string
		events  []event.Event
		count   int
		restart event.Tri
		outcome Outcome
	}{
		{"three logs", all(batched, begins, reported, wantsStart, reports(9)), 1, event.Yes, Succeeded},
		{"its own line overrules the others", all(batched, begins, reported, succeeds), 1, event.No, Succeeded},
		{"the batch's word goes for who has none", all(batched, begins, event.Event{Kind: event.UpdateInstallEnded, Update: u1, HasCode: true}, event.Event{Kind: event.InstallNeedsRestart, Answer: event.Yes}), 1, event.Yes, Succeeded},
		{"and for nobody else", all(batched, begins, succeeds, event.Event{Kind: event.InstallNeedsRestart, Answer: event.Yes}), 1, event.No, Succeeded},
		{"two results of its own", all(succeeds, succeeds), 2, event.No, Succeeded},
		{"tried again", all(fails, batched, begins, succeeds), 2, event.No, Succeeded},
		{"a report a day later is another one", all(at(fails, 0), at(reports(11), 24*time.Hour)), 2, event.Unsaid, FailedAttempt},
		{"all of the batch failed, and why", all(batched, begins, fails, event.Event{Kind: event.InstallFailed, HasCode: true, Code: 0x80240022}), 1, event.No, FailedAttempt},
		{"the run time was over", all(batched, begins, event.Event{Kind: event.UpdateTimedOut}, event.Event{Kind: event.UpdateStateRaised, Update: u1, HasCode: true, Code: CodeRunTimeOver, Numbers: event.Numbers{event.StateID: 11}}), 1, event.Unsaid, Unwatched},
	} {
		u := stateAfter(c.events...).Update(u1)
		if n := u.AttemptCount(); n != c.count || u.Install.Restart != c.restart || u.Install.Outcome != c.outcome {
			t.Errorf("%s: %d attempts, the last one %v, restart %v", c.name, n, u.Install.Outcome, u.Install.Restart)
		}
	}
}

// TestALoopIsCounted installs an update three times, and a scan finds it missing after each.
func TestALoopIsCounted(t *testing.T) {
	s := stateAfter(wantsStart, checked, isMissing, wantsStart, checked, isMissing, wantsStart, checked, isMissing)
	if n := s.Update(u1).Undone(); n != 3 {
		t.Errorf("%d times", n)
	}
}

// TestWhatOnlyContextTiesToADeployment is believed as long as nothing contradicts it.
func TestWhatOnlyContextTiesToADeployment(t *testing.T) {
	progress := event.Event{Kind: event.UpdateProgress, Update: u2, Deployment: d1, Texts: event.Texts{event.State: "WaitInstall"}}
	has := func(n int64) event.Event {
		return event.Event{Kind: event.DeploymentCICount, Deployment: d1, Numbers: event.Numbers{event.Count: n}}
	}
	ofOther := event.Event{Kind: event.UpdateTargeted, Update: u2, Deployment: j1}
	for _, c := range []struct {
		name   string
		events []event.Event
		want   bool
	}{
		{"nothing says otherwise", all(progress), true},
		{"there is room for it", all(has(2), targets, progress), true},
		{"the deployment has no more", all(has(1), targets, progress), false},
		{"as the count says later", all(targets, progress, has(1)), false},
		{"as the other one says later", all(has(1), progress, targets), false},
		{"another deployment names it", all(ofOther, progress), false},
	} {
		s := stateAfter(c.events...)
		got := false
		for _, id := range s.Deployment(d1).Updates {
			got = got || id == u2
		}
		if got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
		total := int32(0)
		for _, n := range s.Deployment(d1).counts {
			total += n
		}
		if int(total) != len(s.Deployment(d1).Updates) {
			t.Errorf("%s: %d states of %d updates", c.name, total, len(s.Deployment(d1).Updates))
		}
	}
}

// TestTheDocumentOfStatesIsCurrent holds docs/states.md to the table.
func TestTheDocumentOfStatesIsCurrent(t *testing.T) {
	const path = "../docs/states.md"
	want := statesDocument()
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if have, err := os.ReadFile(path); err != nil || strings.ReplaceAll(string(have), "\r\n", "\n") != want {
		t.Errorf("docs/states.md is out of date: go test ./model -run DocumentOfStates -update (%v)", err)
	}
}

func statesDocument() string {
	var b strings.Builder
	b.WriteString(statesIntroduction)
	for i, r := range stateTable {
		fmt.Fprintf(&b, "| %d | `%v` | %s |\n", i+1, r.State, r.When)
	}
	fmt.Fprintf(&b, "| | `%v` | none of these |\n", Unknown)
	return b.String()
}

const statesIntroduction = `# The states of an update

This page is generated from the table in [model/decide.go](../model/decide.go), by which the program decides.

What the logs tell of an update is kept in five channels, each fact with its time and its record. None overwrites another one:

| channel | facts |
|---|---|
| scan | what the last scan that names it found, and of which scan that is. A line of the update store, a resync and a query repeat a scan; they are as old as the last scan that succeeded. A scan that failed says nothing |
| targeting | the deployments that target it, and what each reports of itself |
| content | what it consists of, and each attempt to fetch that |
| installation | each attempt: when it began and ended, with what result, whether it wants a restart, and what was found after that |
| reported | what the client told its site |

The state is that of the first row that holds. A step of the history is a change of this state.

| | state | it holds where |
|---|---|---|
`
