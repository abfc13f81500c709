package model

import (
	"testing"

	"ccmtail/errcode"
	"ccmtail/model/event"
)

// TestWhatFindingsSay holds sentences, and which advice goes with a code.
func TestWhatFindingsSay(t *testing.T) {
	target := event.Event{Kind: event.UpdateTargeted, Update: u1, Deployment: d1, Texts: event.Texts{event.Title: "Update A", event.KB: "5081777"}}
	refused := event.Event{Kind: event.DTSRetry, Job: j2, Code: 0x87d0027e, HasCode: true, Numbers: event.Numbers{event.HTTPStatus: 405, event.Attempt: 1, event.Seconds: 120}}
	silent := event.Event{Kind: event.DTSRetry, Job: j2, Code: 0x800704cf, HasCode: true, Numbers: event.Numbers{event.Attempt: 140, event.Seconds: 3600}}
	installed := []event.Event{target, {Kind: event.UpdateInstallEnded, Update: u1, HasCode: true, Answer: event.Yes}, {Kind: event.RestartInitiated}, {Kind: event.ClientStarted}}
	driver := event.Event{Kind: event.DriverFailed, Code: 0x8007000d, HasCode: true, Texts: event.Texts{event.File: "mshdc.inf"}}
	named := event.Event{Kind: event.PackageFailed, Code: 0x8007000d, HasCode: true, Texts: event.Texts{event.Name: "WindowsUpdateAgent", event.KB: "5081777"}}
	at := event.Event{Kind: event.ScanServerNamed, Texts: event.Texts{event.URL: "https://sup01.contoso.com:8531"}}
	for _, c := range []struct {
		events []event.Event
		want   string
		advice CodeAdvice // that comes first, if any
	}{
		{downloadOf(refused), "The distribution point dp01.contoso.com answered 405 to the download of Update A. Attempt 1 follows after 2m0s.", CodeAdvice{0x87d0027e, 405, errcode.Manifest}},
		{downloadOf(silent), "The distribution point dp01.contoso.com cannot be reached for the download of Update A: 0x800704cf. Attempt 140 follows after 1h0m0s.", CodeAdvice{}},
		{downloadOf(event.Event{Kind: event.DTSFailed, Job: j2, Code: 0x80190193, HasCode: true, Texts: event.Texts{event.URL: cmgURL}}), "The cloud management gateway cmg1.contoso.com answered 403 to the download of Update A.", CodeAdvice{0x80190193, 403, errcode.Transfer | errcode.Cloud}},
		{downloadOf(event.Event{Kind: event.CTMFailed, Job: j1, Code: 0x80070057, HasCode: true, Texts: event.Texts{event.Name: "Sccm Client is IBCM"}}), `The download of Update A failed: 0x80070057 ("Sccm Client is IBCM").`, CodeAdvice{0x80070057, 0, errcode.Transfer}},
		{[]event.Event{{Kind: event.ContentFailed, Content: l1, Code: 0x80091007, HasCode: true}}, "The download of content {" + l1.String() + "} failed: 0x80091007.", CodeAdvice{}},
		{downloadOf(event.Event{Kind: event.TransferPaused, Job: j2, Texts: event.Texts{event.Name: "metered"}}), "The download of Update A is paused: the network is metered, and the client may not use it.", CodeAdvice{}},
		{downloadOf(event.Event{Kind: event.DTSFailed, Job: j2, Code: 0x8020003e, HasCode: true}), "The download of Update A is paused: a policy of BITS does not allow transfers at this hour.", CodeAdvice{}},
		{downloadOf(event.Event{Kind: event.CertificateRejected, Job: j2, Texts: event.Texts{event.Name: "CERT_CN_INVALID"}}), "The client does not accept the certificate of the distribution point dp01.contoso.com for the download of Update A: its name is not that of the server in the address.", CodeAdvice{}},
		{downloadOf(event.Event{Kind: event.DeltaDownloadFailed, Code: 0x80d02002, HasCode: true}), "The delta download of Update A failed: 0x80d02002.", CodeAdvice{0x80d02002, 0, errcode.HandOver}},
		{[]event.Event{at, {Kind: event.ScanFailed, Code: 0x800b0109, HasCode: true}}, "The HTTPS certificate of the software update point https://sup01.contoso.com:8531 is not accepted by this computer: 0x800b0109.", CodeAdvice{0x800b0109, 0, errcode.Scan}},
		{append(installed, driver), "Windows undoes Update A because of its driver mshdc.inf: 0x8007000d.", CodeAdvice{}},
		{append(installed, driver, event.Event{Kind: event.RolledBack}, named), "Windows undoes Update A because of its driver mshdc.inf: 0x8007000d.", CodeAdvice{}},
		{[]event.Event{target, driver, named}, "Windows undoes Update A because of its driver mshdc.inf: 0x8007000d.", CodeAdvice{}},
		{[]event.Event{driver}, "Windows undoes an update because of its driver mshdc.inf: 0x8007000d.", CodeAdvice{}},
		{[]event.Event{target, {Kind: event.UpdateInstallEnded, Update: u1, Code: 0x80070643, HasCode: true}}, "Update A failed to install: 0x80070643.", CodeAdvice{0x80070643, 0, errcode.Install}},
		{[]event.Event{{Kind: event.MessageFailed, Code: 0x87d0027e, HasCode: true, Numbers: event.Numbers{event.HTTPStatus: 403}, Texts: event.Texts{event.Name: "CMGConnector_Forbidden", event.URL: "cmg1.contoso.com"}}}, "The server cmg1.contoso.com answered 403 to a message of the client (CMGConnector_Forbidden).", CodeAdvice{0x87d0027e, 403, errcode.Messaging | errcode.Cloud}},
	} {
		all := stateAfter(c.events...).Findings()
		if len(all) == 0 || flat(all[0].Text) != c.want {
			t.Errorf("found %d, want %q", len(all), c.want)
			for _, f := range all {
				t.Log(flat(f.Text))
			}
			continue
		}
		var advice CodeAdvice
		if v := all[0].Advice.Values; len(v) > 0 {
			advice, _ = v[0].(CodeAdvice)
		}
		if advice != c.advice {
			t.Errorf("%s: advice for %+v, want %+v", c.want, advice, c.advice)
		}
	}
}

// TestTheLoopTellsItsRounds holds the sentence of a loop, what it advises and what proves it.
func TestTheLoopTellsItsRounds(t *testing.T) {
	events := []event.Event{{Kind: event.UpdateTargeted, Update: u1, Deployment: d1, Texts: event.Texts{event.Title: "Update A", event.KB: "5081777"}}}
	for range 3 {
		events = append(events, event.Event{Kind: event.UpdateInstallEnded, Update: u1, HasCode: true, Answer: event.Yes}, event.Event{Kind: event.RestartInitiated},
			event.Event{Kind: event.ClientStarted}, event.Event{Kind: event.UpdatePostRestart, Update: u1, HasCode: true}, event.Event{Kind: event.UpdateStatus, Update: u1, Texts: event.Texts{event.State: "Missing"}})
	}
	s := stateAfter(events...)
	f := s.Findings()[0]
	if want := "Update A was installed 3 times, a restart included, within 14s and was missing again each time: a loop."; f.ID != "F42" || flat(f.Text) != want {
		t.Errorf("%s %q, want %q", f.ID, flat(f.Text), want)
	}
	if len(f.Evidence) != 6 || f.Evidence[0].Rec != 1 || f.Evidence[5].Rec != 15 || f.Update != u1 {
		t.Errorf("%+v", f.Evidence)
	}
}
