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
		Codes:  map[phases][]event.Code{phaseDownload: {0x87d00669, 0x87d00607, 0x87d01107}},
		Clears: contentThatComes, EndsWithContent: true,
	},
	{
		ID: "F13", Severity: SeverityError,
		Advice: "Put the content on a distribution point of the client's boundary group, or let the deployment fall back to a " +
			"neighbour; check the package's status in the console.",
		Shows: shows{
			event.CTMLocationsEmpty:    func(f finder) sighting { return f.noLocation(f.event.Job) },
			event.LocationRequestEmpty: func(f finder) sighting { return f.noLocation(f.event.Request) },
		},
		Clears: contentThatComes, EndsWithContent: true,
	},
	{
		ID: "F14", Severity: SeverityWarning,
		Advice: "For applications and packages raise the cache size or delete old content in the Configuration Manager control panel. " +
			"Updates download whatever the cache size is: where one stands still, free space on the disk.",
		Shows: shows{event.CacheFull: func(f finder) sighting {
			if c := f.contentOf(f.event); c != nil {
				return f.of(c.subject(), "The client's cache has no room for %s.")
			}
			return ofClient("The client's cache has no room for a content that was asked for.")
		}},
		Clears: clears{event.ContentVerified: roomAgain, event.ContentCached: roomAgain}, EndsWithContent: true,
	},
	{
		ID: "F17", Severity: SeverityWarning,
		Advice:    "Turn off \"Allow clients to download delta content\" in the client settings if it goes on.",
		Otherwise: phaseDelta, CodeDecides: true, EndsWithContent: true,
		Clears: clears{event.InstallStarted: clientPast, event.ContentVerified: contentIsThere},
	},
	{
		ID: "F18", Severity: SeverityError,
		Advice: "The file on the distribution point is not what the site says it is: redistribute the content, and delete it from " +
			"the client's cache. Exclude the cache from virus scanning.",
		Codes: map[phases][]event.Code{phasesOfUpdates: {0x80246002, 0x80240031, 0x80091007}},
		Shows: shows{event.ContentHashMismatch: func(f finder) sighting {
			c := f.contents.get(f.event.Content)
			if c == nil {
				return ofClient("A downloaded file is not what the site says it is.")
			}
			if was := f.lasting(f.problem, c.subject()); was != nil { // the line with the code says more
				return sighting{about: was.subject, text: was.Text, ofMany: was.ofMany}
			}
			return f.of(c.subject(), "A downloaded file of %s is not what the site says it is.")
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
	event.ContentDownloadStarted: contentComes, event.ContentVerified: contentIsThere, event.ContentCached: contentIsThere,
	event.UpdateBatched: func(f finder) (event.GUID, bool) { return f.event.Update, true }, // it is there, to be installed
}

func contentComes(f finder) (about event.GUID, ended bool) {
	c := f.contentOf(f.event)
	if c == nil {
		return event.GUID{}, false
	}
	return c.subject(), true
}

func contentIsThere(f finder) (about event.GUID, ended bool) {
	return f.contents.get(f.event.Content).subject(), true
}

// roomAgain ends a full cache: some content has found room in it.
func roomAgain(f finder) (about event.GUID, ended bool) {
	f.clear(f.problem, event.GUID{}, f.event)
	return contentIsThere(f)
}

// subject returns the update a content belongs to, else the content itself.
func (c *Content) subject() event.GUID {
	if !c.Update.IsZero() {
		return c.Update
	}
	return c.ID
}

func (f finder) noLocation(job event.GUID) sighting {
	c := f.contents.get(f.transfers.targets[job])
	if c == nil {
		c = f.contents.get(f.event.Content)
	}
	if c == nil {
		return sighting{}
	}
	return f.of(c.subject(), "No distribution point offers the content of %s to this client.")
}

// findStalls finds the downloads that stand still, and those that have stood still for long and
// went on.
func (l *overdueFinder) findStalls() {
	for _, u := range l.all() {
		if len(u.Contents) == 0 {
			continue
		}
		if e := l.lastDownloadLine(u); u.State == Downloading && l.exceeds(e, patienceDownload) && l.covers(logTransfers, e.At()) {
			v := l.of(u.ID, "The download of %s has not moved for %s.", l.elapsed(e))
			l.add(v.together("The download of %s has not moved for more than %s.", patienceDownload), e, patienceDownload)
		}
		for _, id := range u.Contents {
			if c := l.contents.get(id); c != nil && !c.stallEnded.At().IsZero() {
				v := l.of(u.ID, "The download of %s stood still for %s.", c.stallEnded.At().Sub(c.stallBegan.At()))
				v = v.together("The download of %s stood still for more than %s.", patienceDownload)
				l.add(v, c.stallBegan, patienceDownload).Cleared = c.stallEnded
			}
		}
	}
}

// lastDownloadLine returns the newest line about a download of the update that is under way and should
// move: neither paused nor without a distribution point, which is a finding of its own.
func (s *State) lastDownloadLine(u *Update) Evidence {
	var last Evidence
	for _, id := range u.Contents {
		if c := s.contents.get(id); c != nil && c.inProgress() && c.State != ContentPaused && !c.nowhere && c.Changed.At().After(last.At()) {
			last = c.Changed
		}
	}
	return last
}
