package model

import (
	"time"

	"ccmtail/model/event"
)

// noteLine notes that a line is about the content.
func (c *Content) noteLine(e *event.Event) {
	if c.inProgress() && !c.nowhere && c.Changed.Timed() && e.Timed && e.Time().Sub(c.Changed.At()) > patienceDownload {
		c.stallBegan, c.stallEnded = c.Changed, EvidenceOf(e)
	}
	c.Changed, c.NextAttempt = EvidenceOf(e), time.Time{}
}

// inProgress reports whether the content has been asked for and is not there yet.
func (c *Content) inProgress() bool {
	return c.State >= ContentRequested && c.State <= ContentDownloading
}

// advance moves a content to a state.
func (s *State) advance(c *Content, p ContentState, e *event.Event) {
	if p < ContentDownloaded {
		c.beginTransfer()
	}
	c.noteLine(e)
	switch {
	case p != ContentWaitingForLocation:
		c.Waits, c.nowhere = Evidence{}, false
	case c.Waits.isZero():
		c.Waits = EvidenceOf(e)
	}
	c.State = p
	if c.Started.isZero() {
		c.Started = EvidenceOf(e)
	}
	if p >= ContentDownloaded {
		c.Ended = EvidenceOf(e)
	}
	s.settleUsers(c, e)
}

// settleUsers derives the states of the updates anew that a content belongs to.
func (s *State) settleUsers(c *Content, e *event.Event) {
	s.settle(c.Update, e)
	for _, id := range c.alsoOf {
		s.settle(id, e)
	}
}

// startsAnew reports whether a line that asks for a content begins with it: it is not under way, nor
// there.
func (c *Content) startsAnew() bool { return c.State == ContentUnknown || c.State == ContentFailed }

func (s *State) contentRequested(e *event.Event) {
	if c := s.ensureContent(e.Content); c.startsAnew() {
		s.advance(c, ContentRequested, e)
	}
}

func (s *State) contentCTMJob(e *event.Event) {
	c := s.ensureContent(e.Content)
	if c.startsAnew() {
		s.advance(c, ContentRequested, e)
	} else {
		c.noteLine(e)
	}
	c.CTM = e.Job
	s.transfers.set(e.Job, c.ID, s.owner)
}

func (s *State) contentRequestID(e *event.Event) {
	c := s.ensureContent(e.Content)
	c.Request = e.Request
	s.transfers.set(e.Request, c.ID, s.owner)
	c.noteLine(e)
}

func (s *State) contentDownloadStarted(e *event.Event) {
	s.comesDown(s.ensureContent(e.Content), e)
}

// comesDown notes that bytes of a content come, unless it is there.
func (s *State) comesDown(c *Content, e *event.Event) {
	if c.State < ContentDownloaded || c.State == ContentFailed {
		s.advance(c, ContentDownloading, e)
	}
}

func (s *State) contentDownloadDone(e *event.Event) {
	c := s.ensureContent(e.Content)
	if c.Total > 0 {
		c.Done = c.Total
	}
	if c.State != ContentVerified {
		s.advance(c, ContentDownloaded, e)
	}
}

func (s *State) contentVerified(e *event.Event) {
	c := s.ensureContent(e.Content)
	c.Removed = Evidence{}
	s.advance(c, ContentVerified, e)
}

// contentRemoved is a content that is in the cache no longer.
func (s *State) contentRemoved(e *event.Event) {
	c := s.contents.writable(e.Content, s.owner)
	if c == nil {
		return
	}
	c.noteLine(e)
	c.Removed = EvidenceOf(e)
	if c.State == ContentVerified || c.State == ContentDownloaded {
		c.State, c.Started = ContentUnknown, Evidence{}
		s.settleUsers(c, e)
	}
}

// contentFailed is the end of an attempt in content access: the hash is wrong, or another code says
// why.
func (s *State) contentFailed(e *event.Event) { s.fail(s.ensureContent(e.Content), e) }

// noteError takes down what went wrong with a content: the code, the server's answer, or both.
func (c *Content) noteError(e *event.Event) {
	c.ErrorEvidence, c.ErrorText = EvidenceOf(e), e.Texts[event.Name]
	c.HTTPStatus = int(e.Numbers[event.HTTPStatus])
	c.Error, c.HasError = e.Code, e.HasCode
	if url := e.Texts[event.URL]; url != "" {
		c.ErrorServer = url
	}
}

// comesFrom notes where a content is fetched from now.
func (c *Content) comesFrom(url string) { c.Server, c.ErrorServer = url, "" }

// fail ends the attempt to fetch a content. A line that only repeats the end adds what it knows.
func (s *State) fail(c *Content, e *event.Event) {
	if c.State == ContentFailed {
		if !c.HasError {
			c.Error, c.HasError = e.Code, e.HasCode
		}
		return
	}
	status := c.HTTPStatus
	c.noteError(e)
	if c.HTTPStatus == 0 {
		c.HTTPStatus = status
	}
	s.advance(c, ContentFailed, e)
}
