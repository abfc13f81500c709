package model

import "fmt"

// Severity is how much a finding matters.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
	SeverityInfo    Severity = "info"
)

// Finding is a known trouble, recognised in the logs.
type Finding struct {
	ID       string // "F01"
	Severity Severity
	Text     string // one sentence
	Advice   string
	Update   GUID // the update it is about, if any
	Evidence []Evidence
	Cleared  Evidence // zero while it lasts
}

// Lasts says whether the trouble has not cleared.
func (f *Finding) Lasts() bool { return f.Cleared.At.IsZero() }

type findingKey struct {
	id    string
	about GUID
}

// Findings is what was found up to now, in the order of appearance; cleared ones too.
func (s *State) Findings() []*Finding {
	all := make([]*Finding, len(s.found))
	for i, k := range s.found {
		all[i] = s.findings[k]
	}
	return all
}

// keptEvidence bounds the records kept for a finding that repeats.
const keptEvidence = 20

// find notes a trouble; seen again, it adds its evidence. A cleared one starts anew.
func (s *State) find(f Finding, e *Event) {
	k := findingKey{f.ID, f.Update}
	old := s.findings[k]
	switch {
	case old == nil:
		s.found = append(s.found, k)
	case old.Lasts():
		if len(old.Evidence) < keptEvidence {
			old.Evidence = append(old.Evidence, e.evidence())
		}
		return
	}
	f.Evidence = []Evidence{e.evidence()}
	s.findings[k] = &f
}

// clear ends a trouble, if it lasts.
func (s *State) clear(id string, about GUID, e *Event) {
	if f := s.findings[findingKey{id, about}]; f != nil && f.Lasts() {
		f.Cleared = e.evidence()
	}
}

func (s *State) scanBlocked(e *Event) {
	text := "A domain Group Policy overrides the WSUS server that ConfigMgr sets, so the client cannot scan"
	if e.Text != "" {
		text += " (the policy says " + e.Text + ")"
	}
	s.find(Finding{
		ID: "F01", Severity: SeverityError, Text: text + ".",
		Advice: "Find the policy with gpresult /h or rsop.msc and take \"Specify intranet Microsoft update service location\" " +
			"out of the GPOs that reach this client, also one left by an earlier WSUS; then run a scan and an evaluation cycle.",
	}, e)
}

func (s *State) policyUnreadable(e *Event) {
	s.find(Finding{
		ID: "F02", Severity: SeverityError,
		Text: fmt.Sprintf("The local Group Policy store cannot be read (%s), so the scan cannot set its WSUS server.", e.Code),
		Advice: "The file is probably damaged: rename %windir%\\System32\\GroupPolicy\\Machine\\registry.pol, run gpupdate, " +
			"restart the CcmExec service, then scan and evaluate.",
	}, e)
}

func (s *State) foundInstallFailure(u *Update, e *Event) {
	s.find(Finding{
		ID: "F20", Severity: SeverityError, Update: u.ID,
		Text:   fmt.Sprintf("%s failed to install (%s).", u.Name(), e.Code),
		Advice: "Look at the records around this one in WUAHandler.log and WindowsUpdate.log, and at the update's own installer log.",
	}, e)
}
