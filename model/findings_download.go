package model

import (
	"cmp"
	"strings"

	"ccmtail/model/event"
)

// downloadProblems is what goes wrong between the client and the server that it downloads from.
var downloadProblems = []*problem{
	{
		ID: "F15", Severity: SeverityWarning,
		Advice: "The client tries again by itself. If it goes on, test from the client whether the distribution point's name " +
			"resolves and its port answers.",
		Otherwise: phaseInterrupted, CodeAdvises: true, EndsWithContent: true,
		Clears: contentThatComes,
	},
	{
		ID: "F16", Severity: SeverityError,
		Advice: "Test from the client whether the distribution point's name resolves and its port answers; Software Center shows " +
			"0 % until it does. If the point is gone for good, take it out of the boundary group.",
		Otherwise: phaseNoAnswer, EndsWithContent: true,
		Clears: clears{
			event.CTMDownloadStarted: contentComes, event.CTMLocationSwitched: contentComes, event.DTSProgress: contentComes,
			event.ContentVerified: contentIsThere, event.ContentCached: contentIsThere,
			event.DTSRetry: serverAnswers, event.ManifestFailed: serverAnswers,
		},
	},
	{
		ID: "F37", Severity: SeverityError,
		Advice:    "Look for the request in the log of its IIS, and compare what it answers to other clients.",
		Otherwise: phaseRefused, CodeAdvises: true, EndsWithContent: true,
		Clears: contentThatComes,
	},
	{
		ID: "F38", Severity: SeverityError,
		Advice: "Look in DataTransferService.log, ContentTransferManager.log and CAS.log for the first error of this content: it may stand " +
			"days before this line.",
		Otherwise: phaseDownload, CodeAdvises: true, EndsWithContent: true,
		Shows:  shows{event.UpdateStateRaised: unexplainedDownload, event.StateMessageRecorded: unexplainedDownload},
		Clears: contentThatComes,
	},
	{
		ID: "F39", Severity: SeverityWarning,
		Advice: "The client goes on by itself when it may.",
		Shows: shows{
			event.TransferPaused: func(f finder) sighting { return f.paused() },
			event.DTSFailed:      func(f finder) sighting { return f.paused() },
			event.DTSRetry:       func(f finder) sighting { return f.paused() },
		},
		Clears: clears{
			event.CTMDownloadStarted: contentComes, event.CTMLocationSwitched: contentComes, event.DTSProgress: contentComes,
			event.ContentVerified: contentIsThere, event.ContentCached: contentIsThere, event.MessageDelivered: clientPast,
			event.DTSFailed: pauseIsOver, event.ManifestFailed: pauseIsOver, event.CTMFailed: pauseIsOver, event.ContentFailed: pauseIsOver,
		},
		EndsWithContent: true,
	},
	{
		ID: "F40", Severity: SeverityError,
		Advice: "Read the lines with WINHTTP_CALLBACK_STATUS_FLAG, and put right what they name: trust in the root, the certificate's name, " +
			"its revocation list or the clock.",
		Codes: map[phases][]event.Code{phaseDownload: {codeSecureFailure}}, EndsWithContent: true,
		Shows: shows{event.CertificateRejected: finder.rejected},
		Clears: clears{
			event.CTMDownloadStarted: contentComes, event.CTMLocationSwitched: contentComes, event.DTSProgress: contentComes,
			event.ContentVerified: contentIsThere, event.ContentCached: contentIsThere, event.MessageDelivered: clientPast,
		},
	},
}

// codeSecureFailure is a server whose certificate the client does not accept.
const codeSecureFailure event.Code = 0x80072f8f

// serverAnswers ends that a server does not: it does, if only to refuse.
func serverAnswers(f finder) (about event.GUID, ended bool) {
	c := f.contentOf(f.event)
	if c == nil || c.HTTPStatus == 0 || c.HTTPStatus >= 600 {
		return event.GUID{}, false
	}
	return c.subject(), true
}

// What a paused download waits for to change.
const (
	pausedByMeter  = "metered"
	pausedByPolicy = "a BITS policy"
	pausedOffline  = "no network"
)

// pauses is why downloads are paused, as the end of a sentence, and what to do.
var pauses = map[string]struct{ why, do string }{
	pausedByMeter: {
		"the network is metered, and the client may not use it",
		"Wait for an unmetered network, or allow metered connections in the client settings or in the deployment. Check whether Windows " +
			"marks the network as metered by mistake. Clients up to version 2010 pause even where the deployment allows it.",
	},
	pausedByPolicy: {
		"a policy of BITS does not allow transfers at this hour",
		"Wait for the hours of the policy, or change it: the BITS window in the client settings, or a Group Policy for BITS.",
	},
	pausedOffline: {"there is no network", "Wait for the network: the transfer goes on by itself."},
}

// pauseIsOver ends that a download is paused: it has failed.
func pauseIsOver(f finder) (about event.GUID, ended bool) {
	c := f.contentOf(f.event)
	if c == nil || c.State != ContentFailed {
		return event.GUID{}, false
	}
	return c.subject(), true
}

// pausing is the codes of BITS that mean that a transfer waits.
var pausing = map[event.Code]string{codeForbiddenNow: pausedByPolicy, codeNoNetwork: pausedOffline}

// paused finds a transfer that is not allowed for now.
func (f finder) paused() sighting {
	by := pausing[f.event.Code]
	if f.event.Kind == event.TransferPaused {
		by = f.event.Texts[event.Name]
	}
	p, known := pauses[by]
	if !known {
		return sighting{}
	}
	var v sighting
	switch c := f.contentOf(f.event); {
	case c != nil:
		v = f.of(c.subject(), "The download of %s is paused: %s.", p.why)
	case strings.HasPrefix(f.event.Log.String(), "CcmMessaging"):
		v = ofClient("The client does not talk to its site: %s.", p.why)
	case f.event.Kind == event.TransferPaused:
		v = ofClient("A download is paused: %s.", p.why)
	default:
		return sighting{} // of a job that is not known
	}
	v.do = p.do
	return v
}

// rejections is what the flags of WinHTTP say of a certificate, as the end of a sentence, and what to
// do.
var rejections = map[string]struct{ why, do string }{
	"CERT_REV_FAILED":   {"its revocation list cannot be reached", "Publish the revocation list where the client reaches it, or switch its check off in the site's settings."},
	"INVALID_CA":        {"its root is not trusted", "Put the root CA of the server's certificate into the computer's Trusted Root store."},
	"CERT_CN_INVALID":   {"its name is not that of the server in the address", "Use a certificate that has the server's name in the address. For a cloud management gateway the site is to be put right; nothing on the client helps."},
	"CERT_DATE_INVALID": {"it is not valid at this date", "Renew the server's certificate if it has expired. If not, put the client's clock right."},
	"CERT_REVOKED":      {"it has been revoked", "Give the server another certificate."},
	"INVALID_CERT":      {"it is invalid", "Look at the server's certificate from this computer."},
}

// rejected finds a certificate of a server that the client does not accept, by the flag.
func (f finder) rejected() sighting {
	flag := f.event.Texts[event.Name]
	r, known := rejections[flag]
	switch {
	case flag == "":
		return sighting{}
	case !known:
		r.why = flag
	}
	var v sighting
	if c := f.contentOf(f.event); c != nil {
		at := c.serverOf(f.event).name
		name := strings.ToLower(at[:1]) + at[1:]
		v = f.of(c.subject(), "The client does not accept the certificate of %[2]s for the download of %[1]s: %[3]s.", name, r.why)
	} else {
		v = ofClient("The client does not accept the certificate of a server (%s): %s.", cmp.Or(f.event.Log.String(), "no log named"), r.why)
	}
	v.do = r.do
	return v
}
