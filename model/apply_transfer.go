package model

import "ccmtail/model/event"

// The transfer of a content: locations, servers, jobs, bytes.

// writableContentOf returns the content that an event is about, to be changed: the one it names, else
// that of its job; nil if no line has linked them.
func (s *State) writableContentOf(e *event.Event) *Content {
	if c := s.contents.writable(e.Content, s.owner); c != nil {
		return c
	}
	return s.contents.writable(s.transfers.targets[e.Job], s.owner)
}

// transferredContent returns the same content. One that only its address names, as where the log of the
// transfers stands alone or begins in the middle, is known from then on.
func (s *State) transferredContent(e *event.Event) *Content {
	if c := s.writableContentOf(e); c != nil || e.Content.IsZero() {
		return c
	}
	c := s.ensureContent(e.Content)
	s.advance(c, ContentRequested, e)
	return c
}

// contentOf returns the same content, to be read.
func (s *State) contentOf(e *event.Event) *Content {
	if c := s.contents.get(e.Content); c != nil {
		return c
	}
	return s.contents.get(s.transfers.targets[e.Job])
}

func (s *State) ctmLocationRequested(e *event.Event) {
	if c := s.writableContentOf(e); c != nil {
		c.LocationRequest = e.Request
		s.transfers.set(e.Request, c.ID, s.owner)
		if c.State == ContentRequested {
			s.advance(c, ContentWaitingForLocation, e)
			return
		}
		c.noteLine(e)
	}
}

func (s *State) ctmLocationsEmpty(e *event.Event) {
	if c := s.writableContentOf(e); c != nil && (c.inProgress() || c.startsAnew()) {
		s.advance(c, ContentWaitingForLocation, e)
		if !c.nowhere {
			c.nowhere, c.Waits = true, EvidenceOf(e)
		}
	}
}

// ctmPhase is the phase of a transfer job: the one in which it waits for locations can last for days
// without another line.
func (s *State) ctmPhase(e *event.Event) {
	c := s.writableContentOf(e)
	if c == nil || !c.inProgress() {
		return
	}
	switch e.Texts[event.State] {
	case "WAITING_CONTENTLOCATIONS":
		s.advance(c, ContentWaitingForLocation, e)
	case "DOWNLOADING_DATA", "DownloadingContentFromPeers":
		s.advance(c, ContentDownloading, e)
	}
}

func (s *State) ctmDownloadStarted(e *event.Event) {
	c := s.writableContentOf(e)
	if c == nil {
		return
	}
	s.comesDown(c, e)
	c.DTS = e.Linked
	c.comesFrom(e.Texts[event.URL])
	s.transfers.set(e.Linked, c.ID, s.owner)
}

// dtsCreated ties a transfer job to the content that its URL names.
func (s *State) dtsCreated(e *event.Event) {
	if c := s.transferredContent(e); c != nil {
		c.DTS = e.Job
		c.comesFrom(e.Texts[event.URL])
		s.transfers.set(e.Job, c.ID, s.owner)
		c.noteLine(e)
	}
}

// dtsState is the state of a transfer job. "Cancelled" is a failure only where the job has met an
// error and has not done its work: afterwards it is how one tidies up.
func (s *State) dtsState(e *event.Event) {
	c := s.writableContentOf(e)
	if c == nil || e.Texts[event.State] != "Cancelled" || !c.inProgress() || c.transferred || !c.HasError && c.HTTPStatus == 0 {
		return
	}
	s.advance(c, ContentFailed, e)
}

func (s *State) dtsBITSJob(e *event.Event) {
	if c := s.writableContentOf(e); c != nil {
		c.BITS = e.Linked
		s.transfers.set(e.Linked, c.ID, s.owner)
		c.noteLine(e)
	}
}

func (s *State) dtsProgress(e *event.Event) {
	c := s.writableContentOf(e)
	if c == nil {
		return
	}
	moved := e.Numbers[event.DoneBytes] > c.Done
	c.Done = e.Numbers[event.DoneBytes]
	if e.Numbers[event.TotalBytes] > 0 {
		c.Total = e.Numbers[event.TotalBytes]
	}
	if moved {
		c.moved = EvidenceOf(e)
	}
	if moved || c.State < ContentDownloading {
		s.comesDown(c, e)
	}
}

func (s *State) dtsEnded(e *event.Event) {
	c := s.writableContentOf(e)
	switch {
	case c == nil:
	case e.Texts[event.State] == "SUCCESS":
		c.Done = max(c.Done, c.Total)
		c.transferred = true
		c.noteLine(e)
	case c.inProgress():
		s.fail(c, e)
	}
}

func (s *State) dtsRetry(e *event.Event) {
	c := s.transferredContent(e)
	if c == nil {
		return
	}
	if c.State == ContentFailed {
		s.comesDown(c, e)
	}
	c.Retries = max(c.Retries+1, int(e.Numbers[event.Attempt]))
	status := c.HTTPStatus
	c.noteError(e)
	if c.HTTPStatus == 0 && e.Numbers[event.Seconds] > 0 {
		c.HTTPStatus = status // of the request that it tries again
	}
	c.noteLine(e)
	if e.Numbers[event.Seconds] > 0 {
		c.NextAttempt = e.Time().Add(seconds(e.Numbers[event.Seconds]))
	}
	if by := pausing[e.Code]; by != "" {
		s.pause(c, by, e)
	}
	s.settleUsers(c, e)
}

// transferFailed ends the attempt to fetch a content: its source, or its job, has nothing more to give.
func (s *State) transferFailed(e *event.Event) {
	c := s.transferredContent(e)
	if c == nil || !c.inProgress() && c.State != ContentFailed {
		return
	}
	if by := pausing[e.Code]; by != "" {
		c.noteError(e)
		s.pause(c, by, e)
		return
	}
	s.fail(c, e)
}

func (s *State) ctmLocationSwitched(e *event.Event) {
	if c := s.writableContentOf(e); c != nil {
		s.comesDown(c, e)
		c.comesFrom(e.Texts[event.URL])
	}
}

// transferError is a server that did not answer a transfer job, or refused it. What follows says
// whether it is tried again.
func (s *State) transferError(e *event.Event) {
	if c := s.transferredContent(e); c != nil {
		c.noteError(e)
		c.noteLine(e)
	}
}

// transferPaused is a transfer that is not allowed for now.
func (s *State) transferPaused(e *event.Event) {
	if c := s.writableContentOf(e); c != nil && (c.inProgress() || c.State == ContentFailed) {
		s.pause(c, e.Texts[event.Name], e)
	}
}

// pause notes that a transfer waits for something to change.
func (s *State) pause(c *Content, by string, e *event.Event) {
	s.advance(c, ContentPaused, e)
	c.PausedBy = by
}
