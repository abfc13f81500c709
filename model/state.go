package model

import (
	"maps"
	"slices"
	"time"
)

// State is what is known about a client as of a moment: the fold of all events up to it. A State
// handed out is not changed any more.
type State struct {
	// At is the time of the newest event in it, UTC; zero if there is none.
	At time.Time
	// Bias is the client's bias in minutes as of At, if Zoned.
	Bias  int16
	Zoned bool
	// Events counts the events folded in.
	Events int

	updates     map[GUID]*Update // by every id
	updateOrder []GUID           // first ids, in the order of appearance
	deployments map[GUID]*Deployment
	deployOrder []GUID
	contents    map[GUID]*Content
	transfers   map[GUID]GUID // CTM, DTS, BITS and request ids to content
	jobs        map[GUID]GUID // job ids to deployment
	batch       []GUID        // updates handed to the update agent, not finished yet

	Windows                        Windows
	Reboot                         Reboot
	Restarts                       []RestartStep // the history, oldest first
	Scans                          []Scan
	findings                       map[findingKey]*Finding
	found                          []findingKey
	trigger                        string // of an evaluation of all deployments, at triggered
	triggered                      Evidence
	policyServer                   string // that a Group Policy sets, as long as it keeps scans from working
	policyWait, unconfigured       Evidence
	noWindowLeft                   Evidence
	refused                        Evidence // the client found no window for a deployment
	rebootCounted                  Evidence // since when the client has counted updates that wait for a restart
	unsent, undelivered, delivered Evidence // messages for the management point: recorded, queued; the last one delivered
	// Sent is the last time state messages were handed over for the management point.
	Sent Evidence
}

// NewState is the state before the first event.
func NewState() *State {
	return &State{
		updates: map[GUID]*Update{}, deployments: map[GUID]*Deployment{}, contents: map[GUID]*Content{},
		transfers: map[GUID]GUID{}, jobs: map[GUID]GUID{}, findings: map[findingKey]*Finding{},
		Windows: Windows{ByID: map[GUID]*Window{}},
	}
}

// clone is a copy that can be folded on without changing s.
func (s *State) clone() *State {
	c := *s
	c.updates = make(map[GUID]*Update, len(s.updates))
	for _, id := range s.updateOrder {
		u := s.updates[id].clone()
		c.updates[id] = u
		for _, a := range u.Aliases {
			c.updates[a] = u
		}
	}
	c.updateOrder = slices.Clip(s.updateOrder)
	c.deployments = cloned(s.deployments, (*Deployment).clone)
	c.deployOrder = slices.Clip(s.deployOrder)
	c.contents = cloned(s.contents, (*Content).clone)
	c.transfers, c.jobs = maps.Clone(s.transfers), maps.Clone(s.jobs)
	c.batch = slices.Clone(s.batch)
	c.Windows.ByID = cloned(s.Windows.ByID, func(w *Window) *Window { d := *w; return &d })
	c.Windows.Order = slices.Clip(s.Windows.Order)
	c.Windows.Notices = slices.Clip(s.Windows.Notices)
	c.Scans = slices.Clone(s.Scans)
	c.Restarts = slices.Clip(s.Restarts)
	c.findings = cloned(s.findings, func(f *Finding) *Finding { d := *f; d.Evidence = slices.Clip(d.Evidence); return &d })
	c.found = slices.Clip(s.found)
	return &c
}

func cloned[K comparable, V any](m map[K]V, clone func(V) V) map[K]V {
	c := make(map[K]V, len(m))
	for k, v := range m {
		c[k] = clone(v)
	}
	return c
}

// Updates is every update, in the order of appearance.
func (s *State) Updates() []*Update {
	all := make([]*Update, len(s.updateOrder))
	for i, id := range s.updateOrder {
		all[i] = s.updates[id]
	}
	return all
}

// Update is the update that has an id, by any of its names; nil if there is none. The id of one of its
// contents finds it too.
func (s *State) Update(id GUID) *Update {
	if u := s.updates[id]; u != nil {
		return u
	}
	if c := s.contents[id]; c != nil && !c.Update.IsZero() {
		return s.updates[c.Update]
	}
	return nil
}

// Deployments is every deployment, in the order of appearance.
func (s *State) Deployments() []*Deployment {
	all := make([]*Deployment, len(s.deployOrder))
	for i, id := range s.deployOrder {
		all[i] = s.deployments[id]
	}
	return all
}

// Deployment is a deployment by its id or that of one of its jobs; nil if there is none.
func (s *State) Deployment(id GUID) *Deployment {
	if d := s.deployments[id]; d != nil {
		return d
	}
	return s.deployments[s.jobs[id]]
}

// Contents is every content, in the order of its id.
func (s *State) Contents() []*Content {
	return slices.SortedFunc(maps.Values(s.contents), func(a, b *Content) int { return a.ID.Compare(b.ID) })
}

// Content is a content by its id or that of a job that fetches it; nil if there is none.
func (s *State) Content(id GUID) *Content {
	if c := s.contents[id]; c != nil {
		return c
	}
	return s.contents[s.transfers[id]]
}

// Bytes is how far the download of an update is, over all its contents; total 0 means unknown.
func (s *State) Bytes(u *Update) (done, total int64) {
	for _, id := range u.Contents {
		if c := s.contents[id]; c != nil {
			done, total = done+c.Done, total+c.Total
		}
	}
	return done, total
}

// Linked is every id that belongs together with id: of an update its contents, deployments and jobs,
// of a job its content and update, and so on. It holds id itself.
func (s *State) Linked(id GUID) map[GUID]bool {
	set := map[GUID]bool{id: true}
	add := func(ids ...GUID) {
		for _, g := range ids {
			if !g.IsZero() {
				set[g] = true
			}
		}
	}
	addContent := func(c *Content) {
		if c != nil {
			add(c.ID, c.Request, c.CTM, c.LS, c.DTS, c.BITS)
		}
	}
	addUpdate := func(u *Update) {
		add(u.ID)
		add(u.Aliases...)
		for _, c := range u.Contents {
			addContent(s.contents[c])
		}
	}
	if u := s.Update(id); u != nil {
		addUpdate(u)
		return set
	}
	if c := s.Content(id); c != nil {
		addContent(c)
		if u := s.updates[c.Update]; u != nil {
			addUpdate(u)
		}
		return set
	}
	if d := s.Deployment(id); d != nil {
		add(d.ID)
		add(d.Jobs...)
		for _, g := range d.Updates {
			if u := s.updates[g]; u != nil {
				addUpdate(u)
			}
		}
	}
	return set
}

// update finds or makes the update with an id.
func (s *State) update(id GUID) *Update {
	if u := s.updates[id]; u != nil {
		return u
	}
	u := &Update{ID: id}
	s.updates[id] = u
	s.updateOrder = append(s.updateOrder, id)
	return u
}

func (s *State) deployment(id GUID) *Deployment {
	if d := s.deployments[id]; d != nil {
		return d
	}
	d := &Deployment{ID: id}
	s.deployments[id] = d
	s.deployOrder = append(s.deployOrder, id)
	return d
}

func (s *State) content(id GUID) *Content {
	if c := s.contents[id]; c != nil {
		return c
	}
	c := &Content{ID: id}
	s.contents[id] = c
	return c
}

// addOnce appends id if it is not there.
func addOnce(ids []GUID, id GUID) []GUID {
	if id.IsZero() || slices.Contains(ids, id) {
		return ids
	}
	return append(ids, id)
}
