package model

import (
	"maps"
	"reflect"
	"slices"

	"ccmtail/model/event"
)

// States are many and alike: each is the one before it and one event. So they share what they have in common: a copy of a
// state is a new mark, and what it changes afterwards it copies first, once.

// mark is a state's own. What bears it no other state has seen.
type mark struct{ _ byte }

// things is things by key, in the order of their appearance. Copies of it share them.
type things[K comparable, V any] struct {
	order []K
	by    *mark // whose map it is
	all   map[K]thing[V]
	// The last one to be changed, which the next one mostly is too.
	near  K
	there thing[V]
}

type thing[V any] struct {
	v  *V
	by *mark
}

// get is the thing with a key, to be read; nil if there is none.
func (t *things[K, V]) get(k K) *V { return t.find(k).v }

func (t *things[K, V]) find(k K) thing[V] {
	if t.near == k && t.there.v != nil {
		return t.there
	}
	return t.all[k]
}

// own is the thing with a key, to be changed by the state with a mark; nil if there is none.
func (t *things[K, V]) own(k K, by *mark) *V {
	h := t.find(k)
	if h.v == nil {
		return nil
	}
	if h.by != by {
		v := *h.v
		return t.put(k, &v, by)
	}
	t.near, t.there = k, h
	return h.v
}

// put puts a thing in the place of the one with its key, else behind the others.
func (t *things[K, V]) put(k K, v *V, by *mark) *V {
	t.all, t.by = owned(t.all, t.by, by), by
	n := len(t.all)
	t.near, t.there = k, thing[V]{v, by}
	if t.all[k] = t.there; len(t.all) > n {
		t.order = grown(t.order, k)
	}
	return v
}

// drop takes a thing out.
func (t *things[K, V]) drop(k K, by *mark) {
	t.all, t.by = owned(t.all, t.by, by), by
	t.there = thing[V]{}
	delete(t.all, k)
	t.order = slices.DeleteFunc(slices.Clone(t.order), func(o K) bool { return o == k })
}

// list is all things.
func (t *things[K, V]) list() []*V {
	all := make([]*V, len(t.order))
	for i, k := range t.order {
		all[i] = t.all[k].v
	}
	return all
}

// links says which thing an id belongs to. Copies of it share that.
type links struct {
	by *mark
	to map[event.GUID]event.GUID
}

func (l *links) set(id, to event.GUID, by *mark) {
	if l.to[id] == to {
		return
	}
	l.to, l.by = owned(l.to, l.by, by), by
	l.to[id] = to
}

// owned is a map that the state with a mark may change: the map itself if that is whose it is, else a copy.
func owned[M ~map[K]V, K comparable, V any](m M, whose, by *mark) M {
	switch {
	case m == nil:
		return M{}
	case whose == by:
		return m
	}
	return maps.Clone(m)
}

// LongestHistory is how many steps of one history are kept, at least; when there are twice as many, the older half goes. A
// client takes years to come to that.
const LongestHistory = 1024

// recent is a history with a step behind it. cut counts the steps that are in it no longer.
func recent[T comparable](history []T, step T, cut *int) []T {
	if len(history) >= 2*LongestHistory {
		n := len(history) - LongestHistory
		*cut += n
		history = append(make([]T, 0, 2*LongestHistory), history[n:]...)
	}
	return grown(history, step)
}

// linkBytes is about what an entry of a table takes up.
const linkBytes = 64

// Unshared is about how many bytes of its tables and histories a state does not share with another one.
func (s *State) Unshared(o *State) int {
	n := s.updates.apart(&o.updates, func(u, v *Update) int { return apart(u.Transitions, v.Transitions) })
	n += s.deployments.apart(&o.deployments, func(d, e *Deployment) int { return apart(d.Transitions, e.Transitions) })
	n += s.contents.apart(&o.contents, func(*Content, *Content) int { return 0 })
	n += s.findings.apart(&o.findings, func(*Finding, *Finding) int { return 0 })
	n += s.transfers.apart(&o.transfers) + s.jobs.apart(&o.jobs)
	return n + apart(s.scanned, o.scanned) + apart(s.Restarts, o.Restarts) + apart(s.Windows.Notices, o.Windows.Notices)
}

// apart is that of things; more is what is apart in one of them and, if there is one, the other's.
func (t *things[K, V]) apart(o *things[K, V], more func(v, o *V) int) (n int) {
	if t.by == o.by && len(t.all) > 0 {
		return 0
	}
	var none V
	size := int(reflect.TypeFor[V]().Size())
	for k, h := range t.all {
		n += linkBytes
		was := o.all[k].v
		if h.v == was {
			continue
		}
		if was == nil {
			was = &none
		}
		n += size + more(h.v, was)
	}
	return n
}

func (l *links) apart(o *links) int {
	if l.by == o.by {
		return 0
	}
	return len(l.to) * linkBytes
}

// apart is what a list takes up that has another array than another one.
func apart[T any](list, o []T) int {
	if len(list) == 0 || len(o) > 0 && &list[0] == &o[0] {
		return 0
	}
	return cap(list) * int(reflect.TypeFor[T]().Size())
}

// grown is a list with v behind it; v is not zero. States share a list's array, each up to its own end: who folds an event
// once more finds v there already, and only who has come to something else takes an array of its own.
func grown[T comparable](list []T, v T) []T {
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

// Freeze is a copy that shares nothing that s may still write to, so that it can be read, and cloned, beside s.
func (s *State) Freeze() *State {
	c := *s
	c.me = new(mark)
	c.updates = s.updates.frozen(func(u *Update) {
		u.Deployments, u.Contents, u.Transitions = slices.Clip(u.Deployments), slices.Clip(u.Contents), slices.Clip(u.Transitions)
	})
	c.deployments = s.deployments.frozen(func(d *Deployment) {
		d.Updates, d.Jobs, d.Transitions = slices.Clip(d.Updates), slices.Clip(d.Jobs), slices.Clip(d.Transitions)
	})
	c.contents = s.contents.frozen(func(*Content) {})
	c.findings = s.findings.frozen(func(f *Finding) { f.Evidence = slices.Clip(slices.Clone(f.Evidence)) })
	c.transfers, c.jobs = s.transfers.frozen(), s.jobs.frozen()
	c.batch, c.scanned, c.Restarts = slices.Clip(s.batch), slices.Clip(s.scanned), slices.Clip(s.Restarts)
	c.Windows.ByID, c.Windows.by = make(map[event.GUID]*Window, len(s.Windows.ByID)), nil
	for id, w := range s.Windows.ByID {
		v := *w
		c.Windows.ByID[id] = &v
	}
	c.Windows.Order, c.Windows.Notices = slices.Clip(slices.Clone(s.Windows.Order)), slices.Clip(s.Windows.Notices)
	return &c
}

// frozen is a copy of all things, of which clip clips the lists.
func (t *things[K, V]) frozen(clip func(*V)) things[K, V] {
	c := things[K, V]{order: slices.Clip(t.order), all: make(map[K]thing[V], len(t.all))}
	for k, h := range t.all {
		v := *h.v
		clip(&v)
		c.all[k] = thing[V]{v: &v}
	}
	return c
}

func (l *links) frozen() links { return links{to: maps.Clone(l.to)} }
