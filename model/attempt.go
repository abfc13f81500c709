package model

import (
	"time"

	"ccmtail/model/event"
)

// Outcome is how an attempt has ended.
type Outcome uint8

// The outcomes of an attempt.
const (
	// Running: it has not ended, as far as the logs show.
	Running Outcome = iota
	// Succeeded and FailedAttempt are results.
	Succeeded
	FailedAttempt
	// Cancelled: the client stopped it before it had a result.
	Cancelled
	// Unwatched: its maximum run time was over. The installer may go on; the client no longer looks.
	Unwatched
	// Lost: the client started anew, or the batch ended, before any line told a result.
	Lost
	Outcomes = iota
)

// String returns the outcome's name in reports.
func (o Outcome) String() string {
	return [Outcomes]string{"running", "succeeded", "failed", "cancelled", "run-time-over", "unknown"}[o]
}

// Attempt is one installation of an update.
type Attempt struct {
	Begun, Ended Evidence // zero where no line shows it
	Outcome      Outcome
	Code         event.Code
	HasCode      bool
	// Restart says whether its installer wants a restart: its own word, or that of the batch where it
	// has none.
	Restart event.Tri
	// Restarted is the start of the client after it.
	Restarted Evidence
	// ToCome is the line that says after that start that its part after the restart is still to come.
	ToCome Evidence
	// Checked is when the client was sure that it took, after the restart it wanted.
	Checked Evidence
	// Undone is the first line of a scan after it that found the update missing again.
	Undone Evidence

	batch    int  // the installation batch it belongs to, 0 unknown
	revision int  // of the update, 0 unknown
	own      bool // its result is the update's own line
}

// exists reports whether there is an attempt at all.
func (a *Attempt) exists() bool { return !a.Begun.isZero() || !a.Ended.isZero() }

// running reports whether the attempt goes on.
func (a *Attempt) running() bool { return a.exists() && a.Outcome == Running }

// waitsForRestart reports whether it wants a restart that has not done its work yet.
func (a *Attempt) waitsForRestart() bool {
	return a.Outcome == Succeeded && a.Restart == event.Yes && a.Checked.isZero() && a.Undone.isZero()
}

// unsuccessful reports whether it ended without success.
func (a *Attempt) unsuccessful() bool {
	return a.Outcome == FailedAttempt || a.Outcome == Cancelled || a.Outcome == Unwatched
}

// last returns the newest line about it that changes what is known.
func (a *Attempt) last() Evidence {
	return newestOf(newestOf(a.Begun, a.Ended), a.Checked)
}

// Attempts returns the update's installations, oldest first; the last one may still go on.
func (u *Update) Attempts() []Attempt {
	if !u.Install.exists() {
		return u.pastInstalls
	}
	return append(u.pastInstalls[:len(u.pastInstalls):len(u.pastInstalls)], u.Install)
}

// AttemptCount returns how many installations have ended, whatever their result.
func (u *Update) AttemptCount() int {
	n := len(u.pastInstalls)
	if u.Install.exists() && u.Install.Outcome != Running {
		n++
	}
	return n
}

// undone returns the attempts after which the update was found missing again, since the last one that
// took.
func (u *Update) undone() []Attempt {
	var all []Attempt
	for _, a := range u.Attempts() {
		switch {
		case !a.Undone.isZero():
			all = append(all, a)
		case a.Outcome == Succeeded:
			all = nil
		}
	}
	return all
}

// Undone returns how often the update was installed and found missing again since it last took.
func (u *Update) Undone() int { return len(u.undone()) }

// missingSince reports whether a scan after the end of an attempt found the update missing.
func (u *Update) missingSince(a *Attempt) bool {
	return u.Scan.Result == FoundMissing && u.Scan.AsOf.after(a.Ended)
}

// loops reports whether the update was more than once installed, restarted for, and found missing
// again. Without restarts it is only tried again.
func (u *Update) loops() bool {
	rounds := 0
	for _, a := range u.undone() {
		if !(a.Restarted.isZero() && a.Checked.isZero()) {
			rounds++
		}
	}
	return rounds > 1
}

// beginInstall begins an attempt, if none goes on.
func (u *Update) beginInstall(batch int, e *event.Event) {
	if u.Install.running() {
		if u.Install.batch == 0 {
			u.Install.batch = batch
		}
		return
	}
	u.newInstall()
	u.Install = Attempt{Begun: EvidenceOf(e), batch: batch}
}

// newInstall puts the present attempt behind the earlier ones.
func (u *Update) newInstall() {
	if u.Install.exists() {
		u.pastInstalls = appendStep(u.pastInstalls, u.Install, &u.DroppedSteps)
	}
	u.Install = Attempt{}
}

// result is what a line tells of the end of an installation.
type result struct {
	outcome Outcome
	code    event.Code
	hasCode bool
	restart event.Tri
	own     bool // the update's own line
	windows bool // one of the Windows Update Agent
}

// endInstall ends the attempt that goes on. Several logs tell of one end: a line of less weight adds
// only what the others lack, and the update's own line overrules them.
func (u *Update) endInstall(r result, e *event.Event) {
	a := &u.Install
	switch {
	case a.running():
	case a.exists() && u.sameEnd(r, e):
		u.amend(r)
		return
	default:
		u.newInstall()
	}
	a.Ended, a.Outcome, a.Code, a.HasCode = EvidenceOf(e), r.outcome, r.code, r.hasCode
	a.own, a.revision = r.own, u.Revision
	if r.restart != event.Unsaid {
		a.Restart = r.restart
	}
}

// sameEndWithin is how long after the end of an installation another log's line counts as being
// about the same one: the deployment agent raises its state messages later than the update agent
// ends.
const sameEndWithin = 30 * time.Minute

// sameEnd reports whether a line tells of the end that is known already: one of another log, soon
// after it.
func (u *Update) sameEnd(r result, e *event.Event) bool {
	a := &u.Install
	switch {
	case a.Outcome == Lost:
		return r.own && a.Undone.isZero() // the result that was missing
	case r.own && a.own:
		return false
	case !r.own && r.outcome == Succeeded && a.Outcome == Succeeded && a.Undone.isZero():
		return true // it is installed, as was known
	case !a.Undone.isZero() || e.Time().Sub(a.Ended.At()) > sameEndWithin:
		return false
	}
	return r.own || !a.own || r.outcome == a.Outcome || !r.windows
}

// amend adds to the end of an attempt what a further line knows of it.
func (u *Update) amend(r result) {
	a := &u.Install
	if r.own && !a.own {
		a.Outcome, a.own = r.outcome, true
		a.Code, a.HasCode = r.code, r.hasCode
		if r.restart != event.Unsaid {
			a.Restart = r.restart
		}
	}
	if r.hasCode && (!a.HasCode || !a.Code.Failed() && r.code.Failed() && a.unsuccessful()) {
		a.Code, a.HasCode = r.code, true
	}
	if a.Restart == event.Unsaid {
		a.Restart = r.restart
	}
}
