package feed

import (
	"context"
	"slices"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// Whether logs were replaced by another client's while they were visited, as when one client's folder is
// copied over another's. A log that is rolled, emptied or begun anew goes on in time, with the same
// client id. Where it does not, the client is forgotten and read anew: what is there now is told as if
// nothing else had ever been read. Where both are there, it is told that the id changed (F59).

// replacement is what is known of a log to tell that.
type replacement struct {
	begins bool  // nothing with a time has been read of the present file, which is not the first
	end    int64 // UTC of the newest record with a zone, 0 if there is none
}

// minReplaced is how much earlier a file must begin: records of several threads are not quite in order,
// and clocks are set.
const minReplaced = 5 * time.Minute

// isBy takes in the next records, and reports whether they begin a file that is earlier than what was
// there before it.
func (r *replacement) isBy(frames []model.Frame) (replaced bool) {
	for i := range frames {
		f := &frames[i]
		if f.Flags&(model.Untimed|model.Zoneless) != 0 {
			continue
		}
		at := f.Wall + int64(f.Bias)*int64(time.Minute)
		replaced = replaced || r.begins && at < r.end-int64(minReplaced)
		r.begins, r.end = false, max(r.end, at)
	}
	return replaced
}

// noteReplaced notes whether a log was replaced, and which ids events tell of. Files that are there
// together may overlap in time; of these nothing is noted, since a reading anew would find the same.
func (in *ingester) noteReplaced(log string, replaced bool, events []*event.Event) {
	for _, e := range events {
		if e.Kind == event.ClientRegistered && !e.Source.IsZero() {
			in.mu.Lock()
			if n := len(in.clientIDs); n == 0 || in.clientIDs[n-1] != e.Source {
				in.clientIDs = append(in.clientIDs, e.Source)
			}
			in.mu.Unlock()
		}
	}
	if replaced {
		in.mu.Lock()
		in.replaced = log
		in.mu.Unlock()
	}
}

// replacedSince says how the client is not the one that has been read up to the last visit; ok is false
// if it is. ids is how many ids had been told then.
func (in *ingester) replacedSince(ids int) (how store.Replaced, ok bool) {
	in.mu.Lock()
	defer in.mu.Unlock()
	how.Log, in.replaced = in.replaced, ""
	if n := len(in.clientIDs); ids > 0 && in.clientIDs[n-1] != in.clientIDs[ids-1] {
		how.ID, how.Former = in.clientIDs[n-1], in.clientIDs[ids-1]
	}
	return how, how != store.Replaced{}
}

// idsTold returns how many ids have been told.
func (in *ingester) idsTold() int {
	in.mu.Lock()
	defer in.mu.Unlock()
	return len(in.clientIDs)
}

// tellsOf reports whether the logs tell of an id.
func (in *ingester) tellsOf(id event.GUID) bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	return slices.Contains(in.clientIDs, id)
}

// renewIfReplaced forgets the client if its logs are another one's since the last visit, and reads what
// is there now. err is what came of that visit.
func (v *Visited) renewIfReplaced(ctx context.Context, now time.Time, ids int, err error) error {
	how, ok := v.client.replacedSince(ids)
	if !ok || ids == firstVisit || ctx.Err() != nil {
		return err
	}
	before := v.client
	fresh := v.renew()
	fresh.version.Store(before.version.Load() + 1)
	before.forget()
	v.mu.Lock()
	v.client, v.bytesBefore = fresh, v.bytesBefore+before.bytesRead
	v.mu.Unlock()
	err = v.read(ctx)
	_, _ = fresh.replacedSince(0) // files that are there together
	if how.Log != "" || !fresh.tellsOf(how.Former) {
		how.At = now
		v.replaced = how
	}
	return err
}

// firstVisit stands for the number of ids before the first visit.
const firstVisit = -1

// forget gives back what the client was charged for.
func (in *ingester) forget() {
	in.timelineMu.Lock()
	defer in.timelineMu.Unlock()
	in.budget.Charge(-in.chargedBytes)
	in.chargedBytes = 0
}
