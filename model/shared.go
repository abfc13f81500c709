package model

import (
	"maps"
	"reflect"
	"slices"

	"ccmtail/model/event"
)

// States are many and alike: each is the one before it and one event. So they share what they have
// in common: a copy of a state is a new mark, and what it changes afterwards it copies first, once.

// owner is a state's own. What bears it no other state has seen.
type owner struct{ _ byte }

// cowMap is things by key, in the order of their appearance. Copies of it share them.
type cowMap[K comparable, V any] struct {
	keys    []K
	owner   *owner // whose map it is
	entries map[K]cowEntry[V]
	// The last one to be changed, which the next one mostly is too.
	lastKey K
	last    cowEntry[V]
}

type cowEntry[V any] struct {
	value *V
	owner *owner
}

// get returns the thing with a key, to be read; nil if there is none.
func (t *cowMap[K, V]) get(k K) *V { return t.lookup(k).value }

func (t *cowMap[K, V]) lookup(k K) cowEntry[V] {
	if t.lastKey == k && t.last.value != nil {
		return t.last
	}
	return t.entries[k]
}

// writable returns the thing with a key, to be changed by the state with a mark; nil if there is
// none.
func (t *cowMap[K, V]) writable(k K, by *owner) *V {
	h := t.lookup(k)
	if h.value == nil {
		return nil
	}
	if h.owner != by {
		v := *h.value
		return t.put(k, &v, by)
	}
	t.lastKey, t.last = k, h
	return h.value
}

// put puts a thing in the place of the one with its key, else behind the others.
func (t *cowMap[K, V]) put(k K, v *V, by *owner) *V {
	t.entries, t.owner = writableMap(t.entries, t.owner, by), by
	n := len(t.entries)
	t.lastKey, t.last = k, cowEntry[V]{v, by}
	if t.entries[k] = t.last; len(t.entries) > n {
		t.keys = appendShared(t.keys, k)
	}
	return v
}

// remove takes a thing out.
func (t *cowMap[K, V]) remove(k K, by *owner) {
	t.entries, t.owner = writableMap(t.entries, t.owner, by), by
	t.last = cowEntry[V]{}
	delete(t.entries, k)
	t.keys = slices.DeleteFunc(slices.Clone(t.keys), func(o K) bool { return o == k })
}

// deleteFunc takes out the things for which gone returns true, which it asks in their order.
func (t *cowMap[K, V]) deleteFunc(by *owner, gone func(K, *V) bool) {
	kept := cowMap[K, V]{owner: by, entries: make(map[K]cowEntry[V], len(t.entries))}
	for _, k := range t.keys {
		if e := t.entries[k]; !gone(k, e.value) {
			kept.keys, kept.entries[k] = append(kept.keys, k), e
		}
	}
	if len(kept.keys) < len(t.keys) {
		*t = kept
	}
}

// values returns all things.
func (t *cowMap[K, V]) values() []*V {
	all := make([]*V, len(t.keys))
	for i, k := range t.keys {
		all[i] = t.entries[k].value
	}
	return all
}

// cowIDs says which thing an id belongs to. Copies of it share that.
type cowIDs struct {
	owner   *owner
	targets map[event.GUID]event.GUID
}

func (l *cowIDs) set(id, to event.GUID, by *owner) {
	if l.targets[id] == to {
		return
	}
	l.targets, l.owner = writableMap(l.targets, l.owner, by), by
	l.targets[id] = to
}

// writableMap returns a map that the state with a mark may change: the map itself if that is whose
// it is, else a copy.
func writableMap[M ~map[K]V, K comparable, V any](m M, whose, by *owner) M {
	switch {
	case m == nil:
		return M{}
	case whose == by:
		return m
	}
	return maps.Clone(m)
}

// MinHistory is how many steps of one history are kept, at least; when there are twice as many, the
// older half goes. A client takes years to come to that.
const MinHistory = 1024

// appendStep returns a history with a step behind it. cut counts the steps that are in it no
// longer.
func appendStep[T comparable](history []T, step T, cut *int) []T {
	if len(history) >= 2*MinHistory {
		n := len(history) - MinHistory
		*cut += n
		history = append(make([]T, 0, 2*MinHistory), history[n:]...)
	}
	return appendShared(history, step)
}

// mapEntryBytes is about what an entry of a table takes up.
const mapEntryBytes = 64

// Unshared returns about how many bytes of its tables and histories a state does not share with
// another one.
func (s *State) Unshared(o *State) int {
	n := s.updates.unshared(&o.updates, func(u, v *Update) int { return unsharedBytes(u.Transitions, v.Transitions) })
	n += s.deployments.unshared(&o.deployments, func(d, e *Deployment) int { return unsharedBytes(d.Transitions, e.Transitions) })
	n += s.contents.unshared(&o.contents, func(*Content, *Content) int { return 0 })
	n += s.findings.unshared(&o.findings, func(*Finding, *Finding) int { return 0 })
	n += s.transfers.unshared(&o.transfers) + s.jobs.unshared(&o.jobs)
	return n + unsharedBytes(s.endedScans, o.endedScans) + unsharedBytes(s.RestartSteps, o.RestartSteps) + unsharedBytes(s.Windows.Notices, o.Windows.Notices)
}

// unshared returns that of things; more is what is apart in one of them and, if there is one, the
// other's.
func (t *cowMap[K, V]) unshared(o *cowMap[K, V], more func(v, o *V) int) (n int) {
	if t.owner == o.owner && len(t.entries) > 0 {
		return 0
	}
	var none V
	size := int(reflect.TypeFor[V]().Size())
	for k, h := range t.entries {
		n += mapEntryBytes
		was := o.entries[k].value
		if h.value == was {
			continue
		}
		if was == nil {
			was = &none
		}
		n += size + more(h.value, was)
	}
	return n
}

func (l *cowIDs) unshared(o *cowIDs) int {
	if l.owner == o.owner {
		return 0
	}
	return len(l.targets) * mapEntryBytes
}

// unsharedBytes returns what a list takes up that has another array than another one.
func unsharedBytes[T any](list, o []T) int {
	if len(list) == 0 || len(o) > 0 && &list[0] == &o[0] {
		return 0
	}
	return cap(list) * int(reflect.TypeFor[T]().Size())
}

// appendShared returns a list with v behind it; v is not zero. States share a list's array, each up
// to its own end: who folds an event once more finds v there already, and only who has come to
// something else takes an array of its own.
func appendShared[T comparable](list []T, v T) []T {
	var none T
	n := len(list)
	if n < cap(list) {
		switch next := &list[:n+1][n]; *next {
		case none:
			*next = v
			return list[:n+1]
		case v:
			return list[:n+1]
		}
	}
	return append(append(make([]T, 0, n+n/2+2), list...), v)
}

// Freeze returns a copy that shares no memory that s may still write to. Unlike after Clone, events
// can go on to be folded into s while others read the copy, or clone it.
func (s *State) Freeze() *State {
	c := *s
	c.owner = new(owner)
	c.updates = s.updates.freeze(func(u *Update) {
		u.Deployments, u.Contents, u.Transitions = slices.Clip(u.Deployments), slices.Clip(u.Contents), slices.Clip(u.Transitions)
		u.targeted, u.pastInstalls = slices.Clip(u.targeted), slices.Clip(u.pastInstalls)
	})
	c.deployments = s.deployments.freeze(func(d *Deployment) {
		d.inferred = slices.Clip(d.inferred)
		d.Updates, d.Jobs, d.Transitions = slices.Clip(d.Updates), slices.Clip(d.Jobs), slices.Clip(d.Transitions)
	})
	c.contents = s.contents.freeze(func(c *Content) { c.past, c.alsoOf = slices.Clip(c.past), slices.Clip(c.alsoOf) })
	c.findings = s.findings.freeze(func(f *Finding) { f.Evidence = slices.Clip(slices.Clone(f.Evidence)) })
	c.transfers, c.jobs = s.transfers.freeze(), s.jobs.freeze()
	c.batch, c.batched, c.lastEnded = slices.Clip(s.batch), slices.Clip(s.batched), slices.Clip(s.lastEnded)
	c.endedScans, c.RestartSteps = slices.Clip(s.endedScans), slices.Clip(s.RestartSteps)
	c.turns, c.busy = slices.Clip(s.turns), s.busy.freeze()
	c.Windows.ByID, c.Windows.owner = make(map[event.GUID]*Window, len(s.Windows.ByID)), nil
	for id, w := range s.Windows.ByID {
		v := *w
		c.Windows.ByID[id] = &v
	}
	c.Windows.Order, c.Windows.Notices = slices.Clip(slices.Clone(s.Windows.Order)), slices.Clip(s.Windows.Notices)
	return &c
}

// freeze returns a copy of all things, of which clip clips the lists.
func (t *cowMap[K, V]) freeze(clip func(*V)) cowMap[K, V] {
	c := cowMap[K, V]{keys: slices.Clip(t.keys), entries: make(map[K]cowEntry[V], len(t.entries))}
	for k, h := range t.entries {
		v := *h.value
		clip(&v)
		c.entries[k] = cowEntry[V]{value: &v}
	}
	return c
}

func (l *cowIDs) freeze() cowIDs { return cowIDs{targets: maps.Clone(l.targets)} }
