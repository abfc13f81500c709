package parsers

import (
	"strings"
	"testing"

	"ccmtail/model"
	"ccmtail/model/event"
)

// TestTheZoneOfReportingEvents checks the sign: UTC is the local time minus the zone.
func TestTheZoneOfReportingEvents(t *testing.T) {
	const id, rest = "{2CCE9CD7-CE3F-4F0B-9AA3-00A4CCCB49EB}\t", "\t1\t147 [AGENT_DETECTION_FINISHED]\t101\t"
	for when, want := range map[string]struct {
		wall   string
		bias   int16
		format model.Format
	}{
		"2026-03-17 21:40:12:385-0500":   {"2026-03-17 21:40:12.385", 300, model.FormatReporting},
		"2026-03-17 21:40:12.385+0530":   {"2026-03-17 21:40:12.385", -330, model.FormatReporting},
		"2026-03-17 21:40:12:385+0000":   {"2026-03-17 21:40:12.385", 0, model.FormatReporting},
		"2026-03-17 21:40:12:385":        {"1970-01-01 00:00:00", 0, model.FormatPlain},
		"2026-03-17 21:40:12:385+9900":   {"1970-01-01 00:00:00", 0, model.FormatPlain},
		"2026-03-17 21:40:12:385+0500 a": {"1970-01-01 00:00:00", 0, model.FormatPlain},
		"21:40:12:385+0500":              {"1970-01-01 00:00:00", 0, model.FormatPlain},
	} {
		got := frameAll(t, id+when+rest+"\r\n")[0]
		if wall := formatWall(got.Wall); wall != want.wall || got.Bias != want.bias || got.Format != want.format {
			t.Errorf("%s: %s %+d %v", when, wall, got.Bias, got.Format)
		}
		if zoneless := got.Flags&model.Zoneless != 0; zoneless == (want.format == model.FormatReporting) {
			t.Errorf("%s: zoneless %v", when, zoneless)
		}
	}
}

func TestAFailureInReportingEventsIsAnError(t *testing.T) {
	const before, behind = "{2CCE9CD7-CE3F-4F0B-9AA3-00A4CCCB49EB}\t2026-03-17 21:40:12:385-0500\t1\t182 [AGENT_INSTALLING_FAILED]\t101\t{2CCE9CD7-CE3F-4F0B-9AA3-00A4CCCB49EB}\t203\t", "\tCcmExec\r\n"
	for code, want := range map[string]model.Level{"80242015": model.LevelError, "240005": model.LevelInfo, "0": model.LevelInfo} {
		if got := frameAll(t, before+code+behind)[0].Level; got != want {
			t.Errorf("%s: %v, want %v", code, got, want)
		}
	}
}

// TestEventsOfTheLogsOfWindows checks the values that the rules read.
func TestEventsOfTheLogsOfWindows(t *testing.T) {
	const update, title = "2cce9cd7-ce3f-4f0b-9aa3-00a4cccb49eb", "2026-03 Cumulative Update for Windows 11 (KB5081316)"
	const kb, rollup = "Package_for_KB5081316~31bf3856ad364e35~amd64~~26100.8112.1.4", "Package_for_RollupFix~31bf3856ad364e35~amd64~~26100.8112.1.4"
	reported := func(columns ...string) string { return strings.Join(columns, "\t") }
	for _, c := range []struct {
		component, message string
		want               event.Event
	}{
		{"ReportingEvents", reported("182 [AGENT_INSTALLING_FAILED]", "101", "{"+strings.ToUpper(update)+"}", "203", "80242015", "CcmExec", "Failure", "Content Install", "Installation Failure: Windows failed to install the following update with error 0x80242015: "+title),
			reportedEvent(update, 182, 203, 0x80242015, "CcmExec", title)},
		{"ReportingEvents", reported("201 [AGENT_INSTALLING_PENDING]", "101", "{"+update+"}", "203", "240005", "CcmExec", "Erfolg", "Inhaltsinstallation", "Anstehend: Satz: "+title, "uRk0.1.2.3.0"),
			reportedEvent(update, 201, 203, 0x240005, "CcmExec", title)},
		{"ReportingEvents", reported("161 [AGENT_DOWNLOAD_FAILED]", "101", "{"+update+"}", "203", "80d02002", "Update;ScanForUpdates", "Failure", "Content Download", "Error: Download failed.", "uRk0.1.2.3.0"),
			reportedEvent(update, 161, 203, 0x80D02002, "Update;ScanForUpdates", "")},
		{"ReportingEvents", reported("147 [AGENT_DETECTION_FINISHED]", "101", "{00000000-0000-0000-0000-000000000000}", "0", "0", "", "Success", "Software Synchronization", "Windows Update Client successfully detected 4 updates."),
			reportedEvent("00000000-0000-0000-0000-000000000000", 147, 0, 0, "", "")},

		{"CBS", "WER: Generating failure report for package: " + kb + ", status: 0x8007000d, failure source: DOQ, start state: Staged, target state: Installed, client id: WindowsUpdateAgent", packageEvent(event.PackageFailed, 0x8007000D, kb, "5081316", "DOQ", "WindowsUpdateAgent")},
		{"CBS", "WER: Generating failure report for package:" + rollup + " status: 0x800f0922, failure source: CSI Other, start state: Staged, target state: Installed, client id: DISM Package Manager Provider", packageEvent(event.PackageFailed, 0x800F0922, rollup, "", "CSI Other", "DISM Package Manager Provider")},
		{"CBS", "Exec: Processing complete.  Session: 1_2, Package: " + kb + " [HRESULT = 0x80073712 - ERROR_SXS_COMPONENT_STORE_CORRUPT]", packageEvent(event.PackageFailed, 0x80073712, kb, "5081316", "", "")},
		{"CBS", "Exec: Processing complete.  Session: 1_2, Package: " + kb + " [HRESULT = 0x00000000 - S_OK]", packageEvent(event.PackageInstalled, 0, kb, "5081316", "", "")},
		{"CBS", "Failed to resolve package '" + kb + "' [HRESULT = 0x800f0831 - CBS_E_STORE_CORRUPTION]", packageEvent(event.StoreDamaged, 0x800F0831, kb, "5081316", "", "")},
		{"CSI", "00000e64 (F) Failed execution of queue item Installer: HTTP Installer ({" + update + "}) with HRESULT HRESULT_FROM_WIN32(1058).  Failure will not be ignored: a", withCode(event.InstallerFailed, 0x80070422, event.Name, "HTTP Installer")},
		{"CSI", "00000e64 (F) Failed execution of queue item Installer: Task Scheduler ({" + update + "}) with HRESULT HRESULT_FROM_WIN32(ERROR_FILE_NOT_FOUND).  Failure will not be ignored: a", withText(event.InstallerFailed, event.Name, "Task Scheduler")},
		{"CSI", "00000e64 (F) Failed execution of queue item Installer: Root Devices ({" + update + "}) with HRESULT 800f0207 [Error,Facility=(000f),Code=519 (0x0207)]. Failure will not be ignored: a", withCode(event.InstallerFailed, 0x800F0207, event.Name, "Root Devices")},
		{"CBS", "Doqe: Recording result: 0x8007000d, for Inf: mshdc.inf", withCode(event.DriverFailed, 0x8007000D, event.File, "mshdc.inf")},
		{"CBS", "INSTALL index: 194, phase: 2, result 13, inf: mshdc.inf", withCode(event.DriverFailed, 0x8007000D, event.File, "mshdc.inf")},

		{"MOUPG", "CSetupManager::Execute(301): Result = 0xC1900101 - 0x4000D", withCode(event.SetupEnded, 0xC1900101, event.Name, "")},
		{"SP", "Operation failed: Apply image. Error: 0x8007042B[gle=0x000000b7]", withCode(event.SetupFailed, 0x8007042B, event.Name, "Apply image")},
		{"MOUPG", "SetupManager::ExecuteRollbackScripts: Running rollback script: [C:\\a b.cmd]", withText(event.RolledBack, event.File, "C:\\a b.cmd")},
		{"SetupDiag", "<LogErrorLine>2026-03-17 21:47:11, Error                 MOUPG  A, b</LogErrorLine>", withText(event.SetupDiagnosed, event.Name, "MOUPG  A, b")},
		{"SetupDiag", "<FailureData>Error: SetupDiag reports abrupt down-level failure.Last Operation: Error: 0xC190020E - 0x4001E</FailureData>", withCode(event.SetupDiagnosed, 0xC190020E, event.Name, "abrupt down-level failure.")},
		{"SetupDiag", "<FailureDetails>DiskSpace = 20003, ErrorCode = 0xC190020E, ExCode = 0x4001E</FailureDetails>", withCode(event.SetupDiagnosed, 0xC190020E, event.Name, "DiskSpace = 20003")},
	} {
		var x Extractor
		m := x.Match(Input{Component: c.component, Thread: 1, Message: []byte(c.message)})
		if m.Event == nil || *m.Event != c.want {
			t.Errorf("%s\n got %+v\nwant %+v", c.message, m.Event, c.want)
		}
	}
}

// withText returns an event with a text.
func withText(kind event.Kind, text event.Text, s string) event.Event {
	e := event.Event{Kind: kind}
	e.Texts[text] = s
	return e
}

// withCode returns an event with a code and a text.
func withCode(kind event.Kind, code event.Code, text event.Text, s string) event.Event {
	e := withText(kind, text, s)
	e.Code, e.HasCode = code, true
	return e
}

// packageEvent returns an event about a package.
func packageEvent(kind event.Kind, code event.Code, file, kb, state, name string) event.Event {
	e := withCode(kind, code, event.File, file)
	e.Texts[event.KB], e.Texts[event.State], e.Texts[event.Name] = kb, state, name
	return e
}

// reportedEvent returns an event of ReportingEvents.log; the KB number is that of the title.
func reportedEvent(update string, id, revision int64, code event.Code, caller, title string) event.Event {
	e := withCode(event.UpdateReported, code, event.Name, caller)
	e.Update = event.MustGUID(update)
	e.Numbers[event.StateID], e.Numbers[event.Revision] = id, revision
	e.Texts[event.Title], e.Texts[event.KB] = title, articleOf(title)
	return e
}
