package model

import (
	"fmt"

	"ccmtail/model/event"
)

// about is the update a content belongs to, else the content itself.
func (s *State) about(c *Content) event.GUID {
	if !c.Update.IsZero() {
		return c.Update
	}
	return c.ID
}

func (s *State) foundNoLocation(c *Content, e *event.Event) {
	if c != nil {
		s.find("F13", s.about(c), "No distribution point offers the content of "+s.nameOf(s.about(c))+" to this client.", e)
	}
}

func (s *State) foundNoBoundary(e *event.Event) {
	s.find("F29", event.GUID{}, "The client is not in any boundary group, so it finds no servers.", e)
}

// foundRetry is a transfer that begins anew: of the files' list, which the distribution point did not even give out, or of
// the files themselves.
func (s *State) foundRetry(e *event.Event) {
	c := s.byJob(e.Job)
	switch {
	case c == nil:
	case e.Numbers[event.Seconds] > 0:
		s.find("F16", s.about(c), fmt.Sprintf("The distribution point cannot be reached for %s: %s. Attempt %d follows after %s.",
			s.nameOf(s.about(c)), describe(e.Code), e.Numbers[event.Attempt], span(seconds(e.Numbers[event.Seconds]))), e)
	default:
		s.find("F15", s.about(c), fmt.Sprintf("The download of %s was interrupted%s and is tried again: %s.",
			s.nameOf(s.about(c)), times(c.Retries), describe(e.Code)), e)
	}
}

// times is how often something has happened, where it is more than once.
func times(n int) string {
	if n < 2 {
		return ""
	}
	return fmt.Sprintf(" %d times", n)
}

// foundTransferError is a server that does not answer. Its retry says more; so what that has said stays.
func (s *State) foundTransferError(e *event.Event) {
	c := s.byJob(e.Job)
	if c == nil {
		return
	}
	text := "The distribution point does not answer the download of " + s.nameOf(s.about(c)) + ": " + describe(e.Code) + "."
	if s.lasts(s.about(c), "F16") {
		text = s.findings.get(keyOf("F16", s.about(c))).Text
	}
	s.find("F16", s.about(c), text, e)
}

// foundTransfer is bytes that come: what kept them from coming is over.
func (s *State) foundTransfer(e *event.Event) {
	if c := s.byJob(e.Job); c != nil {
		for _, id := range []string{"F13", "F15", "F16"} {
			s.clear(id, s.about(c), e)
		}
	}
}

// foundContent is a content that has come down whole.
func (s *State) foundContent(e *event.Event) {
	c := s.contents.get(e.Content)
	for _, id := range []string{"F12", "F13", "F15", "F16", "F18"} {
		s.clear(id, s.about(c), e)
	}
	s.clear("F14", event.GUID{}, e)
}

// noLocations is the code of a download that found no server with its content.
const noLocations event.Code = 0x87d00669

func (s *State) foundDownloadFailure(e *event.Event) {
	u := s.update(e.Update)
	id := "F12"
	if to := installFailures[e.Code]; to != "" && e.Code != noLocations {
		id = to
	}
	s.find(id, u.ID, u.Name()+" could not be downloaded: "+describe(e.Code)+".", e).advise(e.Code)
}

func (s *State) foundMismatch(e *event.Event) {
	s.find("F18", event.GUID{}, "A downloaded file is not what the site says it is.", e)
}

func (s *State) foundCacheFull(e *event.Event) {
	s.find("F14", event.GUID{}, "The client's cache has no room for what is to be downloaded.", e)
}

func (s *State) foundDeltaFailure(e *event.Event) {
	s.find("F17", event.GUID{}, "A delta download failed: "+describe(e.Code)+".", e)
}
