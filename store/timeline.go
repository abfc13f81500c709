package store

import (
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store/internal/sorted"
)

// Timeline holds the events of one client in the order of time. It has no lock: it is for one
// goroutine at a time. The Events that it returns may be read by any number of goroutines.
type Timeline struct {
	arena      eventArena
	list       *sorted.List[eventRef]
	refScratch []eventRef // reused from batch to batch
	live       bool       // SetLive was called
	limit      int64      // bytes; 0: none
	usedBytes  int64      // by retained events, without the interners
	truncatedPrefix
	runningBase   *model.State // to which evicted events are applied; baseState is a frozen copy
	baseIsOld     bool         // baseState lacks events that have been evicted since
	newestEvicted event.Event
	endOnly       bool // KeepEndOnly was called
	spoiled       bool // see IsSpoiled
}

// NewTimeline returns an empty timeline that keeps all events.
func NewTimeline() *Timeline {
	t := &Timeline{}
	t.list = sorted.New(t.arena.appendTimes, t.arena.compare)
	return t
}

// Add adds copies of events, which may come in any order. Those that belong among the evicted ones
// are only counted (see Events.EvictedUntil).
func (t *Timeline) Add(events []*event.Event) {
	refs, areSorted := t.refScratch[:0], true // as the events show, so that nothing is read from the arena
	var last *event.Event
	for _, e := range events {
		areSorted = areSorted && (last == nil || last.Compare(e) <= 0)
		last = e
		if t.isTaken(e) {
			t.spoiled = t.endOnly
			t.lateEvents++
			if !t.live {
				t.lostAtStart++
			}
			continue
		}
		refs = append(refs, t.addToArena(e))
	}
	if areSorted {
		t.list.InsertSorted(refs)
	} else {
		t.list.Insert(refs)
	}
	t.refScratch = refs
	t.enforceLimit()
}

func (t *Timeline) addToArena(e *event.Event) eventRef {
	ref, bytes := t.arena.put(e)
	t.usedBytes += int64(bytes)
	return ref
}

// Rezone lets f change the times of the events whose records carry no bias of their own, and sorts
// them in anew. f returns the event it is given, or another one to replace it; it must not keep the
// event.
func (t *Timeline) Rezone(f func(*event.Event) *event.Event) {
	old := t.list.View()
	var refs []eventRef // of all events; nil as long as none has changed
	var e event.Event
	for k := range old.Blocks() {
		start, block := old.Block(k)
		for i, ref := range block {
			if ref.hasOwnZone() {
				continue
			}
			t.arena.load(ref, &e)
			changed := f(&e)
			if changed == &e || *changed == e {
				continue
			}
			if refs == nil {
				refs = old.Values()
			}
			t.spoiled = t.spoiled || t.endOnly && t.isTaken(changed)
			t.usedBytes -= int64(t.arena.release(ref))
			refs[start+i] = t.addToArena(changed)
		}
	}
	if refs != nil {
		t.list = sorted.New(t.arena.appendTimes, t.arena.compare)
		t.list.Insert(refs)
	}
}

// Events returns a snapshot of the timeline.
func (t *Timeline) Events() Events {
	switch {
	case !t.baseIsOld:
	case t.endOnly:
		t.baseState, t.runningBase, t.baseIsOld, t.folded = t.runningBase, nil, false, true
	default:
		t.baseState, t.baseIsOld = t.runningBase.Freeze(), false
	}
	return Events{t.list.View(), t.arena.snapshot(), t.truncatedPrefix}
}
