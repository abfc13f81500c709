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

// cowMap is things by key, in the order of their appearance. Copies of it share them. A copy that
// changes things needs a list of its own, but where they stand it shares until there is another one.
type cowMap[K comparable, V any] struct {
	keys    []K
	entries []cowEntry[V] // of keys
	owner   *owner        // whose entries they are
	places  cowPlaces[K]
	// The last one to be changed, which the next one mostly is too.
	lastKey   K
	lastPlace int // from 1; 0: none
}

type cowEntry[V any] struct {
	value *V
	owner *owner
}

// cowPlaces is where the things with some keys stand.
type cowPlaces[K comparable] struct {
	of    map[K]int32
	owner *owner // whose map it is
}

// get returns the thing with a key, to be read; nil if there is none.
func (t *cowMap[K, V]) get(k K) *V {
	if i := t.place(k); i >= 0 {
		return t.entries[i].value
	}
	return nil
}

// place returns where the thing with a key stands, -1 if there is none.
func (t *cowMap[K, V]) place(k K) int {
	if t.lastKey == k && t.lastPlace > 0 {
		return t.lastPlace - 1
	}
	if i, ok := t.places.of[k]; ok {
		return int(i)
	}
	return -1
}

// writable returns the thing with a key, to be changed by the state with a mark; nil if there is
// none.
func (t *cowMap[K, V]) writable(k K, by *owner) *V {
	i := t.place(k)
	if i < 0 {
		return nil
	}
	t.lastKey, t.lastPlace = k, i+1
	if h := t.entries[i]; h.owner == by {
		return h.value
	}
	v := *t.entries[i].value
	t.own(by)
	t.entries[i] = cowEntry[V]{&v, by}
	return &v
}

// put puts a thing in the place of the one with its key, else behind the others.
func (t *cowMap[K, V]) put(k K, v *V, by *owner) *V {
	t.own(by)
	i := t.place(k)
	if i < 0 {
		i = len(t.keys)
		t.places.of, t.places.owner = writableMap(t.places.of, t.places.owner, by), by
		t.places.of[k] = int32(i)
		t.keys, t.entries = appendShared(t.keys, k), append(t.entries, cowEntry[V]{})
	}
	t.entries[i] = cowEntry[V]{v, by}
	t.lastKey, t.lastPlace = k, i+1
	return v
}

// own makes the entries those of the state with a mark.
func (t *cowMap[K, V]) own(by *owner) {
	if t.owner != by {
		t.entries, t.owner = slices.Clone(t.entries), by
	}
}

// remove takes a thing out.
func (t *cowMap[K, V]) remove(k K, by *owner) {
	i := t.place(k)
	if i < 0 {
		return
	}
	t.own(by)
	t.places.of, t.places.owner = writableMap(t.places.of, t.places.owner, by), by
	delete(t.places.of, k)
	for _, behind := range t.keys[i+1:] {
		t.places.of[behind]--
	}
	t.keys, t.entries, t.lastPlace = slices.Delete(slices.Clone(t.keys), i, i+1), slices.Delete(t.entries, i, i+1), 0
}

// deleteFunc takes out the things for which gone returns true, which it asks in their order.
func (t *cowMap[K, V]) deleteFunc(by *owner, gone func(K, *V) bool) {
	kept := cowMap[K, V]{owner: by, places: cowPlaces[K]{make(map[K]int32, len(t.keys)), by}}
	for i, k := range t.keys {
		if e := t.entries[i]; !gone(k, e.value) {
			kept.places.of[k] = int32(len(kept.keys))
			kept.keys, kept.entries = append(kept.keys, k), append(kept.entries, e)
		}
	}
	if len(kept.keys) < len(t.keys) {
		*t = kept
	}
}

// values returns all things.
func (t *cowMap[K, V]) values() []*V {
	all := make([]*V, len(t.entries))
	for i, h := range t.entries {
		all[i] = h.value
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
	if t.places.owner != o.places.owner {
		n += mapEntryBytes * len(t.keys)
	}
	n += int(reflect.TypeFor[cowEntry[V]]().Size()) * len(t.entries)
	var none V
	size := int(reflect.TypeFor[V]().Size())
	for i, h := range t.entries {
		was := o.sameAs(t, i)
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

// sameAs returns what has the key of the i-th thing of another state's, nil if nothing has. Mostly it
// stands at the same place.
func (t *cowMap[K, V]) sameAs(o *cowMap[K, V], i int) *V {
	if k := o.keys[i]; i >= len(t.keys) || t.keys[i] != k {
		return t.get(k)
	}
	return t.entries[i].value
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
	c.turns, c.busy, c.waits = slices.Clip(s.turns), s.busy.freeze(), slices.Clone(s.waits)
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
	c := cowMap[K, V]{keys: slices.Clip(t.keys), entries: make([]cowEntry[V], len(t.entries)), places: cowPlaces[K]{of: maps.Clone(t.places.of)}}
	for i, h := range t.entries {
		v := *h.value
		clip(&v)
		c.entries[i].value = &v
	}
	return c
}

func (l *cowIDs) freeze() cowIDs { return cowIDs{targets: maps.Clone(l.targets)} }
