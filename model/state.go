package model

import (
	"slices"
	"time"

	"ccmtail/model/event"
)

// State is what is known about a client as of a moment: the fold of all events up to it. A State
// handed out is not changed any more.
type State struct {
	// At is the time of the newest event in it, UTC; zero if there is none.
	At time.Time
	// Bias is the client's bias in minutes as of At, if Zoned.
	Bias  int16
	Zoned bool
	// EventCount is the number of events folded in.
	EventCount int

	// DroppedUpdates is how many updates that need nothing are kept no longer, because there are too
	// many, and DroppedPending how many others; see NewBoundedState. One that was dropped and came
	// again counts again.
	DroppedUpdates, DroppedPending int
	// DroppedDeployments, DroppedFindings and DroppedWindows are how many of these are kept no longer.
	DroppedDeployments, DroppedFindings, DroppedWindows int

	maxUpdates int      // that are kept; 0: all
	coverage   Coverage // of the logs it was read from; nil: not known

	owner        *owner
	updates      cowMap[event.GUID, Update]
	deployments  cowMap[event.GUID, Deployment]
	contents     cowMap[event.GUID, Content]
	findings     cowMap[FindingKey, Finding]
	activeCounts [2 * firstUserProblem]uint32 // findings that no line has ended, by the number of their problem
	transfers    cowIDs                       // CTM, DTS, BITS and request ids to content
	jobs         cowIDs                       // job ids to deployment
	busy         busyUpdates
	turns        []turn       // since the client's start
	deployed     int          // how many deployments there have been, those included that are kept no longer
	batch        []event.GUID // updates handed to the update agent, not finished yet
	batchNumber  int          // of the installation that the update agent began last, from 1
	batched      []event.GUID // updates of which an installation belongs to that batch
	lastEnded    []event.GUID // updates that the end of a batch was about last
	endedScans   []Scan       // the scans that have ended
	openScan     Scan         // the one under way, if scanning
	scanning     bool
	scanServer   string // the update point that the newest scan was sent to
	failedScans  int    // scans that failed since the last one that did not
	droppedSteps int    // restarts, scans and notices that are kept no longer

	Windows      Windows
	Restart      RestartStatus
	RestartSteps []RestartStep // the history, oldest first
	// Actionable is how many updates the client last said it could install; ActionableSeen is that
	// line, zero if there is none.
	Actionable        int
	ActionableSeen    Evidence
	trigger           string // of an evaluation of all deployments, at triggered
	triggered         Evidence
	locationPatience  time.Duration // how long a download waits for a location, 0 where no line says so
	groupPolicyServer string        // that a Group Policy sets, as long as it keeps scans from working
	noWindowLeft      Evidence
	windowRefused     Evidence // the client found no window for a deployment
	windowRequest     Evidence // the run time a window was last asked for, of wantedFor seconds
	requestedSeconds  int64
	delivered         Evidence   // the last message that reached the management point
	waits             []Evidence // since when something goes on that problems are made of; zero: it does not
	waitsOwner        *owner     // whose list that is
	clientID          event.GUID // that the client is registered with; zero if that is not known
	formerID          event.GUID // that it was before; zero if no other one is known
	idChanged         int        // what EventCount was when it changed
	// Sent is the last time state messages were handed over for the management point.
	Sent Evidence
}

// NewState returns the state before the first event.
func NewState() *State {
	return &State{owner: new(owner), Windows: Windows{ByID: map[event.GUID]*Window{}}}
}

// Clone returns a copy into which further events can be folded without changing s. The two share
// memory, so nothing may be folded into s afterwards; see Freeze for a copy that leaves s in use.
func (s *State) Clone() *State {
	c := *s
	c.owner = new(owner)
	return &c
}

// Entries returns how many entries its tables have.
func (s *State) Entries() int {
	return len(s.updates.entries) + len(s.deployments.entries) + len(s.contents.entries) + len(s.findings.entries) + len(s.transfers.targets) + len(s.jobs.targets)
}

// DroppedSteps returns how many steps of histories are kept no longer, because later ones are so
// many.
func (s *State) DroppedSteps() int {
	n := s.droppedSteps
	for _, h := range s.updates.entries {
		n += h.value.DroppedSteps
	}
	for _, h := range s.deployments.entries {
		n += h.value.DroppedSteps
	}
	return n
}

// Updates returns every update, in the order of appearance.
func (s *State) Updates() []*Update { return s.updates.values() }

// UpdateCount returns how many updates there are.
func (s *State) UpdateCount() int { return len(s.updates.keys) }

// Update returns the update that has an id, by any of its names; nil if there is none. The id of
// one of its contents finds it too.
func (s *State) Update(id event.GUID) *Update {
	if u := s.updates.get(id); u != nil {
		return u
	}
	if c := s.contents.get(id); c != nil && !c.Update.IsZero() {
		return s.updates.get(c.Update)
	}
	return nil
}

// Deployments returns every deployment, in the order of appearance.
func (s *State) Deployments() []*Deployment { return s.deployments.values() }

// Deployment returns a deployment by its id or that of one of its jobs; nil if there is none.
func (s *State) Deployment(id event.GUID) *Deployment {
	if d := s.deployments.get(id); d != nil {
		return d
	}
	return s.deployments.get(s.jobs.targets[id])
}

// Contents returns every content, in the order of its id.
func (s *State) Contents() []*Content {
	all := s.contents.values()
	slices.SortFunc(all, func(a, b *Content) int { return a.ID.Compare(b.ID) })
	return all
}

// Content returns a content by its id or that of a job that fetches it; nil if there is none.
func (s *State) Content(id event.GUID) *Content {
	if c := s.contents.get(id); c != nil {
		return c
	}
	return s.contents.get(s.transfers.targets[id])
}

// DownloadBytes returns how far the download of an update is, over all its contents; total 0 means
// unknown.
func (s *State) DownloadBytes(u *Update) (done, total int64) {
	for _, id := range u.Contents {
		if c := s.contents.get(id); c != nil {
			done, total = done+c.Done, total+c.Total
		}
	}
	return done, total
}

// Linked returns every id that belongs together with id: of an update its contents, deployments and
// jobs, of a job its content and update, and so on. It holds id itself.
func (s *State) Linked(id event.GUID) map[event.GUID]bool {
	set := map[event.GUID]bool{id: true}
	add := func(ids ...event.GUID) {
		for _, g := range ids {
			if !g.IsZero() {
				set[g] = true
			}
		}
	}
	addContent := func(c *Content) {
		if c != nil {
			add(c.ID, c.Request, c.CTM, c.LocationRequest, c.DTS, c.BITS)
		}
	}
	addUpdate := func(u *Update) {
		add(u.ID)
		for _, c := range u.Contents {
			addContent(s.contents.get(c))
		}
	}
	if u := s.Update(id); u != nil {
		addUpdate(u)
		return set
	}
	if c := s.Content(id); c != nil {
		addContent(c)
		if u := s.updates.get(c.Update); u != nil {
			addUpdate(u)
		}
		return set
	}
	if d := s.Deployment(id); d != nil {
		add(d.ID)
		add(d.Jobs...)
		for _, g := range d.Updates {
			if u := s.updates.get(g); u != nil {
				addUpdate(u)
			}
		}
	}
	return set
}

// ensureUpdate finds or makes the update with an id, to be changed.
func (s *State) ensureUpdate(id event.GUID) *Update {
	if u := s.updates.writable(id, s.owner); u != nil {
		return u
	}
	return s.updates.put(id, &Update{ID: id, number: len(s.updates.keys) + s.DroppedUpdates + s.DroppedPending}, s.owner)
}

// ensureDeployment finds or makes a deployment, to be changed.
func (s *State) ensureDeployment(id event.GUID) *Deployment {
	if d := s.deployments.writable(id, s.owner); d != nil {
		return d
	}
	s.deployed++
	return s.deployments.put(id, &Deployment{ID: id, number: s.deployed}, s.owner)
}

// ensureContent finds or makes a content, to be changed.
func (s *State) ensureContent(id event.GUID) *Content {
	if c := s.contents.writable(id, s.owner); c != nil {
		return c
	}
	return s.contents.put(id, &Content{ID: id}, s.owner)
}

// addOnce appends id if it is not there.
func addOnce(ids []event.GUID, id event.GUID) []event.GUID {
	if id.IsZero() || slices.Contains(ids, id) {
		return ids
	}
	return appendShared(ids, id)
}
