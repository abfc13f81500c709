package ui

import (
	"fmt"
	"sync"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// world is a client made by hand: each line of its story is a record and what the rules would read
// from it.
type world struct {
	name     string
	store    *store.Store
	line     *store.Timeline
	segments map[string]*store.LogFile
	ends     map[string]int64
	bias     int
	zoneless bool
	// generation is that of the file rolled last.
	generation int
	loading    bool
	read       int64 // of size bytes, while it loads
	size       int64
	// since makes it a preview: nothing before it is there, though it has been written.
	since time.Time
	logs  []store.Log
	err   error
}

func newWorld(name string) *world {
	return &world{name: name, store: store.New(), line: store.NewTimeline(), segments: map[string]*store.LogFile{}, ends: map[string]int64{}, bias: 300, read: 43, size: 100}
}

// evening is the local day of all stories: a Tuesday, five hours behind UTC.
var evening = time.Date(2026, 3, 17, 0, 0, 0, 0, time.UTC)

// at returns a local time of day of that evening, in UTC.
func at(clock string) time.Time {
	t, err := time.Parse("15:04:05", clock)
	if err != nil {
		panic(err)
	}
	return evening.Add(time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute + time.Duration(t.Second())*time.Second + 5*time.Hour)
}

// log adds a record at a local time, and the events read from it.
func (w *world) log(clock, component string, level model.Level, message string, events ...event.Event) event.RecordID {
	return w.logAt(at(clock), component, level, message, events...)
}

func (w *world) logAt(utc time.Time, component string, level model.Level, message string, events ...event.Event) event.RecordID {
	log := component + ".log"
	g := w.segments[log]
	if g == nil {
		g = w.store.AddFile(log, log, 0)
		w.segments[log] = g
		w.logs = append(w.logs, store.Log{Name: log, Format: model.FormatCCM, Files: 1, State: "following", First: utc})
	}
	wall := utc.Add(-time.Duration(w.bias) * time.Minute)
	head := "<![LOG["
	tail := fmt.Sprintf("]LOG]!><time=\"%s+%03d\" date=\"%s\" component=\"%s\" context=\"\" type=\"1\" thread=\"4711\" file=\"made.cpp:1\">\r\n",
		wall.Format("15:04:05.000"), w.bias, wall.Format("01-02-2006"), component)
	text := head + message + tail
	if utc.Before(w.since) {
		g.Skip(int64(len(text)))
		return 0
	}
	var flags model.Flags
	if w.zoneless {
		flags = model.Zoneless
	}
	var all []*event.Event
	for i := range events {
		all = append(all, new(events[i]))
	}
	id := g.Append([]byte(text), []model.Frame{{
		Size: len(text), Head: len(head), Tail: len(tail), Lines: 1, Wall: wall.UnixNano(), Bias: int16(w.bias), Component: component,
		Thread: 4711, Level: level, Flags: flags, Format: model.FormatCCM,
	}}, all...)
	for _, e := range all {
		e.At, e.Wall, e.Bias, e.Zoned, e.Timed, e.Rec = utc.UnixNano(), wall.UnixNano(), int16(w.bias), !w.zoneless, true, id
		e.Log, e.Offset, e.Line = event.LogNamed(log), w.ends[log], int32(w.store.Records().Line(id))
	}
	w.ends[log] += int64(len(text))
	w.line.Add(all)
	for i := range w.logs {
		if l := &w.logs[i]; l.Name == log {
			l.Records, l.Bytes, l.Last, l.Offset = l.Records+1, l.Bytes+int64(len(text)), utc, l.Offset+int64(len(text))
		}
	}
	return id
}

// roll ends a component's log and goes on in a new file.
func (w *world) roll(component, file string) {
	w.generation++
	log := component + ".log"
	w.segments[log], w.ends[log] = w.store.AddFile(log, file, w.generation), 0
}

func (w *world) client() store.Client {
	return store.Client{
		Name: w.name, Path: `C:\Windows\CCM\Logs`, Records: w.store.Records(), Events: w.line.Events(),
		Logs: append([]store.Log(nil), w.logs...), Live: true, Loading: w.loading || !w.since.IsZero(), Preview: !w.since.IsZero(), PreviewSince: w.since,
		BytesRead: w.read, BytesTotal: w.size, Err: w.err,
	}
}

// fake is a source that shows what it is told to.
type fake struct {
	mu     sync.Mutex
	worlds []*world
	limits []string // of the system, that have been reached
	news   chan struct{}
}

func newFake(worlds ...*world) *fake {
	return &fake{worlds: worlds}
}

func (f *fake) Snapshot() *store.Snapshot {
	f.mu.Lock()
	defer f.mu.Unlock()
	v := &store.Snapshot{Limits: f.limits}
	for _, w := range f.worlds {
		v.Clients = append(v.Clients, w.client())
	}
	return v
}

// News makes its channel when first asked, so that it belongs to the bubble of fake time it is used
// in.
func (f *fake) News() <-chan struct{} {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.news == nil {
		f.news = make(chan struct{}, 1)
	}
	return f.news
}

// add lets something happen and says so.
func (f *fake) add(happen func()) {
	f.News()
	f.mu.Lock()
	happen()
	f.mu.Unlock()
	select {
	case f.news <- struct{}{}:
	default:
	}
}

// The ids of the evening.
var (
	kbOK       = event.MustGUID("0d841d92-dcfd-42d0-99cc-da46abbfb86c")
	kbWaits    = event.MustGUID("787230f0-ab97-4391-9706-2040eb5dfa96")
	kbRestarts = event.MustGUID("4cf25877-1b18-476d-955c-dae234c37a6b")
	kbFails    = event.MustGUID("65282e3e-0c2f-4783-aa20-aa4d9dd6f3ca")
	kbLoads    = event.MustGUID("995a0eef-b4a1-4302-91b4-45d5fdfb6d7c")
	deployment = event.MustGUID("f65ffee2-0000-4f0b-9aa3-00a4cccb49eb")
	contentID  = event.MustGUID("7961d36c-c89d-4a04-bf14-7d605c00ab07")
	dtsJob     = event.MustGUID("2597b354-3c4e-4d48-9323-39eae4c78da0")
	ctmJob     = event.MustGUID("cf475aa4-9fcd-4e1d-8b80-952fea21c9e2")
	windowID   = event.MustGUID("ccf53110-b443-4cce-82c2-96db1271cd9b")
)

// story returns the evening up to a quarter past nine: one update installed, one failed, one waits
// for a restart, one for a window it does not fit into, one comes down.
func story() *world { return tellStory(newWorld("PC0147")) }

func tellStory(w *world) *world {
	w.log("18:28:10", "CcmExec", model.LevelInfo, "Starting CCMEXEC service...", event.Event{Kind: event.ClientStarted})
	w.log("18:28:12", "ServiceWindowManager", model.LevelInfo, "Refreshing Service Windows.....", event.Event{Kind: event.WindowListingStarted})
	w.log("18:28:13", "ServiceWindowManager", model.LevelInfo, "Populating instance of ServiceWindow with ID={CCF53110-B443-4CCE-82C2-96DB1271CD9B}, ScheduleString=02A61E00101B2000, Type=4",
		event.Event{Kind: event.WindowListed, Window: windowID, Numbers: event.Numbers{event.WindowType: 4}, Texts: event.Texts{event.Schedule: "02A61E00101B2000"}})
	w.log("18:40:00", "ScanAgent", model.LevelInfo, "Scan started", event.Event{Kind: event.ScanStarted, Source: deployment})
	w.log("18:43:20", "ScanAgent", model.LevelInfo, "Scan done", event.Event{Kind: event.ScanEnded})
	for i, u := range []struct {
		id        event.GUID
		kb, title string
	}{
		{kbOK, "961501", "Security Update for Windows XP (KB961501)"},
		{kbWaits, "969897", "Cumulative Security Update for Internet Explorer 7 (KB969897)"},
		{kbRestarts, "970238", "Security Update for Windows XP (KB970238)"},
		{kbFails, "969679", "Security Update for the 2007 Microsoft Office System (KB969679)"},
		{kbLoads, "5081612", "Security Update for Microsoft Visual C++ (KB5081612)"},
	} {
		clock := fmt.Sprintf("18:43:4%d", i)
		if u.id == kbLoads {
			w.log("19:15:00", "UpdatesDeploymentAgent", model.LevelInfo, "No current service window available to run updates assignment with time required = 8100", event.Event{Kind: event.DeploymentWaitsForWindow, Deployment: deployment, Numbers: event.Numbers{event.Seconds: 8100}})
			clock = "20:57:00"
		}
		w.log(clock, "WUAHandler", model.LevelInfo, fmt.Sprintf("Update (Missing): %s (%s, 101)", u.title, u.id),
			event.Event{Kind: event.UpdateStatus, Update: u.id, Numbers: event.Numbers{event.Revision: 101}, Texts: event.Texts{event.State: "Missing", event.Title: u.title, event.KB: u.kb}})
		w.log(clock, "UpdatesDeploymentAgent", model.LevelInfo, fmt.Sprintf("Update (Site_1/SUM_%s) Name (%s) added to the targeted list of deployment ({%s})", u.id, u.title, deployment),
			event.Event{Kind: event.UpdateTargeted, Update: u.id, Deployment: deployment, Texts: event.Texts{event.Title: u.title, event.KB: u.kb}})
	}
	w.log("19:00:00", "UpdatesDeploymentAgent", model.LevelInfo, "Assignment deadline", event.Event{Kind: event.DeploymentDeadline, Deployment: deployment, Numbers: event.Numbers{event.When: at("19:15:00").UnixNano()}, WhenUTC: true})
	w.log("20:58:00", "ContentAccess", model.LevelInfo, "Download started for content "+contentID.String(),
		event.Event{Kind: event.ContentLinked, Update: kbLoads, Content: contentID, Numbers: event.Numbers{event.TotalBytes: 8 << 20}, Texts: event.Texts{event.File: "vc_redist.exe"}}, event.Event{Kind: event.ContentCTMJob, Content: contentID, Job: ctmJob}, event.Event{Kind: event.CTMDownloadStarted, Job: ctmJob, Linked: dtsJob, Texts: event.Texts{event.URL: "http://dp01.contoso.com/x"}})
	w.log("21:00:00", "ServiceWindowManager", model.LevelInfo, "OnServiceWindowEvent: START", event.Event{Kind: event.WindowNotice, Texts: event.Texts{event.Name: "START"}})
	w.log("21:00:20", "WUAHandler", model.LevelInfo, "Async installation of updates started.",
		event.Event{Kind: event.UpdateBatched, Update: kbOK}, event.Event{Kind: event.UpdateBatched, Update: kbRestarts}, event.Event{Kind: event.UpdateBatched, Update: kbFails}, event.Event{Kind: event.InstallStarted})
	w.log("21:03:00", "WUAHandler", model.LevelInfo, "Update 1 ("+kbOK.String()+") finished installing (0x00000000), Reboot Required? No",
		event.Event{Kind: event.UpdateInstallEnded, Update: kbOK, HasCode: true, Answer: event.No})
	w.log("21:05:00", "WUAHandler", model.LevelInfo, "Update 2 ("+kbRestarts.String()+") finished installing (0x00000000), Reboot Required? Yes",
		event.Event{Kind: event.UpdateInstallEnded, Update: kbRestarts, HasCode: true, Answer: event.Yes})
	w.log("21:07:30", "WUAHandler", model.LevelError, "Update 3 ("+kbFails.String()+") finished installing (0x80070643), Reboot Required? No",
		event.Event{Kind: event.UpdateInstallEnded, Update: kbFails, Code: 0x80070643, HasCode: true, Answer: event.No})
	w.log("21:08:00", "DataTransferService", model.LevelInfo, "DTSJob {2597B354-3C4E-4D48-9323-39EAE4C78DA0}: 5242880 of 8388608 bytes",
		event.Event{Kind: event.DTSProgress, Job: dtsJob, Numbers: event.Numbers{event.DoneBytes: 5 << 20, event.TotalBytes: 8 << 20}})
	w.log("21:09:00", "RebootCoordinator", model.LevelWarning, "No CCM Identification blob")
	w.log("21:09:30", "RebootCoordinator", model.LevelInfo, "ScheduleReboot requested from 'UpdatesDeploymentAgent'",
		event.Event{Kind: event.RestartRequested, Numbers: event.Numbers{event.When: at("22:09:30").UnixNano()}, Texts: event.Texts{event.Name: "UpdatesDeploymentAgent"}, WhenUTC: true})
	w.log("21:15:00", "UpdatesDeploymentAgent", model.LevelInfo, "EnumerateUpdates for action (UpdateActionInstall) - Total actionable updates = 1")
	return w
}

// withoutContent returns a client with n updates for which no distribution point has the content:
// KB5025353 is the last of them.
func withoutContent(n int) *world {
	w := newWorld("PC0147")
	for i := range n {
		id := event.GUID{0x50, byte(i >> 8), byte(i), 15: 1}
		content, job := event.GUID{0x51, byte(i >> 8), byte(i), 15: 2}, event.GUID{0x52, byte(i >> 8), byte(i), 15: 3}
		kb := fmt.Sprint(5025353 - n + 1 + i)
		title := fmt.Sprintf("2023-05 Security Update for SQL Server 2019 RTM CU (KB%s)", kb)
		w.log("20:00:00", "WUAHandler", model.LevelInfo, "Update (Missing): "+title,
			event.Event{Kind: event.UpdateStatus, Update: id, Texts: event.Texts{event.State: "Missing", event.Title: title, event.KB: kb}})
		w.log("20:00:01", "UpdatesDeploymentAgent", model.LevelInfo, "Update ("+title+") added to the targeted list",
			event.Event{Kind: event.UpdateTargeted, Update: id, Deployment: deployment, Texts: event.Texts{event.Title: title, event.KB: kb}})
		w.log("20:00:02", "ContentTransferManager", model.LevelInfo, "CTM job {"+job.String()+"} starts",
			event.Event{Kind: event.ContentLinked, Update: id, Content: content}, event.Event{Kind: event.ContentCTMJob, Job: job, Content: content})
		w.log("20:00:03", "ContentTransferManager", model.LevelWarning, "Received empty location update for CTM job {"+job.String()+"}",
			event.Event{Kind: event.CTMLocationsEmpty, Job: job})
	}
	return w
}

// missing is what a scan says of an update that is missing.
func missing(kb string) event.Event {
	return event.Event{Kind: event.UpdateStatus, Update: event.GUID{0x60, 15: 1}, Texts: event.Texts{event.State: "Missing", event.Title: "Security Update (KB" + kb + ")", event.KB: kb}}
}
