package model

import (
	"time"

	"ccmtail/model/event"
)

// touch notes that a line is about the content.
func (c *Content) touch(e *event.Event) {
	if c.underWay() && c.Changed.Timed && e.Timed && e.Time().Sub(c.Changed.At) > patienceDownload {
		c.stalled, c.moved = c.Changed, evidenceOf(e)
	}
	c.Changed, c.Next = evidenceOf(e), time.Time{}
}

// underWay says whether the content has been asked for and is not there yet.
func (c *Content) underWay() bool {
	return c.Phase == ContentIsRequested || c.Phase == ContentWaitingForLocation || c.Phase == ContentDownloading
}

// followContent moves the update on with its content.
func (s *State) followContent(c *Content, e *event.Event) {
	u := s.updates.get(c.Update)
	if u == nil {
		return
	}
	switch c.Phase {
	case ContentIsRequested, ContentWaitingForLocation, ContentDownloading:
		if u.State < UpdateDownloading {
			s.step(u, UpdateDownloading, e)
		}
	case ContentVerified:
		if u.State <= UpdateDownloading && s.downloaded(u) {
			s.step(u, UpdateDownloaded, e)
			s.rejoinWait(u, e)
		}
	}
}

// rejoinWait lets an update that has just come down wait with its deployment.
func (s *State) rejoinWait(u *Update, e *event.Event) {
	for _, id := range u.Deployments {
		if d := s.deployments.get(id); d != nil && d.Phase == DeploymentWaitingForWindow {
			s.step(u, UpdateWaitingForWindow, e)
		}
	}
}

func (s *State) advance(c *Content, p ContentPhase, e *event.Event) {
	c.touch(e)
	c.Phase = p
	if c.Started.At.IsZero() {
		c.Started = evidenceOf(e)
	}
	if p >= ContentDownloaded {
		c.Ended = evidenceOf(e)
	}
	s.followContent(c, e)
}

func (s *State) contentRequested(e *event.Event) {
	c := s.content(e.Content)
	if c.Phase < ContentIsRequested || c.Phase == ContentIsFailed {
		s.advance(c, ContentIsRequested, e)
	}
}

func (s *State) contentCTM(e *event.Event) {
	c := s.content(e.Content)
	c.CTM = e.Job
	s.transfers.set(e.Job, c.ID, s.me)
	if c.Phase < ContentWaitingForLocation {
		s.advance(c, ContentWaitingForLocation, e)
	}
}

func (s *State) contentRequest(e *event.Event) {
	c := s.content(e.Content)
	c.Request = e.Request
	s.transfers.set(e.Request, c.ID, s.me)
	c.touch(e)
}

func (s *State) contentStarted(e *event.Event) {
	if c := s.content(e.Content); c.Phase < ContentDownloaded {
		s.advance(c, ContentDownloading, e)
	}
}

func (s *State) contentDone(e *event.Event) {
	c := s.content(e.Content)
	if c.Total > 0 {
		c.Done = c.Total
	}
	if c.Phase != ContentVerified {
		s.advance(c, ContentDownloaded, e)
	}
}

func (s *State) contentHashed(e *event.Event) {
	s.advance(s.content(e.Content), ContentVerified, e)
}

func (s *State) contentFailed(e *event.Event) {
	c := s.content(e.Content)
	c.Error, c.HasError, c.Erred = e.Code, e.HasCode, evidenceOf(e)
	s.advance(c, ContentIsFailed, e)
}

// byJob is the content a transfer job fetches, to be changed; nil if no line has linked them.
func (s *State) byJob(job event.GUID) *Content { return s.contents.own(s.transfers.to[job], s.me) }

func (s *State) ctmLocations(e *event.Event) {
	if c := s.byJob(e.Job); c != nil {
		c.LS = e.Request
		s.transfers.set(e.Request, c.ID, s.me)
		c.touch(e)
	}
}

func (s *State) ctmEmptyLocations(e *event.Event) {
	if c := s.byJob(e.Job); c != nil && c.Phase < ContentDownloading {
		s.advance(c, ContentWaitingForLocation, e)
	}
}

func (s *State) ctmTransfer(e *event.Event) {
	c := s.byJob(e.Job)
	if c == nil {
		return
	}
	c.DTS, c.Server = e.Linked, e.Texts[event.URL]
	s.transfers.set(e.Linked, c.ID, s.me)
	if c.Phase < ContentDownloaded {
		s.advance(c, ContentDownloading, e)
	}
}

func (s *State) dtsBits(e *event.Event) {
	if c := s.byJob(e.Job); c != nil {
		c.BITS = e.Linked
		s.transfers.set(e.Linked, c.ID, s.me)
		c.touch(e)
	}
}

func (s *State) dtsProgress(e *event.Event) {
	c := s.byJob(e.Job)
	if c == nil {
		return
	}
	c.Done = e.Numbers[event.DoneBytes]
	if e.Numbers[event.TotalBytes] > 0 {
		c.Total = e.Numbers[event.TotalBytes]
	}
	if c.Phase < ContentDownloaded {
		s.advance(c, ContentDownloading, e)
	}
}

func (s *State) dtsDone(e *event.Event) {
	if c := s.byJob(e.Job); c != nil && e.Texts[event.State] == "SUCCESS" {
		c.Done = max(c.Done, c.Total)
		c.touch(e)
	}
}

func (s *State) dtsRetry(e *event.Event) {
	if c := s.byJob(e.Job); c != nil {
		c.Retries = max(c.Retries+1, int(e.Numbers[event.Attempt]))
		c.Error, c.HasError, c.Erred = e.Code, e.HasCode, evidenceOf(e)
		c.touch(e)
		if e.Numbers[event.Seconds] > 0 {
			c.Next = e.Time().Add(seconds(e.Numbers[event.Seconds]))
		}
	}
}
