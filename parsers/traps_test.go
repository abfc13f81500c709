package parsers_test

import (
	"fmt"
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/parsers"
	"ccmtail/store"
)

// Tests with lines that are easily misread.

// line is a record's component and message.
type line struct{ component, message string }

// replay returns the state after some lines and their events. The lines are a second apart and of
// one thread. It fails if no rule matches a line.
func replay(t *testing.T, lines ...line) (*model.State, []*event.Event) {
	t.Helper()
	var x parsers.Extractor
	var events []*event.Event
	at := time.Date(2026, 3, 18, 1, 0, 0, 0, time.UTC)
	for i, l := range lines {
		m := x.Match(parsers.Input{Component: l.component, Thread: 5540, Message: []byte(l.message)})
		if !m.Known {
			t.Fatalf("no rule matches %q", l.message)
		}
		if m.Event != nil {
			copied := *m.Event
			e := &copied
			e.At = at.Add(time.Duration(i) * time.Second).UnixNano()
			e.Bias, e.Zoned, e.Timed, e.Offset, e.Rec = 300, true, true, int64(i), event.RecordID(i)
			events = append(events, e)
		}
	}
	timeline := store.NewTimeline()
	timeline.Add(events)
	var fold store.Fold
	return fold.AfterFirst(timeline.Events(), len(events)), events
}

const (
	bundle     = "2cce9cd7-ce3f-4f0b-9aa3-00a4cccb49eb"
	leaf       = "0c64c4fd-136b-4ae5-a4b5-22902c202c9f"
	another    = "b4093cba-d397-4e6e-a244-e2639d78e0a5"
	deployment = "{BC67FD70-E41A-48D6-BBF5-B7510E8573E8}"
	modelName  = "Site_65436AE5-1838-4074-BB12-9020B0BF67E7/SUM_"
)

var targeted = line{"UpdatesDeploymentAgent", "Update (" + modelName + bundle + ") added to the targeted list of deployment (" + deployment + ")"}

func id(s string) event.GUID { return event.MustGUID(s) }

func TestTheProbeAtStartIsNoRunTime(t *testing.T) {
	s, _ := replay(t, targeted,
		line{"UpdatesDeploymentAgent", "No current service window available to run updates assignment with time required = 1"},
		line{"UpdatesDeploymentAgent", "No service window available to run updates assignment"},
		line{"UpdatesDeploymentAgent", "This assignment (" + deployment + ") will be retried once the service window is available."})
	if d := s.Deployment(id(deployment)); d.RequestedRunTime != 0 {
		t.Errorf("a second is taken for the deployment's run time: %v", d.RequestedRunTime)
	}
	s, _ = replay(t, targeted,
		line{"UpdatesDeploymentAgent", "No current service window available to run updates assignment with time required = 1"})
	if d := s.Deployment(id(deployment)); d.State != model.DeploymentUnknown {
		t.Errorf("the question alone makes the deployment %v", d.State)
	}
}

func TestTheUsersHoursAreNoMaintenanceWindow(t *testing.T) {
	s, _ := replay(t,
		line{"ServiceWindowManager", "Refreshing Service Windows....."},
		line{"ServiceWindowManager", "Populating instance of ServiceWindow with ID=49fd80be-ac4b-4877-974d-ecd09958926d, ScheduleString=02C24AC0381B2000, Type=6"},
		line{"ServiceWindowManager", "StartTime is 03/17/26 19:00:00"},
		line{"ServiceWindowManager", "Duration for the Service Window is Total days: 0, hours: 07, mins: 00, secs: 00"},
		line{"ServiceWindowManager", "OnIsServiceWindowAvailable called with: Runtime:1, Type:6"},
		line{"ServiceWindowManager", "ActiveServiceWindow has 17068 seconds left"})
	if st := s.WindowAt(s.At); st.Open || st.Restricted == event.Yes {
		t.Errorf("business hours restrict updates: %+v", st)
	}
}

func TestSeveralTokensThatAlreadyFinishedAreNoWindowThatEnded(t *testing.T) {
	s, events := replay(t,
		line{"ServiceWindowManager", "Refreshing Service Windows....."},
		line{"ServiceWindowManager", "Populating instance of ServiceWindow with ID=7cb56688-692f-4fae-b398-0e3ff4413adb, ScheduleString=02C159C0381A200002C159C0381B200002C159C0381C200002C159C0381D200002C159C0381E2000, Type=6"},
		line{"ServiceWindowManager", "This is a one shot Service Window that has already finished."},
		line{"ServiceWindowManager", "Duration for the Service Window is Total days: 0, hours: 00, mins: 00, secs: 00"})
	for _, e := range events {
		if e.Kind == event.WindowNotice || e.Kind == event.NoWindowsLeft {
			t.Errorf("a listing makes event %d", e.Kind)
		}
	}
	w := s.Windows.ByID[id("7cb56688-692f-4fae-b398-0e3ff4413adb")]
	if w == nil || w.Schedule == "" || w.Maintenance() {
		t.Errorf("the window is %+v", w)
	}
	if !s.Windows.Closed.At().IsZero() || s.WindowAt(s.At).Open {
		t.Error("a window has closed, or is open")
	}
}

func TestTheTypeOfARecordIsNoVerdict(t *testing.T) {
	record := func(message, level, component string) string {
		return fmt.Sprintf("<![LOG[%s]LOG]!><time=\"01:40:28.864+240\" date=\"07-15-2025\""+
			" component=%q context=\"\" type=%q thread=\"3180\" file=\"a.cpp:1\">\r\n", message, component, level)
	}
	for _, c := range []struct {
		message, level, component string
		want                      event.Kind
	}{
		{"[CCMHTTP] ERROR: URL=http://dp01.contoso.com:80/SMS_DP_SMSPKG$/" + leaf + ", Port=80, Options=480, Code=12029, Text=ERROR_WINHTTP_CANNOT_CONNECT",
			"1", "DataTransferService", event.TransferError},
		{"GetUpdateInfo - failed to get targeted update, error = 0x87d00215.", "3", "UpdatesDeploymentAgent", event.None},
		{"No CCM Identification blob", "2", "RebootCoordinator", event.None},
		{"Connecting to server with IP: 10.20.4.11 Port: 10123", "2", "BgbAgent", event.None},
		{"Failed to refresh Resync state message. Error = 0x87d00310.", "3", "UpdatesStore", event.None},
	} {
		var f parsers.Framer
		var text []byte
		var frames []model.Frame
		f.Feed([]byte(record(c.message, c.level, c.component)), true, func(_ int, t []byte, all []model.Frame) { text, frames = t, all })
		if len(frames) != 1 {
			t.Fatalf("%d records in %q", len(frames), c.message)
		}
		var x parsers.Extractor
		m := x.Match(parsers.Input{Component: frames[0].Component, Message: text[frames[0].Head : frames[0].Size-frames[0].Tail]})
		got := event.None
		if m.Event != nil {
			got = m.Event.Kind
		}
		if !m.Known || got != c.want {
			t.Errorf("%q of type %s gives event %d, known %v", c.message, c.level, got, m.Known)
		}
	}
}

// The 2007 documentation shows one update installed under one id and reported under another.
// Nothing in the logs links the two, so they stay two.
func TestNoLinkIsInventedBetweenIDsThatDoNotMatch(t *testing.T) {
	s, _ := replay(t,
		line{"WUAHandler", "Update 4 (" + bundle + ") finished installing (0x00000000), Reboot Required? Yes"},
		line{"StateMessage", "State message(State ID : 10) with TopicType 402 and TopicId " + modelName + another + " has been recorded for SYSTEM"})
	if n := len(s.Updates()); n != 2 {
		t.Fatalf("%d updates", n)
	}
	if a, b := s.Update(id(bundle)), s.Update(id(another)); a.State != model.PendingRestart || b.State != model.Installed {
		t.Errorf("%v, %v", a.State, b.State)
	}
}

func TestAskingForTheListChangesNothing(t *testing.T) {
	before, _ := replay(t, targeted)
	after, _ := replay(t, targeted,
		line{"UpdatesDeploymentAgent", "EnumerateUpdates for action (UpdateActionInstall) - Total visible updates = 13"},
		line{"UpdatesDeploymentAgent", "EnumerateUpdates for action (UpdateActionInstall) - Total actionable updates = 0"})
	a, b := before.Update(id(bundle)), after.Update(id(bundle))
	if len(after.Updates()) != 1 || a.State != b.State || len(a.Transitions) != len(b.Transitions) {
		t.Errorf("%v becomes %v", a.State, b.State)
	}
}

func TestTheTimerLinesNumberIsNoDeadline(t *testing.T) {
	s, events := replay(t,
		line{"RebootCoordinator", "Entered ScheduleRebootImpl - requested from 'UpdatesDeploymentAgent'. Rebootby = 1399646336."},
		line{"RebootCoordinator", "Entered timer evaluation. RebootBy = 1399667936. UTC time 05/09/2014 02:38:56 PM"})
	if want := time.Date(2014, 5, 9, 14, 38, 56, 0, time.UTC); !s.Restart.Deadline.Equal(want) || len(events) != 1 {
		t.Errorf("deadline %v of %d events", s.Restart.Deadline, len(events))
	}
}

func TestCodesThatAreNoFailure(t *testing.T) {
	installed := line{"WUAHandler", "Update 1 (" + bundle + ") finished installing (0x00000000), Reboot Required? Yes"}
	downloaded := []line{
		{"ContentAccess", "Requesting content " + leaf + ".1, size(KB) 0, under context System with priority Medium"},
		{"ContentAccess", "Download completed for content " + leaf + ".1 under context System"},
		{"ContentAccess", "Hash verification succeeded for content " + leaf + ".1 downloaded under context System"},
	}
	for _, c := range []line{
		{"Agent", "LogHistory called. idUpdate={" + bundle + "}.200, resultMapped=80242014, resultUnMapped=0"},
		{"DataTransferService", "BITS job '{38E74FCB-4397-4CA9-94AE-BDD49F550EC9}' is not found. The BITS job may have completed already."},
		{"UpdatesDeploymentAgent", "GetUpdateInfo - failed to get targeted update, error = 0x87d00215."},
		{"UpdatesDeploymentAgent", "GetActions() did not succeed. 80070490"},
		{"ContentTransferManager", "CCTMJob::_GetNextLocation failed with code 0x87d00215"},
	} {
		s, events := replay(t, append(append([]line{targeted, installed}, downloaded...), c)...)
		if n := len(events); n != 5 {
			t.Errorf("%q makes an event: %d", c.message, n)
		}
		if u := s.Update(id(bundle)); u.State != model.PendingRestart || u.Install.Code.Failed() {
			t.Errorf("after %q the update is %v with %v", c.message, u.State, u.Install.Code)
		}
		if d := s.Content(id(leaf)); d.State != model.ContentVerified || d.HasError {
			t.Errorf("after %q the content is %v, %v", c.message, d.State, d.Error)
		}
		if f := s.Findings(); len(f) > 0 {
			t.Errorf("%q is found to be %v", c.message, f[0].Text)
		}
	}
}

// The agent lists what it installs for whoever asked. Only what ConfigMgr asked for names our
// updates.
func TestOnlyConfigMgrsInstallationsNameUpdates(t *testing.T) {
	list := func(caller string) []line {
		return []line{
			{"Agent", "* START *  Installing updates CallerId = " + caller},
			{"Agent", "  Title = Security Update for SQL Server 2022 RTM CU (KB5081905)"},
			{"Agent", "  UpdateId = " + bundle + ".202"},
			{"Agent", "    Bundles 1 updates:"},
			{"Agent", "      " + leaf + ".202"},
		}
	}
	s, _ := replay(t, list("Update;Contoso.Viewer_1a2b3c4d5e6f7")...)
	if n := len(s.Updates()); n != 0 {
		t.Errorf("the store's installation names %d updates", n)
	}
	s, _ = replay(t, list("CcmExec")...)
	u := s.Update(id(bundle))
	if u == nil || u.KB != "5081905" || u.Revision != 202 || len(u.Contents) != 1 || u.Contents[0] != id(leaf) || u.State != model.Unknown {
		t.Fatalf("ConfigMgr's gives %+v", u)
	}
	s, _ = replay(t, append(list("CcmExec"),
		line{"Agent", "* START *  Installing updates CallerId = Update;Contoso.Viewer_1a2b3c4d5e6f7"},
		line{"Agent", "  UpdateId = " + another + ".1"})...)
	if s.Update(id(another)) != nil {
		t.Error("the next caller's update counts as ConfigMgr's")
	}
}

func TestWindowsPackagesBelongToUpdatesOnlyIfLinked(t *testing.T) {
	install := []line{
		{"Handler", "Starting install of CBS update " + leaf},
		{"Handler", "Completed install of CBS update with type=3, requiresReboot=1, installerError=0, hr=0x0"},
	}
	s, _ := replay(t, install...)
	if len(s.Updates())+len(s.Contents()) != 0 {
		t.Error("a package of Windows' own becomes an update or a content")
	}
	s, _ = replay(t, append([]line{
		targeted,
		{"UpdatesHandler", "Bundle update (" + bundle + ") is requesting download from child updates for action (INSTALL)"},
		{"UpdatesHandler", `Content Text = <Content ContentId="` + leaf + `" Version="1">` +
			`<FileContent Name="a.cab" Hash="00" HashAlgorithm="SHA1" Size="1"/></Content>`},
		{"UpdatesHandler", "Update (" + bundle + ") added to the installation batch"},
	}, install...)...)
	if u := s.Update(id(bundle)); u.State != model.PendingRestart || u.Install.Restart != event.Yes {
		t.Errorf("the update is %v, restart %v", u.State, u.Install.Restart)
	}
}
