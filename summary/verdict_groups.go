package summary

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"ccmtail/internal/arrange"
	"ccmtail/model"
	"ccmtail/model/event"
)

// groupKind is what a verdict says of some updates alike.
type groupKind uint8

// The kinds of groups. Of those up to tooLong something stands in the way: they come first, the
// largest first. The others come in this order.
const (
	installFailed groupKind = iota
	downloadFailed
	undone
	withoutLocation
	retrying
	obstructed
	paused
	tooLong
	restartPending
	restarted
	ready
	installing
	restartFirst
	contentGone
	aboutToInstall
	downloading
	downloaded
	notBegun
	unknownEnd
	missingAgain
	notDeployed
	done
)

// updateGroup is updates of which a verdict says the same.
type updateGroup struct {
	kind    groupKind
	among   groupKind // what those that are obstructed are doing
	cause   string    // the id of the finding that obstructs them
	updates []*model.Update
	found   []*model.Finding // the findings with that id
	since   time.Time        // the earliest moment of it; zero where it does not matter
	with    []string         // what they failed with, each once
}

// groupUpdates returns what there is to say of the updates that deployments or installations are
// about, the worst first, and how many those are.
func (s *AsOf) groupUpdates() (groups []updateGroup, inPlay int) {
	causes, fits := s.causesByUpdate(), map[*model.Update]event.Tri{}
	for _, f := range s.Fits() {
		fits[f.Update] = f.Fits
	}
	for _, u := range s.Updates() {
		if !u.Deployed() && !u.Pending() && len(u.Attempts()) == 0 {
			continue
		}
		inPlay++
		g := s.groupOf(u, causes[u.ID], fits[u])
		i := slices.IndexFunc(groups, func(o updateGroup) bool {
			return o.kind == g.kind && o.among == g.among && o.cause == g.cause
		})
		if i < 0 {
			i, groups = len(groups), append(groups, g)
		} else {
			groups[i].join(&g)
		}
		groups[i].updates = append(groups[i].updates, u)
	}
	if s.RestartWanted() && len(s.State.PendingRestarts()) == 0 {
		groups = append(groups, updateGroup{kind: restartPending})
	}
	arrange.By(groups, func(a, b updateGroup) int {
		if a.kind <= tooLong && b.kind <= tooLong {
			return cmp.Compare(len(b.updates), len(a.updates))
		}
		return cmp.Compare(a.kind, b.kind)
	})
	return groups, inPlay
}

// join adds what is said of an update of another group.
func (g *updateGroup) join(o *updateGroup) {
	if !o.since.IsZero() && (g.since.IsZero() || o.since.Before(g.since)) {
		g.since = o.since
	}
	for _, code := range o.with {
		if !slices.Contains(g.with, code) {
			g.with = append(g.with, code)
		}
	}
	if len(o.found) > 0 && !slices.Contains(g.found, o.found[0]) {
		g.found = append(g.found, o.found...)
	}
}

// groupOf returns the group of an update, which is not in it yet: by its state, and by what stands in
// its way.
func (s *AsOf) groupOf(u *model.Update, cause *model.Finding, fits event.Tri) updateGroup {
	g := updateGroup{kind: kindOfState[u.State]}
	switch u.State {
	case model.Failed:
		if u.FailedToDownload() {
			g.kind = downloadFailed
		}
		g.with = s.failedWith(u)
	case model.Downloading:
		s.groupDownload(&g, u)
	case model.Missing, model.Targeted:
		g.kind = s.idleKind(u)
	case model.Unknown:
		g.kind = s.idleKind(u)
	case model.WaitingForWindow, model.WaitingToInstall:
		switch w := s.WindowStatus(); {
		case fits == event.No:
			g.kind = tooLong
		case u.RestartFirst():
			g.kind = restartFirst
		case s.State.LostContent(u):
			g.kind = contentGone
		case u.State == model.WaitingToInstall && !w.Known():
			g.kind = aboutToInstall
		}
	case model.PendingRestart:
		if !u.Install.Restarted.At().IsZero() || !u.Install.ToCome.At().IsZero() {
			g.kind = restarted
		}
	}
	if cause != nil && g.kind >= ready && g.kind != done {
		g.among, g.kind, g.cause, g.found, g.since = g.kind, obstructed, cause.ID, []*model.Finding{cause}, cause.Since
	}
	return g
}

// idleKind returns the group of an update that is not known to be installed and with which nothing goes
// on.
func (s *AsOf) idleKind(u *model.Update) groupKind {
	n := u.Undone()
	switch {
	case n > 0:
		return undone
	case u.Deployed() && !s.State.Targets(u):
		return notDeployed
	case u.Install.Outcome == model.Lost:
		return unknownEnd
	case len(u.Attempts()) > 0:
		return missingAgain
	}
	return notBegun
}

// kindOfState is the group of an update by its state alone.
var kindOfState = [model.UpdateStates]groupKind{
	model.Unknown: notBegun, model.NotRequired: done, model.Compliant: done, model.Missing: notBegun, model.Targeted: notBegun,
	model.Downloading: downloading, model.Downloaded: downloaded, model.WaitingForWindow: ready, model.WaitingToInstall: ready,
	model.Installing: installing, model.PendingRestart: restartPending, model.Installed: done, model.Failed: installFailed,
	model.Superseded: done,
}

// groupDownload looks at the contents for what keeps an update from coming down.
func (s *AsOf) groupDownload(g *updateGroup, u *model.Update) {
	for _, id := range u.Contents {
		switch c := s.State.Content(id); {
		case c == nil:
		case c.State == model.ContentWaitingForLocation:
			g.kind, g.since = withoutLocation, c.Waits.At()
			return
		case c.State == model.ContentPaused:
			g.kind, g.cause = paused, c.PausedBy
			return
		case c.State == model.ContentDownloading && c.Troubled():
			g.kind, g.since, g.with = retrying, c.ErrorEvidence.At(), errorOf(c)
		}
	}
}

// failedWith returns what an update has failed with: the code of its own lines, else the error of a
// content that failed.
func (s *AsOf) failedWith(u *model.Update) []string {
	if code, ok := u.Result(); ok && code.Failed() {
		return []string{code.String()}
	}
	for _, id := range u.Contents {
		if c := s.State.Content(id); c != nil && c.State == model.ContentFailed {
			return errorOf(c)
		}
	}
	return nil
}

// errorOf returns what the download of a content fails with: the status that the server answers
// with, which tells more, else the code.
func errorOf(c *model.Content) []string {
	switch {
	case c.Answered() > 0:
		return []string{fmt.Sprintf("HTTP %d", c.Answered())}
	case c.HasError:
		return []string{c.Error.String()}
	}
	return nil
}

// Causes returns the findings that last, the worst first: those that stop the whole client, then by
// severity and by how much they explain.
func (s *AsOf) Causes() []*model.Finding {
	var all []*model.Finding
	for _, f := range s.Findings() {
		if f.Active() {
			all = append(all, f)
		}
	}
	return all
}

// ExplainedCount counts what a finding explains.
func ExplainedCount(f *model.Finding) int { return max(f.Count, len(f.Explained())) }

// causesByUpdate returns the worst of the findings that last and explain an update, by the update's
// id. What stops the whole client is said of the client.
func (s *AsOf) causesByUpdate() map[event.GUID]*model.Finding {
	by := map[event.GUID]*model.Finding{}
	add := func(id event.GUID, f *model.Finding) {
		if u := s.State.Update(id); u != nil && by[u.ID] == nil {
			by[u.ID] = f
		}
	}
	for _, f := range s.Causes() {
		if f.StopsClient() || f.Severity == model.SeverityInfo {
			continue
		}
		for _, id := range f.Explained() {
			add(id, f)
			if d := s.State.Deployment(id); d != nil {
				for _, of := range d.Updates {
					add(of, f)
				}
			}
		}
	}
	return by
}
