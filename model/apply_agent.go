package model

import "ccmtail/model/event"

// What the log of the Windows Update Agent adds.

// updateNamed gives an update its title and revision. Windows Update lists only what it was asked
// to install, so an update it names is known from then on.
func (s *State) updateNamed(e *event.Event) {
	u := s.ensureUpdate(e.Update)
	u.mergeNames(e)
	if e.Numbers[event.Revision] > 0 {
		u.Revision = int(e.Numbers[event.Revision])
	}
}

// updateDownloadFailed is the end of one attempt: the client tries again by itself, so the update
// stays where it is and its contents say why.
func (s *State) updateDownloadFailed(e *event.Event) {
	u := s.ensureUpdate(e.Update)
	for _, id := range u.Contents {
		if c := s.contents.get(id); c != nil && c.State < ContentDownloaded {
			c = s.contents.writable(id, s.owner)
			c.Error, c.HasError, c.ErrorEvidence = e.Code, e.HasCode, evidenceOf(e)
			c.noteLine(e)
		}
	}
}

// updateOfPackage returns the update that a package of Windows Update belongs to, nil if no line of
// ConfigMgr's has linked them: Windows installs packages of its own too.
func (s *State) updateOfPackage(e *event.Event) *Update {
	if c := s.contents.get(e.Content); c != nil {
		return s.updates.get(c.Update)
	}
	return nil
}

func (s *State) contentInstallStarted(e *event.Event) {
	if u := s.updateOfPackage(e); u != nil && u.State == WaitingToInstall {
		s.stepUpdate(u, Installing, e)
	}
}

// contentInstallEnded is one package's result; the update's own comes from WUAHandler.
func (s *State) contentInstallEnded(e *event.Event) {
	if u := s.updateOfPackage(e); u != nil && e.RestartRequired() == event.Yes {
		s.updates.writable(u.ID, s.owner).RestartRequired = event.Yes
	}
}
