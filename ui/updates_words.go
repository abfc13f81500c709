package ui

import (
	"fmt"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
)

// shortReason is the reason in a few words: bytes, a time, the arithmetic of a window; "" if the state says it all.
func shortReason(d *renderContext, u *model.Update) string {
	switch u.State {
	case model.Downloading:
		if done, total := d.asOf.state.DownloadBytes(u); total > 0 {
			return sizeOfText(done, total)
		}
	case model.Failed:
		return codeMeaning(u.Result)
	case model.PendingRestart:
		switch r := &d.asOf.state.Restart; {
		case !r.Initiated.At.IsZero():
			return "restarting"
		case r.Deadline.After(d.asOf.at):
			return "restart by " + d.asOf.shortTime(r.Deadline)
		case !r.Deadline.IsZero():
			return "restart overdue"
		}
	case model.WaitingForWindow, model.WaitingToInstall:
		return shortWindowReason(d, u)
	case model.Missing, model.Targeted, model.Downloaded, model.Superseded:
		return summary.Sentence(d.asOf.state.Why(u, d.asOf.at, d.asOf.rules))
	}
	return ""
}

func shortWindowReason(d *renderContext, u *model.Update) string {
	w := d.asOf.window
	for _, f := range d.asOf.fits {
		switch {
		case f.Update != u:
		case w.Restricted == event.No:
			return "its turn"
		case f.Fits == event.No:
			return fmt.Sprintf("needs %d > %d min%s", roundedMinutes(f.Need), roundedMinutes(f.Available), either(f.NeedLogged, "", "?"))
		case w.Open:
			return "its turn, " + summary.Duration(f.Need) + either(f.NeedLogged, "", "?")
		case !w.Next.Start.IsZero():
			return "window " + d.asOf.shortTime(w.Next.Start)
		}
	}
	return "window unknown"
}

// installedCount is how many updates of a deployment are installed, and how many there are.
func installedCount(s *model.State, a *model.Deployment) (done, all int) {
	seen := map[*model.Update]bool{}
	for _, g := range a.Updates {
		u := s.Update(g)
		if u == nil || seen[u] {
			continue
		}
		seen[u] = true
		all++
		done += btoi(u.State == model.Installed)
	}
	return done, all
}

// updateLabel is an update's shortest clear name.
func updateLabel(u *model.Update) string {
	switch {
	case u.KB != "":
		return "KB" + u.KB
	case u.Title != "":
		return u.Title
	}
	return u.ID.Short()
}

// urgency orders states by how much they want to be looked at.
var urgency = [model.UpdateStates]int{
	model.Failed: 0, model.Installing: 1, model.PendingRestart: 2, model.Downloading: 3,
	model.WaitingToInstall: 4, model.WaitingForWindow: 5, model.Downloaded: 6, model.Targeted: 7,
	model.Missing: 8, model.Unknown: 9, model.Installed: 10, model.Superseded: 11, model.NotRequired: 12,
}

func articleOrID(u *model.Update) string {
	if u.KB != "" {
		return "KB" + u.KB
	}
	return u.ID.Short()
}

// stateText is the state's word, with the result of a failure.
func stateText(u *model.Update, width int) string {
	if u.State == model.Failed && u.HasResult && width >= 16 {
		return "failed " + u.Result.String()
	}
	return updateStateWords[u.State]
}

// stateColumnText is the state's word for a column; without room for a bar a download's percentage stands behind it.
func stateColumnText(d *renderContext, u *model.Update, width int, percent bool) string {
	if done, total := d.asOf.state.DownloadBytes(u); percent && u.State == model.Downloading && total > 0 {
		return fmt.Sprintf("%s %d%%", updateStateWords[u.State], min(done*100/total, 100))
	}
	return stateText(u, width)
}

// stateAge is how long the update has been in its state.
func stateAge(d *renderContext, u *model.Update) string {
	since := u.Since().At
	if since.IsZero() {
		return ""
	}
	if t := d.asOf.at.Sub(since); t >= 100*time.Hour {
		return fmt.Sprintf("%d d", int(t.Hours()/24))
	}
	return d.asOf.lastedText(since)
}

// updateReason is why the update is where it is, with the bytes of a download.
func updateReason(d *renderContext, u *model.Update) string {
	why := summary.Sentence(d.asOf.state.Why(u, d.asOf.at, d.asOf.rules))
	if m := codeMeaning(u.Result); u.State == model.Failed && m != "" {
		return m
	}
	if done, total := d.asOf.state.DownloadBytes(u); u.State == model.Downloading && total > 0 {
		why += " " + sizeOfText(done, total)
	}
	return why
}
