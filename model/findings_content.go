package model

import (
	"fmt"

	"ccmtail/model/event"
)

// subjectOf is the update a content belongs to, else the content itself.
func (s *State) subjectOf(c *Content) event.GUID {
	if !c.Update.IsZero() {
		return c.Update
	}
	return c.ID
}

func (s *State) raiseNoLocation(c *Content, e *event.Event) {
	if c != nil {
		s.raise("F13", s.subjectOf(c), "No distribution point offers the content of "+s.nameOf(s.subjectOf(c))+" to this client.", e)
	}
}

func (s *State) raiseNoBoundary(e *event.Event) {
	s.raise("F29", event.GUID{}, "The client is not in any boundary group, so it finds no servers.", e)
}

// raiseRetry is a transfer that begins anew: of the files' list, which the distribution point did not even give out, or of
// the files themselves.
func (s *State) raiseRetry(e *event.Event) {
	c := s.writableContentOfJob(e.Job)
	switch {
	case c == nil:
	case e.Numbers[event.Seconds] > 0:
		s.raise("F16", s.subjectOf(c), fmt.Sprintf("The distribution point cannot be reached for %s: %s. Attempt %d follows after %s.",
			s.nameOf(s.subjectOf(c)), describeCode(e.Code), e.Numbers[event.Attempt], durationText(seconds(e.Numbers[event.Seconds]))), e)
	default:
		s.raise("F15", s.subjectOf(c), fmt.Sprintf("The download of %s was interrupted%s and is tried again: %s.",
			s.nameOf(s.subjectOf(c)), timesText(c.Retries), describeCode(e.Code)), e)
	}
}

// timesText is how often something has happened, where it is more than once.
func timesText(n int) string {
	if n < 2 {
		return ""
	}
	return fmt.Sprintf(" %d times", n)
}

// raiseTransferError is a server that does not answer. Its retry says more; so what that has said stays.
func (s *State) raiseTransferError(e *event.Event) {
	c := s.writableContentOfJob(e.Job)
	if c == nil {
		return
	}
	text := "The distribution point does not answer the download of " + s.nameOf(s.subjectOf(c)) + ": " + describeCode(e.Code) + "."
	if s.hasActive(s.subjectOf(c), "F16") {
		text = s.findings.get(findingKey("F16", s.subjectOf(c))).Text
	}
	s.raise("F16", s.subjectOf(c), text, e)
}

// clearTransferFindings is bytes that come: what kept them from coming is over.
func (s *State) clearTransferFindings(e *event.Event) {
	if c := s.writableContentOfJob(e.Job); c != nil {
		for _, id := range []string{"F13", "F15", "F16"} {
			s.clear(id, s.subjectOf(c), e)
		}
	}
}

// clearContentFindings is a content that has come down whole.
func (s *State) clearContentFindings(e *event.Event) {
	c := s.contents.get(e.Content)
	for _, id := range []string{"F12", "F13", "F15", "F16", "F18"} {
		s.clear(id, s.subjectOf(c), e)
	}
	s.clear("F14", event.GUID{}, e)
}

// codeNoLocations is the code of a download that found no server with its content.
const codeNoLocations event.Code = 0x87d00669

func (s *State) raiseDownloadFailure(e *event.Event) {
	u := s.ensureUpdate(e.Update)
	id := "F12"
	if to := installFindingByCode[e.Code]; to != "" && e.Code != codeNoLocations {
		id = to
	}
	s.raise(id, u.ID, u.Name()+" could not be downloaded: "+describeCode(e.Code)+".", e).setAdvice(e.Code)
}

func (s *State) raiseHashMismatch(e *event.Event) {
	s.raise("F18", event.GUID{}, "A downloaded file is not what the site says it is.", e)
}

func (s *State) raiseCacheFull(e *event.Event) {
	s.raise("F14", event.GUID{}, "The client's cache has no room for what is to be downloaded.", e)
}

func (s *State) raiseDeltaFailure(e *event.Event) {
	s.raise("F17", event.GUID{}, "A delta download failed: "+describeCode(e.Code)+".", e)
}
