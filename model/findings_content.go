package model

import (
	"time"

	"ccmtail/model/event"
)

// contentProblems is what keeps content from coming down.
var contentProblems = []*problem{
	{
		ID: "F12", Severity: SeverityError,
		Advice: "Put the content on a distribution point of the client's boundary group, and redistribute it if it is there; " +
			"until then Software Center shows it as preparing to download.",
		Otherwise: phaseDownload, CodeAdvises: true,
		Clears: clears{event.ContentVerified: contentIsThere, event.ContentCached: contentIsThere},
	},
	{
		ID: "F13", Severity: SeverityError,
		Advice: "Put the content on a distribution point of the client's boundary group, or let the deployment fall back to a " +
			"neighbour; check the package's status in the console.",
		Shows: shows{
			event.CTMLocationsEmpty:    func(f finder) sighting { return f.noLocation(f.event.Job) },
			event.LocationRequestEmpty: func(f finder) sighting { return f.noLocation(f.event.Request) },
		},
		Clears: contentThatComes,
	},
	{
		ID: "F14", Severity: SeverityError,
		Advice: "Raise the client's cache size or delete old content from it in the Configuration Manager control panel.",
		Shows: shows{event.CacheFull: func(finder) sighting {
			return ofClient("The client's cache has no room for what is to be downloaded.")
		}},
		Clears: clears{event.ContentVerified: clientPast, event.ContentCached: clientPast},
	},
	{
		ID: "F15", Severity: SeverityWarning,
		Advice: "The client tries again by itself. If it goes on, test from the client whether the distribution point's name " +
			"resolves and its port answers.",
		Shows: shows{event.DTSRetry: func(f finder) sighting { // of the files themselves
			c := f.contentOfJob(f.event.Job)
			if c == nil || f.event.Numbers[event.Seconds] > 0 {
				return sighting{}
			}
			return f.ofContent(c, "The download of %s was interrupted%s and is tried again: %s.", Times(c.Retries), f.event.Code)
		}},
		Clears: contentThatComes,
	},
	{
		ID: "F16", Severity: SeverityError,
		Advice: "Test from the client whether the distribution point's name resolves and its port answers; Software Center shows " +
			"0 % until it does. If the point is gone for good, take it out of the boundary group.",
		Shows: shows{
			event.DTSRetry: func(f finder) sighting { // of the files' list, which the distribution point did not even give out
				c, e := f.contentOfJob(f.event.Job), f.event
				if c == nil || e.Numbers[event.Seconds] <= 0 {
					return sighting{}
				}
				return f.ofContent(c, "The distribution point cannot be reached for %s: %s. Attempt %d follows after %s.",
					e.Code, e.Numbers[event.Attempt], seconds(e.Numbers[event.Seconds]))
			},
			event.TransferError: func(f finder) sighting { // a retry says more; so what that has said stays
				c := f.contentOfJob(f.event.Job)
				if c == nil {
					return sighting{}
				}
				v := f.ofContent(c, "The distribution point does not answer the download of %s: %s.", f.event.Code)
				if was := f.lasting(f.problem, v.about); was != nil {
					v.text = was.Text
				}
				return v
			},
		},
		Clears: contentThatComes,
	},
	{
		ID: "F17", Severity: SeverityWarning,
		Advice: "Delta downloads fail for updates of other vendors: turn off \"Allow clients to download delta content\" in the " +
			"client settings, or leave those updates out of it.",
		Shows: shows{event.DeltaDownloadFailed: func(f finder) sighting {
			return ofClient("A delta download failed: %s.", f.event.Code)
		}},
		Clears: clears{event.InstallStarted: clientPast},
	},
	{
		ID: "F18", Severity: SeverityError,
		Advice: "The file on the distribution point is not what the site says it is: redistribute the content, and delete it from " +
			"the client's cache.",
		Codes: map[phases][]event.Code{phasesOfUpdates: {0x80246002, 0x80091007}},
		Shows: shows{event.ContentHashMismatch: func(finder) sighting {
			return ofClient("A downloaded file is not what the site says it is.")
		}},
		Clears: clears{
			event.ContentVerified: contentIsThere, event.ContentCached: contentIsThere, event.UpdateInstallEnded: clientPastIfDone,
		},
	},
	{
		ID: "F35", Severity: SeverityWarning,
		Advice:  "Look at DataTransferService.log for this job, and whether a policy throttles BITS.",
		Overdue: (*overdueFinder).findStalls,
	},
}

// patienceDownload is how long a download may stand still.
const patienceDownload = time.Hour

// contentThatComes is what ends a problem that keeps a content from coming: bytes of it, or that it
// is there.
var contentThatComes = clears{
	event.CTMDownloadStarted: contentComes, event.CTMLocationSwitched: contentComes, event.DTSProgress: contentComes,
	event.ContentVerified: contentIsThere, event.ContentCached: contentIsThere,
}

func contentComes(f finder) (about event.GUID, ended bool) {
	c := f.contentOfJob(f.event.Job)
	if c == nil {
		return event.GUID{}, false
	}
	return c.subject(), true
}

func contentIsThere(f finder) (about event.GUID, ended bool) {
	return f.contents.get(f.event.Content).subject(), true
}

// subject returns the update a content belongs to, else the content itself.
func (c *Content) subject() event.GUID {
	if !c.Update.IsZero() {
		return c.Update
	}
	return c.ID
}

// ofContent returns a problem with a content; the format's first value is what it is of.
func (f finder) ofContent(c *Content, format string, more ...any) sighting {
	about := c.subject()
	return sighting{about: about, text: Sentence{format, append([]any{f.nameOf(about)}, more...)}}
}

func (f finder) noLocation(job event.GUID) sighting {
	c := f.contentOfJob(job)
	if c == nil {
		return sighting{}
	}
	return f.ofContent(c, "No distribution point offers the content of %s to this client.")
}

// findStalls finds the downloads that stand still, and those that have stood still for long and
// went on.
func (l *overdueFinder) findStalls() {
	for _, id := range l.updates.keys {
		u := l.updates.get(id)
		if e := l.lastDownloadLine(u); u.State == Downloading && l.exceeds(e, patienceDownload) {
			l.add(u.ID, sentence("The download of %s has not moved for %s.", u.Name(), l.elapsed(e)), e, patienceDownload)
		}
		for _, id := range u.Contents {
			if c := l.contents.get(id); c != nil && !c.stallEnded.At.IsZero() {
				text := sentence("The download of %s stood still for %s.", u.Name(), c.stallEnded.At.Sub(c.stallBegan.At))
				l.add(u.ID, text, c.stallBegan, patienceDownload).Cleared = c.stallEnded
			}
		}
	}
}

// lastDownloadLine returns the newest line about a download of the update that is under way.
func (s *State) lastDownloadLine(u *Update) Evidence {
	var last Evidence
	for _, id := range u.Contents {
		if c := s.contents.get(id); c != nil && c.inProgress() && c.Changed.At.After(last.At) {
			last = c.Changed
		}
	}
	return last
}
