package model

import (
	"slices"
	"time"

	"ccmtail/model/event"
)

const (
	dpURL  = "https://dp01.contoso.com:443/SMS_DP_SMSPKG$/fbb5724a-aa0f-47f9-908a-47068fd8ad6f"
	cmgURL = "https://cmg1.contoso.com:443/downloadrestservice.svc/getcontentxmlsecure?pid=fbb5724a-aa0f-47f9-908a-47068fd8ad6f"
)

// downloadOf returns an update that is being downloaded, and what follows.
func downloadOf(more ...event.Event) []event.Event {
	return append([]event.Event{
		{Kind: event.UpdateTargeted, Update: u1, Deployment: d1, Texts: event.Texts{event.Title: "Update A"}},
		{Kind: event.ContentLinked, Update: u1, Content: l1, Numbers: event.Numbers{event.TotalBytes: 1000}},
		{Kind: event.ContentRequested, Content: l1},
		{Kind: event.ContentCTMJob, Content: l1, Job: j1},
		{Kind: event.CTMDownloadStarted, Job: j1, Linked: j2, Texts: event.Texts{event.URL: dpURL}},
	}, more...)
}

func downloadCases() []findingCase {
	moved := event.Event{Kind: event.DTSProgress, Job: j2, Numbers: event.Numbers{event.DoneBytes: 1, event.TotalBytes: 2}}
	answer := func(kind event.Kind, status int64, code event.Code) event.Event {
		return event.Event{Kind: kind, Job: j2, Code: code, HasCode: code != 0, Numbers: event.Numbers{event.HTTPStatus: status}, Texts: event.Texts{event.URL: dpURL}}
	}
	cancelled := event.Event{Kind: event.DTSState, Job: j2, Texts: event.Texts{event.State: "Cancelled"}}
	retry := event.Event{Kind: event.DTSRetry, Job: j2, Code: 0x87d0027e, HasCode: true, Numbers: event.Numbers{event.HTTPStatus: 405, event.Attempt: 1, event.Seconds: 120}}
	failed := func(code event.Code) event.Event {
		return event.Event{Kind: event.ContentFailed, Content: l1, Code: code, HasCode: true}
	}
	metered := event.Event{Kind: event.TransferPaused, Job: j2, Texts: event.Texts{event.Name: "metered"}}
	flag := event.Event{Kind: event.CertificateRejected, Job: j2, Texts: event.Texts{event.Name: "CERT_CN_INVALID"}}
	return []findingCase{
		{"a server refuses the list of files, and is asked again", downloadOf(answer(event.TransferError, 405, 0x87d0027e), retry), 0, "F37"},
		{"it gives out the list after all", downloadOf(answer(event.TransferError, 405, 0x87d0027e), retry, moved), 0, ""},
		{"a first 401 is how one authenticates", downloadOf(answer(event.TransferError, 401, 0x80070005)), 0, ""},
		{"the 401 is the last word", downloadOf(answer(event.TransferError, 401, 0x80070005), cancelled), 0, "F37"},
		{"the manifest fails for good", downloadOf(answer(event.ManifestFailed, 500, 0x87d0027e)), 0, "F37"},
		{"BITS is refused", downloadOf(event.Event{Kind: event.DTSFailed, Job: j2, Code: 0x80190193, HasCode: true}), 0, "F37"},
		{"a server that does not answer refuses in the end", downloadOf(event.Event{Kind: event.TransferError, Job: j2, Code: 12029, HasCode: true}, retry), 0, "F37"},
		{"no answer is no status", downloadOf(answer(event.ManifestFailed, 600, 0x87d0027e)), 0, "F16"},
		{"a transfer job that fails with another code", downloadOf(event.Event{Kind: event.CTMFailed, Job: j1, Code: 0x80070057, HasCode: true, Texts: event.Texts{event.Name: "Sccm Client is IBCM"}}), 0, "F38"},
		{"it is tried anew", downloadOf(event.Event{Kind: event.CTMFailed, Job: j1, Code: 0x80070057, HasCode: true}, event.Event{Kind: event.CTMDownloadStarted, Job: j1, Linked: j2}), 0, ""},
		{"an update that could not be downloaded, for a code that says nothing of locations", []event.Event{{Kind: event.UpdateDownloadFailed, Update: u1, Code: 0x800705b4, HasCode: true}}, 0, "F38"},
		{"the update's own line repeats what its content failed with", downloadOf(failed(0x80091007), event.Event{Kind: event.UpdateDownloadFailed, Update: u1, Code: 0x87d00669, HasCode: true}), 0, "F18"},
		{"the site is told of a download that failed, and no line says why", []event.Event{{Kind: event.UpdateStateRaised, Update: u1, Numbers: event.Numbers{event.StateID: 14}}}, 0, "F38"},
		{"the site is told of a download whose failure is known", downloadOf(answer(event.ManifestFailed, 405, 0x87d0027e), event.Event{Kind: event.UpdateStateRaised, Update: u1, Numbers: event.Numbers{event.StateID: 14}}), 0, "F37"},
		{"the hash of a content is wrong", downloadOf(event.Event{Kind: event.ContentHashMismatch, Content: l1}, failed(0x80091007)), 0, "F18"},
		{"the content comes whole", downloadOf(failed(0x80091007), event.Event{Kind: event.ContentVerified, Content: l1}), 0, ""},
		{"the hash of a package is wrong", []event.Event{failed(0x80091007)}, 0, "F18"},
		{"a metered network", downloadOf(metered), 48 * time.Hour, "F39"},
		{"another network", downloadOf(metered, moved), 0, ""},
		{"a metered network keeps the client from its site", []event.Event{{Kind: event.TransferPaused, Log: event.LogNamed("CcmMessaging.log"), Texts: event.Texts{event.Name: "metered"}}}, 0, "F39"},
		{"it talks again", []event.Event{{Kind: event.TransferPaused, Log: event.LogNamed("CcmMessaging.log"), Texts: event.Texts{event.Name: "metered"}}, {Kind: event.MessageDelivered}}, 0, ""},
		{"BITS may not transfer now", downloadOf(event.Event{Kind: event.DTSFailed, Job: j2, Code: 0x8020003e, HasCode: true}), 0, "F39"},
		{"a pause that nobody knows", downloadOf(event.Event{Kind: event.TransferPaused, Job: j2, Texts: event.Texts{event.Name: "moon"}}), 0, ""},
		{"a certificate with another name", downloadOf(flag), 0, "F40"},
		{"a certificate that is put right", downloadOf(flag, moved), 0, ""},
		{"a certificate of a server of messages", []event.Event{{Kind: event.CertificateRejected, Texts: event.Texts{event.Name: "CERT_DATE_INVALID"}}}, 0, "F40"},
		{"TLS fails", downloadOf(event.Event{Kind: event.TransferError, Job: j2, Code: 12175, HasCode: true}), 0, "F40"},
		{"a content that failed for good is asked for anew", downloadOf(event.Event{Kind: event.CTMFailed, Job: j1, Code: 0x80070057, HasCode: true}, event.Event{Kind: event.ContentDownloadStarted, Content: l1}), 0, ""},
		{"a document of policy is refused", []event.Event{{Kind: event.DTSFailed, Code: 0x80190194, HasCode: true, Texts: event.Texts{event.URL: "http://mp01.contoso.com/SMS_MP/.sms_dcm?Id"}}}, 0, "F58"},
		{"policy has come since", []event.Event{{Kind: event.DTSFailed, Code: 0x80190194, HasCode: true, Texts: event.Texts{event.URL: "http://mp01.contoso.com/SMS_MP/.sms_dcm?Id"}}, {Kind: event.PolicyDownloaded}}, 0, ""},
		{"the log of transfers stands alone", []event.Event{{Kind: event.DTSCreated, Job: j2, Content: l1, Texts: event.Texts{event.URL: dpURL}}, answer(event.TransferError, 405, 0x87d0027e), answer(event.ManifestFailed, 405, 0x87d0027e)}, 0, "F37"},
		{"it begins in the middle", []event.Event{{Kind: event.ManifestFailed, Content: l1, Code: 0x87d0027e, HasCode: true, Numbers: event.Numbers{event.HTTPStatus: 405}}}, 0, "F37"},
		{"a file of another job is refused", []event.Event{{Kind: event.DTSFailed, Code: 0x80190194, HasCode: true, Texts: event.Texts{event.URL: dpURL}}}, 0, ""},
		{"the delta of the update that the line names", []event.Event{{Kind: event.DeltaDownloadFailed, Update: u1, Code: 0x80d02002, HasCode: true}}, 0, "F17"},
		{"the cache has no room for a content", downloadOf(event.Event{Kind: event.CacheFull, Content: l1}), 0, "F14"},
		{"the delta of the one update that downloads", downloadOf(event.Event{Kind: event.DeltaDownloadFailed, Code: 0x80246002, HasCode: true}), 0, "F17"},
		{"it came whole", downloadOf(event.Event{Kind: event.DeltaDownloadFailed, Code: 0x80246002, HasCode: true}, event.Event{Kind: event.ContentVerified, Content: l1}), 0, ""},
	}
}

func siteCases() []findingCase {
	owner := func(workload int64, intune event.Tri) event.Event {
		return event.Event{Kind: event.WorkloadOwner, Numbers: event.Numbers{event.Workloads: workload}, Answer: intune}
	}
	flags := func(n int64) event.Event {
		return event.Event{Kind: event.WorkloadFlags, Numbers: event.Numbers{event.Workloads: n}}
	}
	at := func(d time.Duration) int64 { return testStart.Add(d).UnixNano() }
	good := []event.Event{{Kind: event.ScanStarted}, {Kind: event.ScanSucceeded}}
	bad := []event.Event{{Kind: event.ScanStarted, At: at(20 * time.Hour)}, {Kind: event.ScanFailed, Code: 0x80240fff, HasCode: true, At: at(20*time.Hour + time.Minute)}}
	unevaluated := []event.Event{{Kind: event.ScanStarted}, {Kind: event.UpdateUnevaluated, Update: u1, Code: 0x80070057, HasCode: true}, {Kind: event.ScanSucceeded}}
	return []findingCase{
		{"the update point's certificate is not trusted", []event.Event{{Kind: event.ScanFailed, Code: 0x800b0109, HasCode: true}}, 0, "F36"},
		{"the update point's certificate is put right", []event.Event{{Kind: event.ScanFailed, Code: 0x80072f8f, HasCode: true}, {Kind: event.ScanStarted}, {Kind: event.ScanSucceeded}}, 0, ""},
		{"Windows updates are Intune's", []event.Event{owner(16, event.Yes)}, 0, "F41"},
		{"Windows updates are Intune's by the flags", []event.Event{flags(8193 | 16)}, 0, "F41"},
		{"other workloads are Intune's", []event.Event{owner(8, event.Yes), flags(8193)}, 0, ""},
		{"Windows updates were Intune's", []event.Event{owner(16, event.Yes), owner(16, event.No)}, 0, ""},
		{"the flags give them back", []event.Event{flags(16), flags(8193)}, 0, ""},
		{"the answer about another workload gives nothing back", []event.Event{owner(16, event.Yes), owner(8, event.No)}, 0, "F41"},
		{"too many round trips", []event.Event{{Kind: event.ScanRoundTrips, Code: 0x80244010, HasCode: true}, {Kind: event.ScanFailed, Code: 0x80244010, HasCode: true}}, 0, "F46"},
		{"the fifth scan gets through", []event.Event{{Kind: event.ScanRoundTrips, Code: 0x80244010, HasCode: true}, {Kind: event.ScanStarted}, {Kind: event.ScanSucceeded}}, 0, ""},
		{"an update that could not be evaluated", unevaluated, 0, "F47"},
		{"the next scan evaluates it", append(slices.Clone(unevaluated), event.Event{Kind: event.ScanStarted}, event.Event{Kind: event.ScanSucceeded}), 0, ""},
		{"the scan names it after all", append(slices.Clone(unevaluated), event.Event{Kind: event.UpdateStatus, Update: u1, Texts: event.Texts{event.State: "Missing"}}), 0, ""},
		{"a message fails", []event.Event{{Kind: event.MessageFailed, Code: 0x87d0027e, HasCode: true, Numbers: event.Numbers{event.HTTPStatus: 403}, Texts: event.Texts{event.Name: "CMGConnector_Clientcertificaterequired"}}}, 0, "F50"},
		{"the next message comes through", []event.Event{{Kind: event.MessageFailed, Code: 0x87d00231, HasCode: true}, {Kind: event.MessageDelivered}}, 0, ""},
		{"a client that is not registered", []event.Event{{Kind: event.RegistrationFailed, Code: 0x87d00231, HasCode: true}}, 0, "F51"},
		{"it has registered since", []event.Event{{Kind: event.RegistrationFailed, Code: 0x87d00231, HasCode: true}, {Kind: event.ClientRegistered, Source: u1}}, 0, ""},
		{"its id", []event.Event{{Kind: event.ClientRegistered, Source: u1}, {Kind: event.ClientRegistered}, {Kind: event.ClientRegistered, Source: u1}}, 0, ""},
		{"another id", []event.Event{{Kind: event.ClientRegistered, Source: u1}, {Kind: event.ClientRegistered, Source: u2}, {Kind: event.ClientRegistered, Source: u2}}, 0, "F59"},
		{"it is registered by another way", []event.Event{{Kind: event.RegistrationFailed, Code: 0x87d00231, HasCode: true}, {Kind: event.MessageDelivered}}, 0, ""},
		{"results of scans are old", slices.Concat(good, bad), 5 * time.Hour, "F03 F52"},
		{"results of scans are not that old", slices.Concat(good, bad), 0, "F03"},
		{"a scan of long ago that no other has followed", good, 48 * time.Hour, ""},
	}
}

func windowCases() []findingCase {
	invalid := event.Event{Kind: event.WindowInvalid, Window: w4, Code: 0x80070057, HasCode: true}
	listed := append([]event.Event{{Kind: event.WindowListingStarted}}, listing(w4, 4, "00302B0018192000", day("2026-03-22 01:00"), 3)...)
	// Tuesday from 19:00 to 22:00 on the client's clock: it is open an hour after testStart.
	both := append(slices.Clone(listed), listing(wb, 1, "", day("2026-03-17 20:30"), 3)...)
	waits := []event.Event{
		{Kind: event.UpdateTargeted, Update: u1, Deployment: d1, Texts: event.Texts{event.Title: "Update A"}},
		{Kind: event.DeploymentWaitsForWindow, Deployment: d1, Numbers: event.Numbers{event.Seconds: 600}},
	}
	return []findingCase{
		{"a window that never opens", []event.Event{invalid}, 0, "F48"},
		{"a window that is taken over after all", append([]event.Event{invalid}, listed...), 0, ""},
		{"an open window that does not count", slices.Concat(both, waits), time.Hour, "F53"},
		{"it has not opened yet", slices.Concat(both, waits), time.Minute, ""},
		{"nothing waits for it", both, time.Hour, ""},
		{"a task sequence that has not restarted", []event.Event{{Kind: event.RestartMissed, Code: 0x87d00708, HasCode: true}}, 0, "F49"},
		{"it was restarted by hand", []event.Event{{Kind: event.RestartMissed, Code: 0x87d00708, HasCode: true}, {Kind: event.ClientStarted}}, 0, ""},
	}
}

func outcomeCases() []findingCase {
	target := event.Event{Kind: event.UpdateTargeted, Update: u1, Deployment: d1, Texts: event.Texts{event.Title: "Update A"}}
	round := func(revision int64) []event.Event {
		return []event.Event{
			{Kind: event.UpdateInstallEnded, Update: u1, HasCode: true, Answer: event.No},
			{Kind: event.UpdateStatus, Update: u1, Texts: event.Texts{event.State: "Missing"}, Numbers: event.Numbers{event.Revision: revision}},
		}
	}
	known := event.Event{Kind: event.UpdateStatus, Update: u1, Texts: event.Texts{event.State: "Missing"}, Numbers: event.Numbers{event.Revision: 200}}
	batch := []event.Event{target, {Kind: event.UpdateBatched, Update: u1}, {Kind: event.InstallStarted}}
	start := event.Event{Kind: event.ClientStarted}
	return []findingCase{
		{"installed and missing again", slices.Concat([]event.Event{target, known}, round(200)), 0, ""},
		{"installed and missing again, twice", slices.Concat([]event.Event{target, known}, round(200), round(200)), 0, "F42"},
		{"a new revision each time", slices.Concat([]event.Event{target, known}, round(201), round(202)), 0, ""},
		{"a scan finds it installed at last", slices.Concat([]event.Event{target, known}, round(200), round(200), []event.Event{
			{Kind: event.UpdateInstallEnded, Update: u1, HasCode: true, Answer: event.No}, {Kind: event.UpdateStatus, Update: u1, Texts: event.Texts{event.State: "Installed"}}}), 0, ""},
		{"cancelled", append(slices.Clone(batch), event.Event{Kind: event.InstallCancelled}), 0, "F54"},
		{"cancelled, and begun anew", append(slices.Clone(batch), event.Event{Kind: event.InstallCancelled}, event.Event{Kind: event.UpdateBatched, Update: u1}, event.Event{Kind: event.InstallStarted}), 0, ""},
		{"nobody says how it ended", append(slices.Clone(batch), event.Event{Kind: event.InstallEnded}), 0, "F57"},
		{"a scan says how it ended", append(slices.Clone(batch), event.Event{Kind: event.InstallEnded}, event.Event{Kind: event.UpdateStatus, Update: u1, Texts: event.Texts{event.State: "Installed"}}), 0, ""},
		{"the computer goes down while it installs", append(slices.Clone(batch), start), 0, "F57 F55"},
		{"a restart that was asked for", append(slices.Clone(batch), event.Event{Kind: event.UpdateInstallEnded, Update: u1, HasCode: true, Answer: event.Yes}, event.Event{Kind: event.RestartInitiated}, start), 0, ""},
		{"a start while nothing was to be done", []event.Event{start}, 0, ""},
		{"a restart that nothing plans", []event.Event{{Kind: event.UpdateInstallEnded, Update: u1, HasCode: true, Answer: event.Yes}}, 3 * time.Hour, "F56"},
		{"a restart that is planned", []event.Event{{Kind: event.UpdateInstallEnded, Update: u1, HasCode: true, Answer: event.Yes}, {Kind: event.RestartWanted}}, 3 * time.Hour, ""},
	}
}

func servicingCases() []findingCase {
	done := event.Event{Kind: event.UpdateInstallEnded, Update: u1, HasCode: true, Answer: event.Yes}
	installed := []event.Event{
		{Kind: event.UpdateTargeted, Update: u1, Deployment: d1, Texts: event.Texts{event.Title: "Update A", event.KB: "5081777"}},
		done, {Kind: event.RestartInitiated}, {Kind: event.ClientStarted},
	}
	driver := event.Event{Kind: event.DriverFailed, Code: 0x8007000d, HasCode: true, Texts: event.Texts{event.File: "mshdc.inf"}}
	report := func(by string) event.Event {
		return event.Event{Kind: event.PackageFailed, Code: 0x8007000d, HasCode: true, Texts: event.Texts{event.Name: by, event.KB: "5081777"}}
	}
	lacks := event.Event{Kind: event.StoreDamaged, Code: 0x800f0831, HasCode: true, Texts: event.Texts{event.File: "Package_for_RollupFix~31bf3856ad364e35~amd64~~14393.1"}}
	ended := func(code event.Code) event.Event {
		return event.Event{Kind: event.SetupEnded, Code: code, HasCode: true}
	}
	return []findingCase{
		{"a driver breaks it at the restart", append(slices.Clone(installed), driver, event.Event{Kind: event.RolledBack}, report("WindowsUpdateAgent")), 0, "F43"},
		{"it takes the next time", append(slices.Clone(installed), driver, event.Event{Kind: event.UpdatePostRestart, Update: u1, HasCode: true}), 0, ""},
		{"what DISM failed with is none of ours", append(slices.Clone(installed), report("DISM Package Manager Provider")), 0, ""},
		{"an installer in it fails", []event.Event{{Kind: event.InstallerFailed, Texts: event.Texts{event.Name: "HTTP Installer"}, Code: 0x80070422, HasCode: true}}, 0, "F43"},
		{"the component store is damaged", []event.Event{lacks}, 0, "F44"},
		{"what it lacked is installed", []event.Event{lacks, {Kind: event.PackageInstalled, Texts: event.Texts{event.File: lacks.Texts[event.File]}}}, 0, ""},
		{"something else is installed", []event.Event{lacks, {Kind: event.PackageInstalled, Texts: event.Texts{event.File: "another"}}}, 0, "F44"},
		{"Windows Setup fails", []event.Event{{Kind: event.SetupFailed, Code: 0x80070003, HasCode: true, Texts: event.Texts{event.Name: "Add [1] package"}}, ended(0xc1900101)}, 0, "F45"},
		{"Windows Setup finds no issue", []event.Event{ended(0xc1900210)}, 0, ""},
		{"Windows Setup does it the next time", []event.Event{ended(0xc190020e), ended(0)}, 0, ""},
		{"SetupDiag says why", []event.Event{{Kind: event.SetupDiagnosed, Texts: event.Texts{event.Name: "Found Disk Space Hard Block."}}}, 0, "F45"},
		{"Windows Setup goes back", []event.Event{{Kind: event.RolledBack, Texts: event.Texts{event.File: "C:\\a.cmd"}}}, 0, "F45"},
	}
}
