package model

import (
	"time"

	"ccmtail/model/event"
)

// noteLine notes that a line is about the content.
func (c *Content) noteLine(e *event.Event) {
	if c.inProgress() && c.Changed.Timed && e.Timed && e.Time().Sub(c.Changed.At) > patienceDownload {
		c.stallBegan, c.stallEnded = c.Changed, evidenceOf(e)
	}
	c.Changed, c.NextAttempt = evidenceOf(e), time.Time{}
}

// inProgress reports whether the content has been asked for and is not there yet.
func (c *Content) inProgress() bool {
	return c.State == ContentRequested || c.State == ContentWaitingForLocation || c.State == ContentDownloading
}

// followContent moves the update on with its content.
func (s *State) followContent(c *Content, e *event.Event) {
	u := s.updates.get(c.Update)
	if u == nil {
		return
	}
	switch c.State {
	case ContentRequested, ContentWaitingForLocation, ContentDownloading:
		if u.State < Downloading {
			s.stepUpdate(u, Downloading, e)
		}
	case ContentVerified:
		if u.State <= Downloading && s.allContentsVerified(u) {
			s.stepUpdate(u, Downloaded, e)
			s.rejoinWait(u, e)
		}
	}
}

// rejoinWait lets an update that has just come down wait with its deployment.
func (s *State) rejoinWait(u *Update, e *event.Event) {
	for _, id := range u.Deployments {
		if d := s.deployments.get(id); d != nil && d.State == DeploymentWaitingForWindow {
			s.stepUpdate(u, WaitingForWindow, e)
		}
	}
}

func (s *State) advanceContent(c *Content, p ContentState, e *event.Event) {
	c.noteLine(e)
	c.State = p
	if c.Started.At.IsZero() {
		c.Started = evidenceOf(e)
	}
	if p >= ContentDownloaded {
		c.Ended = evidenceOf(e)
	}
	s.followContent(c, e)
}

func (s *State) contentRequested(e *event.Event) {
	c := s.ensureContent(e.Content)
	if c.State < ContentRequested || c.State == ContentFailed {
		s.advanceContent(c, ContentRequested, e)
	}
}

func (s *State) contentCTMJob(e *event.Event) {
	c := s.ensureContent(e.Content)
	c.CTM = e.Job
	s.transfers.set(e.Job, c.ID, s.owner)
	if c.State < ContentWaitingForLocation {
		s.advanceContent(c, ContentWaitingForLocation, e)
	}
}

func (s *State) contentRequestID(e *event.Event) {
	c := s.ensureContent(e.Content)
	c.Request = e.Request
	s.transfers.set(e.Request, c.ID, s.owner)
	c.noteLine(e)
}

func (s *State) contentDownloadStarted(e *event.Event) {
	if c := s.ensureContent(e.Content); c.State < ContentDownloaded {
		s.advanceContent(c, ContentDownloading, e)
	}
}

func (s *State) contentDownloadDone(e *event.Event) {
	c := s.ensureContent(e.Content)
	if c.Total > 0 {
		c.Done = c.Total
	}
	if c.State != ContentVerified {
		s.advanceContent(c, ContentDownloaded, e)
	}
}

func (s *State) contentVerified(e *event.Event) {
	s.advanceContent(s.ensureContent(e.Content), ContentVerified, e)
}

func (s *State) contentFailed(e *event.Event) {
	c := s.ensureContent(e.Content)
	c.Error, c.HasError, c.ErrorEvidence = e.Code, e.HasCode, evidenceOf(e)
	s.advanceContent(c, ContentFailed, e)
}

// writableContentOfJob returns the content a transfer job fetches, to be changed; nil if no line
// has linked them.
func (s *State) writableContentOfJob(job event.GUID) *Content {
	return s.contents.writable(s.transfers.targets[job], s.owner)
}

// contentOfJob returns the same content, to be read.
func (s *State) contentOfJob(job event.GUID) *Content {
	return s.contents.get(s.transfers.targets[job])
}

func (s *State) ctmLocationRequested(e *event.Event) {
	if c := s.writableContentOfJob(e.Job); c != nil {
		c.LocationRequest = e.Request
		s.transfers.set(e.Request, c.ID, s.owner)
		c.noteLine(e)
	}
}

func (s *State) ctmLocationsEmpty(e *event.Event) {
	if c := s.writableContentOfJob(e.Job); c != nil && c.State < ContentDownloading {
		s.advanceContent(c, ContentWaitingForLocation, e)
	}
}

func (s *State) ctmDownloadStarted(e *event.Event) {
	c := s.writableContentOfJob(e.Job)
	if c == nil {
		return
	}
	c.DTS, c.Server = e.Linked, e.Texts[event.URL]
	s.transfers.set(e.Linked, c.ID, s.owner)
	if c.State < ContentDownloaded {
		s.advanceContent(c, ContentDownloading, e)
	}
}

func (s *State) dtsBITSJob(e *event.Event) {
	if c := s.writableContentOfJob(e.Job); c != nil {
		c.BITS = e.Linked
		s.transfers.set(e.Linked, c.ID, s.owner)
		c.noteLine(e)
	}
}

func (s *State) dtsProgress(e *event.Event) {
	c := s.writableContentOfJob(e.Job)
	if c == nil {
		return
	}
	c.Done = e.Numbers[event.DoneBytes]
	if e.Numbers[event.TotalBytes] > 0 {
		c.Total = e.Numbers[event.TotalBytes]
	}
	if c.State < ContentDownloaded {
		s.advanceContent(c, ContentDownloading, e)
	}
}

func (s *State) dtsEnded(e *event.Event) {
	if c := s.writableContentOfJob(e.Job); c != nil && e.Texts[event.State] == "SUCCESS" {
		c.Done = max(c.Done, c.Total)
		c.noteLine(e)
	}
}

func (s *State) dtsRetry(e *event.Event) {
	if c := s.writableContentOfJob(e.Job); c != nil {
		c.Retries = max(c.Retries+1, int(e.Numbers[event.Attempt]))
		c.Error, c.HasError, c.ErrorEvidence = e.Code, e.HasCode, evidenceOf(e)
		c.noteLine(e)
		if e.Numbers[event.Seconds] > 0 {
			c.NextAttempt = e.Time().Add(seconds(e.Numbers[event.Seconds]))
		}
	}
}

func (s *State) ctmLocationSwitched(e *event.Event) {
	if c := s.writableContentOfJob(e.Job); c != nil {
		c.Server = e.Texts[event.URL]
		c.noteLine(e)
	}
}

// transferError is a server that did not answer a transfer job; a retry follows.
func (s *State) transferError(e *event.Event) {
	if c := s.writableContentOfJob(e.Job); c != nil {
		c.Error, c.HasError, c.ErrorEvidence = e.Code, e.HasCode, evidenceOf(e)
		c.noteLine(e)
	}
}
