package model

import (
	"slices"
	"time"

	"ccmtail/internal/arrange"
	"ccmtail/model/event"
)

// StuckKind is in which way something does not go on.
type StuckKind uint8

// The ways of being stuck, the worst first.
const (
	// StuckInstalling: an installation has gone on for longer than its run time.
	StuckInstalling StuckKind = iota
	// StuckDownload: a download has got no byte for a while.
	StuckDownload
	// StuckInWindow: the maintenance window is open and the update fits, but it does not install.
	StuckInWindow
	// StuckRestart: a restart is overdue.
	StuckRestart
	// StuckScan: scans fail.
	StuckScan
	// StuckSilent: the client writes nothing though its maintenance window is open. One client alone
	// cannot show that: others must be known to have gone on.
	StuckSilent
	StuckKinds = iota
)

// String returns the kind's name in reports.
func (k StuckKind) String() string {
	return [StuckKinds]string{"installing", "download", "window", "restart", "scan", "silent"}[k]
}

// Stuck is something that does not go on.
type Stuck struct {
	Kind    StuckKind
	Updates []*Update // that do not go on, in the order of appearance; none if it is about the client
	Since   time.Time // when it began
	Proof   Evidence  // the record that says so
	// RunTime is what an installation may take with those that are installed Together; Assumed: no line
	// says so.
	RunTime  time.Duration
	Together int
	Assumed  bool
	Code     event.Code // that the last scan failed with
}

// How long something may stand still before it counts as stuck.
const (
	patienceBytes      = 15 * time.Minute // of a download
	patienceOpenWindow = 15 * time.Minute // of an update in a window into which it fits
	patienceScans      = 15 * time.Minute // without a scan that succeeds, since one has failed
	patienceDue        = 5 * time.Minute  // beyond the deadline of a restart
)

// StuckAt returns what does not go on as of t, one of each kind at most. What the logs are silent
// about because they are not there is not stuck.
func (s *State) StuckAt(t time.Time, rules FitRules) []Stuck {
	l := stuckFinder{State: s, t: t, rules: rules}
	for _, id := range s.updates.keys {
		l.look(s.updates.get(id))
	}
	l.lookAtRestart()
	l.lookAtScans()
	arrange.By(l.found, func(a, b Stuck) int { return int(a.Kind) - int(b.Kind) })
	return l.found
}

// stuckFinder gathers what does not go on at t.
type stuckFinder struct {
	*State
	t     time.Time
	rules FitRules
	found []Stuck
}

// add notes that an update does not go on. Of several the one that began first is told.
func (l *stuckFinder) add(v Stuck) {
	i := slices.IndexFunc(l.found, func(o Stuck) bool { return o.Kind == v.Kind })
	if i < 0 {
		l.found = append(l.found, v)
		return
	}
	o := &l.found[i]
	all := append(o.Updates, v.Updates...)
	if v.Since.Before(o.Since) {
		*o = v
	}
	o.Updates = all
}

// look looks at an update by its state.
func (l *stuckFinder) look(u *Update) {
	switch u.State {
	case Installing:
		l.lookAtInstallation(u)
	case Downloading:
		l.lookAtDownload(u)
	case WaitingForWindow, WaitingToInstall:
		l.lookAtWaiting(u)
	}
}

// lookAtInstallation finds that an installation goes on beyond its run time: the one that its
// deployment asked a window for, else the assumed one. The updates of a batch install one after the
// other, and no line says when the turn of one comes: they have the time for all of them.
func (l *stuckFinder) lookAtInstallation(u *Update) {
	begun := u.Install.Begun
	v := Stuck{Kind: StuckInstalling, Updates: []*Update{u}, Since: begun.At(), Proof: begun, Together: l.installedWith(u)}
	if d := l.longestDeployment(u); d != nil {
		v.RunTime = d.RequestedRunTime
	} else {
		v.RunTime, v.Assumed = l.rules.RunTime, true
	}
	v.RunTime *= time.Duration(v.Together)
	if begun.Timed() && l.t.Sub(begun.At()) > v.RunTime {
		l.add(v)
	}
}

// installedWith counts the updates of the batch that an update is installed in, itself included.
func (l *stuckFinder) installedWith(u *Update) int {
	n := 0
	for _, id := range l.updates.keys {
		o := &l.updates.get(id).Install
		if o.exists() && o.batch == u.Install.batch && (o.batch != 0 || o.running()) {
			n++
		}
	}
	return n
}

// lookAtDownload finds that a download has got no byte: it has no location, or its transfer stands
// still and the log that would tell of bytes is there.
func (l *stuckFinder) lookAtDownload(u *Update) {
	var last Evidence
	waits := false
	for _, id := range u.Contents {
		switch c := l.contents.get(id); {
		case c == nil || !c.inProgress():
		case c.State == ContentPaused:
			return // it waits for something that is known
		default:
			waits = waits || c.State == ContentWaitingForLocation
			last = newestOf(last, newestOf(c.Started, c.moved))
		}
	}
	if last.isZero() || !last.Timed() || l.t.Sub(last.At()) <= patienceBytes || !waits && !l.covers(logTransfers, last.At()) {
		return
	}
	l.add(Stuck{Kind: StuckDownload, Updates: []*Update{u}, Since: last.At(), Proof: last})
}

// lookAtWaiting finds that an update waits though the window is open, it fits, and nothing that must
// come first goes on.
func (l *stuckFinder) lookAtWaiting(u *Update) {
	win, since := l.WindowAt(l.t), u.Since()
	if win.Restricted != event.Yes || !win.Open || win.Since.IsZero() || u.RestartFirst() || !since.Timed() {
		return
	}
	if l.fit(u, win.timeAvailable(l.t), win, l.rules).Fits != event.Yes {
		return
	}
	if len(l.updatesIn(Installing))+len(l.updatesIn(PendingRestart)) > 0 {
		return
	}
	v := Stuck{Kind: StuckInWindow, Updates: []*Update{u}, Since: win.Since, Proof: since}
	if since.At().After(v.Since) {
		v.Since = since.At()
	}
	if l.t.Sub(v.Since) > patienceOpenWindow {
		l.add(v)
	}
}

// lookAtRestart finds that a restart is overdue: its deadline has passed, or updates have waited for
// one for very long, or none is planned for them.
func (l *stuckFinder) lookAtRestart() {
	waiting, r := l.updatesIn(PendingRestart), &l.Restart
	told := newestOf(r.Requested, r.Notified)
	if r.Initiated.after(told) {
		return // it goes on
	}
	due := r.Deadline
	counted := r.HasCount && r.PendingCount > 0
	if !due.IsZero() && !told.isZero() && l.t.Sub(due) > patienceDue && !r.ClientStarted.after(told) && (len(waiting) > 0 || counted) {
		l.add(Stuck{Kind: StuckRestart, Updates: waiting, Since: due, Proof: told})
		return
	}
	o := overdueFinder{State: l.State, t: l.t}
	for _, u := range waiting {
		if e := u.Since(); o.exceeds(e, patiencePendingRestart) || o.unplanned(u) {
			l.add(Stuck{Kind: StuckRestart, Updates: []*Update{u}, Since: e.At(), Proof: e})
		}
	}
}

// lookAtScans finds that the last scan failed, and since when none has succeeded.
func (l *stuckFinder) lookAtScans() {
	v := Stuck{Kind: StuckScan}
	all := l.Scans()
	for i := range all {
		switch c := &all[i]; {
		case !c.Ended:
		case !c.Result.Failed():
			v = Stuck{Kind: StuckScan}
		default:
			if v.Since.IsZero() {
				v.Since = c.End.At()
			}
			v.Proof, v.Code = c.End, c.Result
		}
	}
	if !v.Since.IsZero() && l.t.Sub(v.Since) > patienceScans {
		l.add(v)
	}
}
