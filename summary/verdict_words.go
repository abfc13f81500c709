package summary

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"ccmtail/model"
	"ccmtail/model/event"
)

// teller puts the groups of a verdict into words, one after the other.
type teller struct {
	asOf  *AsOf
	total int  // how many updates the verdict is about
	named bool // whether a clause before this one has said that it is about updates
}

// clause says one group: "29 of 46 updates wait for a distribution point since Sat 08:01".
func (t *teller) clause(g *updateGroup) string {
	n := len(g.updates)
	switch {
	case g.kind == restartPending && n == 0 && !t.asOf.State.Restart.Initiated.At().IsZero():
		return "a restart began " + onOrAt(t.asOf.EvidenceShort(t.asOf.State.Restart.Initiated))
	case g.kind == restartPending && n == 0:
		return "a restart is pending" + t.asOf.restartDue()
	case g.kind == done && n == t.total && len(t.asOf.State.Deployments()) > 0:
		return t.allDone()
	case g.kind == done:
		return t.installed()
	}
	return t.subject(g) + " " + t.asOf.predicate(g, g.kind)
}

// subject names the updates of a group: one by its KB, several by their number.
func (t *teller) subject(g *updateGroup) string {
	n := len(g.updates)
	if kb := g.updates[0].KB; n == 1 && kb != "" {
		return "KB" + kb
	}
	switch {
	case t.named:
		return Grouped(n)
	case g.kind <= tooLong && n < t.total:
		t.named = true
		return Grouped(n) + " of " + Count(t.total, "update")
	}
	t.named = true
	return Count(n, "update")
}

// allDone says that nothing is left to do.
func (t *teller) allDone() string {
	of, installed, superseded, all := 0, 0, 0, 0
	for _, u := range t.asOf.Updates() {
		if u.State == model.Installed {
			all++
		}
		if u.Deployed() {
			of++
			switch u.State {
			case model.Installed:
				installed++
			case model.Superseded:
				superseded++
			}
		}
	}
	what := "installed or not needed"
	switch {
	case installed == of:
		what = "installed"
	case superseded == of:
		what = "superseded"
	}
	switch {
	case of < t.total: // some were installed without a deployment that the logs name
		return t.installed()
	case t.asOf.someUnnamed():
		return t.installed()
	case of == 1:
		return "the only deployed update is " + what
	case of == 2:
		return "both deployed updates are " + what
	}
	return "all " + Grouped(of) + " deployed updates are " + what
}

// someUnnamed reports whether a deployment has more updates than the logs name.
func (s *AsOf) someUnnamed() bool {
	return slices.ContainsFunc(s.State.Deployments(), func(d *model.Deployment) bool { return d.CICount > len(d.Updates) })
}

// installed says how many updates are installed, deployed or not, "" if none is.
func (t *teller) installed() string {
	for _, c := range CountStates(t.asOf.Updates(), nil) {
		switch {
		case c.State != model.Installed:
		case t.named:
			return Grouped(c.N) + " " + Verb(c.N, "is", "are") + " installed"
		default:
			t.named = true
			return Count(c.N, "update") + " " + Verb(c.N, "is", "are") + " installed"
		}
	}
	return ""
}

// predicate says what goes for the updates of a group.
func (s *AsOf) predicate(g *updateGroup, kind groupKind) string {
	n := len(g.updates)
	switch kind {
	case installFailed, downloadFailed:
		if n == 1 && kind == installFailed && len(g.with) == 1 && !g.updates[0].FailedAlike() {
			return failurePhrase(g) + inBrackets("last "+g.with[0])
		}
		return failurePhrase(g) + g.withErrors()
	case undone:
		times := ""
		if n == 1 {
			times = timesText(g.updates[0].Undone())
		}
		return Verb(n, "was", "were") + " installed and found missing again" + times
	case withoutLocation:
		return Verb(n, "waits", "wait") + " for a distribution point" + s.sinceText(g)
	case retrying:
		if !s.retried(g) {
			return Verb(n, "has", "have") + " had a failing download" + s.sinceText(g) + g.withErrors()
		}
		return Verb(n, "has", "have") + " been retrying the download" + s.sinceText(g) + g.withErrors()
	case obstructed:
		return s.obstruction(g)
	case paused:
		return Verb(n, "is", "are") + " paused while downloading" + inBrackets(g.cause)
	case tooLong:
		which := "the next"
		if s.WindowStatus().Open {
			which = "the open"
		}
		return Verb(n, "does", "do") + " not fit into " + which + " window"
	case restartPending:
		return Verb(n, "waits", "wait") + " for a restart" + s.restartDue()
	case ready:
		return s.readyPhrase(n)
	case notBegun:
		return s.notBegunPhrase(g)
	case restartFirst:
		return Verb(n, "needs", "need") + " a restart before " + Verb(n, "it", "they") + " can be installed"
	}
	return Verb(n, "is", "are") + " " + groupWords[kind]
}

// retried reports whether a line says that the client tries again to download one of the updates.
func (s *AsOf) retried(g *updateGroup) bool {
	return slices.ContainsFunc(g.updates, func(u *model.Update) bool {
		return slices.ContainsFunc(u.Contents, func(id event.GUID) bool {
			c := s.State.Content(id)
			return c != nil && c.Retries > 0
		})
	})
}

// notBegunPhrase says of updates that nothing has been done with them, or what their deployments report
// that keeps them.
func (s *AsOf) notBegunPhrase(g *updateGroup) string {
	n := len(g.updates)
	for _, id := range g.updates[0].Deployments {
		if d := s.State.Deployment(id); d != nil && d.SaysInstalled() {
			return Verb(n, "is", "are") + " targeted, and " + Verb(n, "its", "their") + " deployment reports that it has installed its updates"
		}
		if d := s.State.Deployment(id); d != nil && d.State == model.DeploymentFailed && d.SaysFailed() {
			return Verb(n, "is", "are") + " targeted, and " + Verb(n, "its", "their") + " deployment reports that it failed"
		}
	}
	switch {
	case s.failingScans().clause != "":
		return Verb(n, "waits", "wait") + " for a scan that works"
	case s.stoppedClause() != "":
		return Verb(n, "is", "are") + " held up by it"
	case n == 1 && strings.HasPrefix(g.updates[0].JobState, "Wait"):
		return "has a job in the state " + g.updates[0].JobState
	}
	return Verb(n, "has", "have") + " not begun" + s.deadlineText(g)
}

// groupWords are the words for groups that nothing else is to be said of.
var groupWords = map[groupKind]string{
	contentGone: "to be downloaded again", aboutToInstall: "about to install", unknownEnd: "not known to be installed: how the last installation ended is not in these logs",
	missingAgain: "missing again", notDeployed: "not deployed any more",
	restarted: "to be checked after the restart", installing: "installing", downloading: "downloading", downloaded: "downloaded",
}

// failurePhrase says that updates have failed: how often, where it is one.
func failurePhrase(g *updateGroup) string {
	switch {
	case g.kind == downloadFailed:
		return "failed to download"
	case len(g.updates) > 1:
		return "failed to install"
	}
	switch u := g.updates[0]; u.Install.Outcome {
	case model.Cancelled:
		return "was cancelled while installing"
	case model.Unwatched:
		if u.Install.HasCode && u.Install.Code != model.CodeRunTimeOver {
			return "is no longer watched while installing"
		}
		return "exceeded its maximum run time"
	default:
		return "failed to install" + timesText(u.FailuresInARow())
	}
}

// maxErrors is how many errors a verdict names.
const maxErrors = 2

// withErrors returns what updates failed with, in brackets.
func (g *updateGroup) withErrors() string {
	named := strings.Join(g.with[:min(len(g.with), maxErrors)], ", ")
	if more := len(g.with) - maxErrors; more > 0 {
		named += " and " + Count(more, "other error")
	}
	return inBrackets(named)
}

func inBrackets(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

func (s *AsOf) sinceText(g *updateGroup) string {
	if !HasTime(g.since) {
		return ""
	}
	return " since " + s.Short(g.since)
}

// obstruction says what updates are doing and what stands in their way.
func (s *AsOf) obstruction(g *updateGroup) string {
	what := s.predicate(g, g.among)
	if len(g.found) > 1 { // each one tells of its own update
		return what + ", with " + g.cause + s.sinceText(g)
	}
	return what + ": " + lowerFirst(withoutStop(Sentence(g.found[0].Text)))
}

// lowerFirst returns a sentence as it goes on behind a colon: a word begins small, a name like
// KB5081777 stays.
func lowerFirst(s string) string {
	if len(s) > 1 && unicode.IsLower(rune(s[1])) && !strings.HasPrefix(s, "Windows ") {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}

// continued returns a clause as it goes on behind another one: an article begins small, a name stays.
func continued(s string) string {
	first, _, _ := strings.Cut(s, " ")
	switch first {
	case "A", "An", "No", "The":
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}

// restartDue returns when a restart that is pending comes, as the end of a clause.
func (s *AsOf) restartDue() string {
	switch r := &s.State.Restart; {
	case !r.Initiated.At().IsZero():
		return " that began " + onOrAt(s.EvidenceShort(r.Initiated))
	case r.Deadline.IsZero():
		return ""
	case r.Deadline.After(s.At):
		return ", due " + s.Short(r.Deadline)
	default:
		return ", overdue since " + s.Short(r.Deadline)
	}
}

// readyPhrase says which window updates wait for that could install.
func (s *AsOf) readyPhrase(n int) string {
	st := s.WindowStatus()
	next := OnMinute(st.Next.Start)
	switch {
	case st.Restricted == event.No:
		return Verb(n, "is", "are") + " ready to install"
	case st.Open && st.Until.IsZero():
		return Verb(n, "is", "are") + " ready, the window is open"
	case st.Open:
		return Verb(n, "is", "are") + " ready, the window is open until " + s.Short(OnMinute(st.Until))
	case next.IsZero():
		return Verb(n, "waits", "wait") + " for a maintenance window"
	}
	return Verb(n, "is", "are") + " ready for the window " + onOrAt(s.Short(next))
}

// onOrAt returns a time in short as it stands behind a verb: "at 19:00", "on Wed 19:00".
func onOrAt(short string) string {
	if strings.Contains(short, " ") {
		return "on " + short
	}
	return "at " + short
}

// deadlineText returns the deadline to come that updates have in common, as the end of a clause; "" if
// there is none.
func (s *AsOf) deadlineText(g *updateGroup) string {
	var at string
	for _, u := range g.updates {
		due := s.nextDeadline(u)
		if due.IsZero() {
			continue
		}
		if text := s.Short(due); at == "" || at == text {
			at = text
		} else {
			return ""
		}
	}
	if at == "" {
		return ""
	}
	return ", due " + at
}

// nextDeadline returns the first deadline to come of an update's deployments, zero if none is known.
func (s *AsOf) nextDeadline(u *model.Update) time.Time {
	var next time.Time
	for _, id := range u.Deployments {
		if d := s.State.Deployment(id); d != nil && d.Deadline.After(s.At) && (next.IsZero() || d.Deadline.Before(next)) {
			next = d.Deadline
		}
	}
	return next
}
