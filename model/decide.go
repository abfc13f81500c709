package model

import (
	"sync"

	"ccmtail/model/event"
)

// facts is what the state of an update is derived from.
//
// It refers to records and copies none, since it is gathered for every event about an update.
type facts struct {
	*Update
	// settled is the newest record that closed a chapter: an attempt ended, a scan found it done, it
	// was superseded, or its deployment reported compliance. What was said of a step before it is over.
	settled *Evidence
	// Of its contents: whether one is under way, whether all are on the client, and the newest lines
	// that say so, or that one has failed for good.
	fetching, there            bool
	fetchedAt, contentFailedAt *Evidence
	goneAt                     *Evidence // the newest line that says that one was deleted from the cache
	// turn is the newest line of what its deployments wait for, behind which the update waits too.
	deploymentTurn *step
	lastTurn       *Evidence // the same of any deployment, also one that has been removed since
	// compliant is the newest line in which a deployment that targets it reports compliance; zero if
	// none does, or another one denies it.
	compliant *Evidence
	deployed  bool // a deployment targets it that has not been removed
	missing   bool // what the last scan says still stands, and it found the update missing
}

// stateRow is one row of the decision table.
type stateRow struct {
	State UpdateState
	// When says in words what the row asks for, for docs/states.md.
	When  string
	holds func(*facts) bool
}

// stateTable decides the state of an update: that of the first row that holds.
var stateTable = []stateRow{
	{Installing, "an installation has begun, no line has ended it, and no deployment has reported compliance since", func(f *facts) bool { return f.Install.running() && !later(f.compliant, &f.Install.Begun) }},
	{PendingRestart, "its installation succeeded and wants a restart, and no line after one says that it took", func(f *facts) bool { return f.Install.waitsForRestart() }},
	{Failed, "its download, or that of one of its contents, failed for good, and nothing has been tried since", (*facts).downloadFailed},
	{Downloading, "one of its contents has been asked for and is not there, or its own line says so and its contents do not deny it", (*facts).downloading},
	{WaitingForWindow, "it, or its deployment with it, waits for a maintenance window", func(f *facts) bool { return f.waits(stageWaitsForWindow) }},
	{WaitingToInstall, "it, or its deployment with it, is about to install, or a restart must come first", (*facts).waitsItsTurn},
	{Downloaded, "all its contents are on the client and verified since the last attempt, or the client told the site so", (*facts).downloaded},
	{Failed, "its last installation failed, was cancelled, or went on beyond its run time, and no scan has found it installed since", (*facts).installFailed},
	{Installed, "its last installation took, or a scan after it found it installed", (*facts).installed},
	{NotRequired, "the last scan found it not required", func(f *facts) bool { return f.Scan.Result == FoundNotRequired }},
	{Superseded, "another update replaces it, and no scan has named it since", func(f *facts) bool { return f.superseded() }},
	{Compliant, "a deployment that targets it reports compliance, no other one denies it, and no later scan names it missing", func(f *facts) bool { return !f.compliant.isZero() }},
	{Targeted, "a deployment targets it, no installation is known, and the last scan found it missing or did not name it", (*facts).justTargeted},
	{Missing, "the last scan found it missing", func(f *facts) bool { return f.missing }},
	{Targeted, "a deployment targets it, or its job is known, and nothing else is said of it but that an installation began", func(f *facts) bool { return f.deployed || len(f.Deployments) == 0 && f.JobState != "" }},
}

// decide returns the state that the facts amount to.
func decide(f *facts) UpdateState {
	if i := decidingRow(f); i < len(stateTable) {
		return stateTable[i].State
	}
	return Unknown
}

// decidingRow returns the place of the row that decides, that behind the last one if none does.
func decidingRow(f *facts) int {
	for i := range stateTable {
		if stateTable[i].holds(f) {
			return i
		}
	}
	return len(stateTable)
}

// fresh reports whether a step was told after everything that closed a chapter.
func (f *facts) fresh(e *Evidence) bool { return later(e, f.settled) }

func (f *facts) downloadFailed() bool {
	own := f.download.stage == stageDownloadFailed && f.fresh(&f.download.Evidence) && !f.fetching && !f.there
	content := f.fresh(f.contentFailedAt) && !f.fetching
	failed := f.contentFailedAt
	if own {
		failed = latestOf(failed, &f.download.Evidence)
	}
	return (own || content) && !later(&f.turn.Evidence, failed)
}

func (f *facts) downloading() bool {
	if f.fetching {
		return !f.turnAfter(f.fetchedAt)
	}
	own := f.download.stage == stageDownloading && f.fresh(&f.download.Evidence)
	return own && !f.there && !later(f.goneAt, &f.download.Evidence) && !f.turnAfter(&f.download.Evidence)
}

// turnAfter reports whether a line after another one says that the update itself waits, or that its
// deployment does where no line follows its contents: a deployment asks for a window only when it
// has what it installs.
func (f *facts) turnAfter(e *Evidence) bool {
	if later(&f.turn.Evidence, e) && f.fresh(&f.turn.Evidence) {
		return true
	}
	return len(f.Contents) == 0 && later(f.lastTurn, e)
}

// waits reports whether the newest line of what the update waits for says so.
func (f *facts) waits(what stage) bool {
	newest := &f.turn
	if !f.fresh(&newest.Evidence) {
		newest = &noStep
	}
	if later(&f.deploymentTurn.Evidence, &newest.Evidence) && f.followsDeployment() {
		newest = f.deploymentTurn
	}
	return newest.stage == what
}

func (f *facts) waitsItsTurn() bool { return f.waits(stageWaitsItsTurn) || f.waits(stageRestartFirst) }

// followsDeployment reports whether what its deployment waits for goes for the update too: only what
// is not done, and has not failed, waits with it.
func (f *facts) followsDeployment() bool {
	switch {
	case f.Install.unsuccessful(), f.installed(), f.Scan.Result == FoundNotRequired, f.superseded():
		return false
	}
	return f.fresh(&f.deploymentTurn.Evidence)
}

func (f *facts) downloaded() bool {
	if own := &f.download; f.fresh(&own.Evidence) && (own.stage == stageDownloaded && !later(f.goneAt, &own.Evidence) || own.stage == stageDownloading && f.turnAfter(&own.Evidence)) {
		return true
	}
	return f.there && f.Install.Outcome != Succeeded && f.Scan.Result != FoundInstalled && (f.fresh(f.fetchedAt) || f.Install.Outcome == Lost && !later(f.compliant, &f.Install.Ended))
}

func (f *facts) installFailed() bool {
	return f.Install.unsuccessful() && !f.doneSince(&f.Install.Ended)
}

// doneSince reports whether a scan or a deployment has said after a record that the client lacks
// nothing of the update.
func (f *facts) doneSince(e *Evidence) bool {
	scan := f.Scan.Result == FoundInstalled || f.Scan.Result == FoundNotRequired
	return scan && later(&f.Scan.AsOf, e) || later(f.compliant, e)
}

func (f *facts) installed() bool {
	switch a := &f.Install; {
	case f.Scan.Result == FoundInstalled:
		return true
	case f.Scan.Result == FoundNotRequired && f.Scan.AsOf.after(a.last()):
		return false
	default:
		return a.Outcome == Succeeded && !a.waitsForRestart() && a.Undone.isZero()
	}
}

func (f *facts) superseded() bool {
	return !f.Superseded.isZero() && !f.Scan.AsOf.after(f.Superseded)
}

// justTargeted reports whether a deployment targets the update and nothing has been done with it
// since.
func (f *facts) justTargeted() bool {
	return f.deployed && !f.Install.exists() && (f.Scan.Result == NotScanned || f.missing)
}

// derive returns the state of an update that what is known of it amounts to.
func (s *State) derive(u *Update) UpdateState {
	f := usedFacts.Get().(*facts)
	s.gather(f, u)
	to := decide(f)
	*f = facts{}
	usedFacts.Put(f)
	return to
}

// usedFacts holds facts to be used again: there are as many as events.
var usedFacts = sync.Pool{New: func() any { return new(facts) }}

// gather sets f to what the state of an update is derived from.
func (s *State) gather(f *facts, u *Update) {
	none := &noEvidence
	*f = facts{
		Update: u, missing: u.Scan.Result == FoundMissing, settled: none, fetchedAt: none, contentFailedAt: none, goneAt: none,
		deploymentTurn: &noStep, lastTurn: none, compliant: none,
	}
	if n := len(u.pastInstalls); n > 0 && !u.Install.exists() {
		f.settled = latestOf(&u.pastInstalls[n-1].Ended, &u.pastInstalls[n-1].Checked)
	} else if u.Install.Outcome != Running {
		f.settled = &u.Install.Ended
		if u.Install.Outcome == Lost {
			f.settled = &u.Install.Begun
		}
		f.settled = latestOf(f.settled, &u.Install.Checked)
	}
	f.settled = latestOf(latestOf(f.settled, &u.done), &u.Superseded)
	s.addDeployments(f)
	f.settled = latestOf(f.settled, f.compliant)
	s.addContents(f)
}

func (s *State) addContents(f *facts) {
	f.there = len(f.Contents) > 0
	for _, id := range f.Contents {
		c := s.contents.get(id)
		if c == nil {
			f.there = false
			continue
		}
		switch {
		case c.inProgress() && f.fresh(&c.Changed):
			f.fetching, f.there, f.fetchedAt = true, false, latestOf(f.fetchedAt, &c.Started)
		case c.State == ContentFailed:
			f.there, f.contentFailedAt = false, latestOf(f.contentFailedAt, &c.Ended)
		case c.State == ContentVerified:
			f.fetchedAt = latestOf(f.fetchedAt, &c.Ended)
		default:
			f.there, f.goneAt = false, latestOf(f.goneAt, &c.Removed)
		}
	}
}

func (s *State) addDeployments(f *facts) {
	denied := false
	for i, id := range f.Deployments {
		d := s.deployments.get(id)
		if d == nil {
			continue
		}
		turned := later(&d.turn.Evidence, &f.targeted[i])
		if turned {
			f.lastTurn = latestOf(f.lastTurn, &d.turn.Evidence)
		}
		if d.own.state == DeploymentRemoved {
			continue
		}
		f.deployed = true
		if turned && later(&d.turn.Evidence, &f.deploymentTurn.Evidence) {
			f.deploymentTurn = &d.turn
		}
		switch {
		case d.Compliant == event.No:
			denied = true
		case d.Compliant == event.Yes && later(&d.complied, &f.targeted[i]) && d.compliesWith(&f.Scan):
			f.compliant = latestOf(f.compliant, &d.complied)
		}
	}
	if denied {
		f.compliant = &noEvidence
	}
}

// settle derives the state of an update anew after an event, and takes down a step where it has
// changed.
func (s *State) settle(id event.GUID, e *event.Event) {
	u := s.updates.get(id)
	if u == nil {
		return
	}
	to := s.derive(u)
	if to != u.State || len(u.Transitions) == 0 && to != Unknown {
		u = s.updates.writable(id, s.owner)
		s.recount(u, u.State, to, e)
		s.busy.move(s, u, to)
		u.setState(to, e)
	} else if u.Install.Ended == EvidenceOf(e) {
		s.confirm(u, e)
	}
	if c := u.compliance(); c != u.Compliance {
		s.updates.writable(id, s.owner).Compliance = c
	}
}
