package parsers

import (
	"strings"
	"testing"
	"time"

	"ccmtail/model/event"
)

// events returns the events of lines of one component and thread. It fails if no rule matches a
// line.
func events(t *testing.T, component string, lines ...string) []*event.Event {
	t.Helper()
	var x Extractor
	var all []*event.Event
	for _, l := range lines {
		m := x.Match(Input{Component: component, Thread: 7, Message: []byte(l)})
		if !m.Known {
			t.Fatalf("no rule matches %q", l)
		}
		if m.Event != nil {
			e := *m.Event
			all = append(all, &e)
		}
	}
	return all
}

// oneEvent returns the only event of a line.
func oneEvent(t *testing.T, component, line string) *event.Event {
	t.Helper()
	all := events(t, component, line)
	if len(all) != 1 {
		t.Fatalf("%d events in %q", len(all), line)
	}
	return all[0]
}

const (
	updateID  = "0d841d92-dcfd-42d0-99cc-da46abbfb86c"
	contentID = "fbb5724a-aa0f-47f9-908a-47068fd8ad6f"
	deployID  = "{F65FFEE2-6869-43F3-B86A-B1D293FE0D1B}"
)

func TestScanResults(t *testing.T) {
	for _, l := range []string{
		"1. Update (Missing): Security Update for Windows XP (KB961501) (" + updateID + ", 101)",
		"Update (Missing): Security Update for Windows XP (KB961501) (" + updateID + ", 101)",
	} {
		e := oneEvent(t, "WUAHandler", l)
		if e.Kind != event.UpdateStatus || e.Update.String() != updateID ||
			e.Numbers[event.Revision] != 101 || e.Texts[event.State] != "Missing" ||
			e.Texts[event.Title] != "Security Update for Windows XP (KB961501)" || e.Texts[event.KB] != "961501" {
			t.Errorf("%q gives %+v", l, e)
		}
	}
}

func TestBothFormsOfFinishedInstalling(t *testing.T) {
	e := oneEvent(t, "WUAHandler", "Update 2 ("+updateID+") finished installing (0x00000000), Reboot Required? Yes")
	if e.Kind != event.UpdateInstallEnded || e.Answer != event.Yes || !e.HasCode || e.Code != 0 {
		t.Errorf("%+v", e)
	}
	e = oneEvent(t, "WUAHandler", "Update 1 ("+updateID+") finished installing (0x80004002).")
	if e.Answer != event.Unsaid || e.Code != 0x80004002 {
		t.Errorf("%+v", e)
	}
}

func TestAWaitingDeploymentInheritsTheRunTimeOnce(t *testing.T) {
	all := events(t, "UpdatesDeploymentAgent",
		"No current service window available to run updates assignment with time required = 1800",
		"No service window available to run updates assignment",
		"This assignment ("+deployID+") will be retried once the service window is available.",
		"This assignment ("+deployID+") will be retried once the service window is available.")
	if len(all) != 3 || all[1].Kind != event.DeploymentWaitsForWindow || all[1].Numbers[event.Seconds] != 1800 {
		t.Fatalf("%+v", all)
	}
	if all[2].Numbers[event.Seconds] != 0 {
		t.Error("the run time is inherited twice")
	}
}

func TestLinesInheritFromTheirThreadOnly(t *testing.T) {
	var x Extractor
	x.Match(Input{Thread: 1, Message: []byte("Starting install for assignment (" + deployID + ")")})
	other := *x.Match(Input{Thread: 2, Message: []byte("ApplyCIs - JobId = {CEE4AA3A-0B68-49B3-B5DD-0F6F1C1B7A10}")}).Event
	same := *x.Match(Input{Thread: 1, Message: []byte("ApplyCIs - JobId = {CEE4AA3A-0B68-49B3-B5DD-0F6F1C1B7A10}")}).Event
	if !other.Deployment.IsZero() || same.Deployment.IsZero() {
		t.Errorf("thread 2 has %v, thread 1 has %v", other.Deployment, same.Deployment)
	}
}

func TestTheLinesOfAListingInheritTheWindow(t *testing.T) {
	all := events(t, "ServiceWindowManager",
		"Refreshing Service Windows.....",
		"Populating instance of ServiceWindow with ID={1E957DDD-0A26-434C-952A-586F3E31E319}, ScheduleString=00302B0018192000, Type=1",
		"StartTime is 02/16/14 01:00:00",
		"Duration for the Service Window is Total days: 1, hours: 03, mins: 02, secs: 01")
	id := event.MustGUID("1E957DDD-0A26-434C-952A-586F3E31E319")
	for _, e := range all[1:] {
		if e.Window != id {
			t.Errorf("kind %d is about window %v", e.Kind, e.Window)
		}
	}
	if all[1].Texts[event.Schedule] != "00302B0018192000" || all[1].Numbers[event.WindowType] != 1 {
		t.Errorf("%+v", all[1])
	}
	if all[3].Numbers[event.Seconds] != 86400+3*3600+2*60+1 {
		t.Errorf("%+v", all[3])
	}
	if want := time.Date(2014, 2, 16, 1, 0, 0, 0, time.UTC).UnixNano(); all[2].Numbers[event.When] != want {
		t.Errorf("start %v", time.Unix(0, all[2].Numbers[event.When]).UTC())
	}
}

func TestAContentBelongsToTheBundleThatRequestedIt(t *testing.T) {
	all := events(t, "UpdatesHandler",
		"Bundle update ("+updateID+") is requesting download from child updates for action (INSTALL)",
		`Content Text = <Content ContentId="`+contentID+`" Version="1">`+
			`<FileContent Name="windows6.1-kb2705219-v2-x64.cab" Hash="AB" HashAlgorithm="SHA1" Size="199093"/></Content>`)
	e := all[len(all)-1]
	if e.Update.String() != updateID || e.Content.String() != contentID ||
		e.Numbers[event.TotalBytes] != 199093 || e.Texts[event.KB] != "2705219" {
		t.Errorf("%+v", e)
	}
}

func TestTheSizeOfAContentIsThatOfAllItsFiles(t *testing.T) {
	e := oneEvent(t, "UpdatesHandler", `Content Text = <Content ContentId="`+contentID+`" Version="1">`+
		`<FileContent Name="a-kb5078127.cab" Hash="AB" HashAlgorithm="SHA1" Size="1000"/>`+
		`<FileContent Name="b.psf" Hash="CD" HashAlgorithm="SHA256" Size="234"/></Content>`)
	if e.Numbers[event.TotalBytes] != 1234 || e.Texts[event.File] != "a-kb5078127.cab" || e.Texts[event.KB] != "5078127" {
		t.Errorf("%d bytes, %q, KB%s", e.Numbers[event.TotalBytes], e.Texts[event.File], e.Texts[event.KB])
	}
}

func TestRestartTimes(t *testing.T) {
	e := oneEvent(t, "RebootCoordinator", "Entered ScheduleRebootImpl - requested from 'UpdatesDeploymentAgent'. Rebootby = 1399646336.")
	if want := time.Date(2014, 5, 9, 14, 38, 56, 0, time.UTC); !e.WhenTime().Equal(want) || e.Texts[event.Name] != "UpdatesDeploymentAgent" {
		t.Errorf("%v %q", e.WhenTime(), e.Texts[event.Name])
	}
	e = oneEvent(t, "RebootCoordinator", "Scheduled reboot from agent UpdatesDeploymentAgent. Deadline local time: 05/09/2014 08:38:56 AM")
	e.Bias = 360
	if want := time.Date(2014, 5, 9, 14, 38, 56, 0, time.UTC); !e.WhenTime().Equal(want) {
		t.Errorf("local deadline %v", e.WhenTime())
	}
	e = oneEvent(t, "UpdatesDeploymentAgent",
		"Notify reboot with deadline = Sunday, Feb 09, 2014. - 19:15:39, Ignore reboot Window = False, NotifyUI = True")
	if e.Answer != event.No || time.Unix(0, e.Numbers[event.When]).UTC().Format("2006-01-02 15:04:05") != "2014-02-09 19:15:39" {
		t.Errorf("%+v", e)
	}
}

func TestNotationsOfCodes(t *testing.T) {
	for s, want := range map[string]event.Code{
		"0x87d00692": 0x87d00692, "80070490": 0x80070490, "0x0": 0,
		"-2016410012": 0x87d00664, "2147500037": 0x80004005, "0x2efd": 0x2efd,
	} {
		e := oneEvent(t, "UpdatesDeploymentAgent", "Job error ("+s+") received for assignment ("+deployID+") action")
		if !e.HasCode || e.Code != want {
			t.Errorf("%s is read as %v", s, e.Code)
		}
	}
}

func TestTheStateIDOfAStateMessage(t *testing.T) {
	e := oneEvent(t, "StateMessage",
		"State message with TopicType 402 and TopicId Site_7B3DC51A-1366-4325-964D-0C375982148C/SUM_"+updateID+" has been recorded")
	if e.Numbers[event.StateID] != 0 || e.Numbers[event.TopicType] != 402 || e.Update.String() != updateID {
		t.Errorf("%+v", e)
	}
	e = oneEvent(t, "StateMessage", "State message(State ID : 2) with TopicType 500 and TopicId "+updateID+" has been recorded for SYSTEM")
	if e.Numbers[event.StateID] != 2 || e.Numbers[event.TopicType] != 500 || e.Update.String() != updateID {
		t.Errorf("%+v", e)
	}
}

func FuzzRules(f *testing.F) {
	for _, l := range logs {
		for _, r := range l.rules[:min(3, len(l.rules))] {
			f.Add(l.components[0], strings.ReplaceAll(r.line, "<update:guid>", updateID))
		}
	}
	f.Add("ScanAgent", "ScanJob({"+updateID+"}): CScanJob::Execute- Failed at AddUpdateSource, Error = 0×8")
	f.Fuzz(func(t *testing.T, component, msg string) {
		msg = msg[:min(len(msg), 16<<10)]
		var x, y Extractor
		known := matchBoth(t, &x, &y, component, msg)
		if matchBoth(t, &x, &y, component, msg) != known {
			t.Fatal("a rule matches the line only once")
		}
	})
}

// matchBoth calls Match of one extractor and Event of another, and fails if the events differ. It
// reports whether a rule matched.
func matchBoth(t *testing.T, forMatch, forEvent *Extractor, component, msg string) bool {
	t.Helper()
	in := Input{Component: component, Message: []byte(msg)}
	m, e := forMatch.Match(in), forEvent.Event(in)
	if (m.Event == nil) != (e == nil) || e != nil && *m.Event != *e {
		t.Fatalf("%s: %q: Match gives %+v, Event %+v", component, msg, m.Event, e)
	}
	return m.Known
}

// typeset makes a line prettier than a log is.
var typeset = strings.NewReplacer("0x", "0×", "'", "’", `"`, "”", "-", "–", "...", "…", "  ", "\u00a0")

func TestEventReturnsTheEventOfMatch(t *testing.T) {
	for _, l := range logs {
		var x, y Extractor
		for _, line := range evidence(t, l.name) {
			matchBoth(t, &x, &y, l.components[0], line)
			for cut := range line {
				matchBoth(t, &x, &y, l.components[0], line[:cut])
				matchBoth(t, &x, &y, l.components[0], line[:cut]+line[cut+1:])
			}
			matchBoth(t, &x, &y, l.components[0], typeset.Replace(line))
		}
	}
}

func BenchmarkRules(b *testing.B) {
	var inputs []Input
	for _, l := range logs {
		for _, r := range l.rules {
			msg := strings.ReplaceAll(r.line, "<update:guid>", updateID)
			inputs = append(inputs, Input{Component: l.components[0], Message: []byte(msg)})
		}
	}
	var x Extractor
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		x.Match(inputs[i%len(inputs)])
	}
}
