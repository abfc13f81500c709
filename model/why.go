package model

import (
	"fmt"
	"strings"
	"time"
)

// Why says in one sentence why an update is where it is at t, and what it waits for; "" if there is
// nothing to say beyond its state.
func (s *State) Why(u *Update, t time.Time, rules FitRules) string {
	if u.State == UpdateMissing && u.Deployed() || u.State == UpdateIsTargeted {
		if f := s.blocker(); f != nil {
			return "nothing happens: " + firstLower(f.Text)
		}
	}
	switch u.State {
	case UpdateMissing:
		if !u.Deployed() {
			return "missing, but no deployment seen targets it"
		}
		return "missing; its deployment has not begun with it"
	case UpdateIsTargeted:
		if u.JobState != "" {
			return "targeted; job state " + u.JobState
		}
		return "targeted; no download or installation seen yet"
	case UpdateDownloading:
		return s.whyDownloading(u)
	case UpdateDownloaded:
		return "downloaded; no installation attempt seen yet"
	case UpdateWaitingForWindow, UpdateWaitingToInstall:
		return s.whyWaiting(u, t, rules)
	case UpdatePendingReboot:
		return s.whyReboot(t)
	case UpdateFailed:
		return "failed with " + u.Result.String()
	case UpdateIsSuperseded:
		if !u.Superseding.IsZero() {
			return "superseded by " + s.nameOf(u.Superseding)
		}
	}
	return ""
}

// blocker is the trouble that keeps the client from processing updates at all, nil if there is none.
func (s *State) blocker() *Finding {
	for _, k := range s.found {
		f := s.findings[k]
		if f.Lasts() && (k.id >= "F01" && k.id <= "F08" || k.id == "F29") {
			return f
		}
	}
	return nil
}

func firstLower(text string) string {
	return strings.ToLower(text[:1]) + strings.TrimSuffix(text[1:], ".")
}

func (s *State) nameOf(id GUID) string {
	if u := s.updates[id]; u != nil {
		return u.Name()
	}
	return id.String()
}

func (s *State) whyDownloading(u *Update) string {
	for _, id := range u.Contents {
		c := s.contents[id]
		switch {
		case c == nil:
		case c.Phase == ContentWaitingForLocation:
			return "waits for a distribution point that has its content"
		case c.Retries > 0 && c.HasError && c.Phase == ContentDownloading:
			return fmt.Sprintf("downloading; the transfer has been retried (%s)", c.Error)
		}
	}
	return "downloading"
}

func (s *State) whyWaiting(u *Update, t time.Time, rules FitRules) string {
	st := s.WindowAt(t)
	f := s.fit(u, st.room(t), st, rules)
	need := "needs " + span(f.Need)
	if !f.Measured {
		need += " (assumed)"
	}
	switch {
	case st.Restricted == No:
		return "waits its turn; no service window restricts it"
	case st.Open && f.Fits == No:
		return s.tooLong(fmt.Sprintf("the open window has %s left, it %s", span(f.Left), need), f, t)
	case st.Open && u.State == UpdateWaitingToInstall:
		return "the window is open; waits its turn to install"
	case st.Open:
		return "the window is open; waits for its deployment to start, " + need
	case !st.Next.Start.IsZero() && f.Fits == No:
		return s.tooLong(fmt.Sprintf("the next window lasts %s, it %s", span(f.Left), need), f, t)
	case !st.Next.Start.IsZero():
		return fmt.Sprintf("waits for the window that opens in %s, %s", span(st.Next.Start.Sub(t)), need)
	case f.Measured:
		return "waits for a service window, " + need + "; when one opens is not in the logs"
	}
	return "waits for a service window; when one opens is not in the logs"
}

// tooLong adds that no window known is ever long enough.
func (s *State) tooLong(why string, f Fit, t time.Time) string {
	if longest := s.Longest(t); longest > 0 && f.Measured && f.Need > longest {
		return why + "; no window known is long enough"
	}
	return why
}

func (s *State) whyReboot(t time.Time) string {
	r := &s.Reboot
	switch {
	case !r.Initiated.At.IsZero():
		return "the restart has been started"
	case r.Deadline.After(t):
		return fmt.Sprintf("waits for a restart, due in %s", span(r.Deadline.Sub(t)))
	case !r.Deadline.IsZero():
		return fmt.Sprintf("waits for a restart, overdue by %s", span(t.Sub(r.Deadline)))
	}
	return "waits for a restart"
}
