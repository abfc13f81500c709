package summary

import (
	"strings"

	"ccmtail/model"
	"ccmtail/model/event"
)

// Reason says, beside an update's state, why it is so: nothing that the state has said already, the
// bytes of a download with it.
func (s *AsOf) Reason(u *model.Update) string {
	return s.reason(u, s.Verdict(u).Why)
}

func (s *AsOf) reason(u *model.Update, why string) string {
	if u.State == model.Failed {
		if code, ok := u.Result(); ok {
			if words := ExplainCode(code).Words(); words != "" {
				return words
			}
		}
	}
	if why == UpdateBadges[u.State].Word {
		why = ""
	}
	done, total := s.State.DownloadBytes(u)
	switch {
	case u.State != model.Downloading || total == 0 || done == 0 && why != "":
		return why
	case why == "":
		return SizeOf(done, total)
	}
	return why + ", " + SizeOf(done, total)
}

// ShortReason says the reason in a few words, for so many cells: bytes, a time, the arithmetic of a
// window; "" if the state says it all.
func (s *AsOf) ShortReason(u *model.Update, cells int) string {
	switch u.State {
	case model.Missing, model.Targeted:
		return s.shortIdleReason(u)
	case model.Downloading:
		return s.shortDownloadReason(u)
	case model.Downloaded:
		return "not started"
	case model.WaitingForWindow, model.WaitingToInstall:
		return s.shortWindowReason(u, cells)
	case model.PendingRestart:
		return s.shortRestartReason()
	case model.Failed:
		return shortFailure(u)
	case model.Superseded:
		if !u.SupersededBy.IsZero() {
			return "by " + UpdateName(s.State, u.SupersededBy)
		}
	}
	return ""
}

// shortFailure returns what the code of a failure means; "" if no line names one.
func shortFailure(u *model.Update) string {
	code, ok := u.Result()
	if !ok {
		return ""
	}
	if c := ExplainCode(code); c.Known && c.Meaning != "" {
		return strings.TrimSuffix(c.Meaning, ".")
	}
	return ExplainCode(code).Symbol
}

// shortIdleReason returns why nothing has happened with an update: its client is kept from it by a
// problem, or nothing has come yet.
func (s *AsOf) shortIdleReason(u *model.Update) string {
	do := s.Verdict(u).Do
	for _, f := range s.Findings() {
		if f.StopsClient() && f.Concerns(u.ID) && Sentence(f.Advice) == do {
			return "blocked: " + f.ID
		}
	}
	switch {
	case u.State == model.Missing && !u.Deployed():
		return "not deployed"
	case u.State == model.Targeted && u.JobState != "":
		return "job " + strings.ToLower(u.JobState)
	}
	return "not started"
}

func (s *AsOf) shortDownloadReason(u *model.Update) string {
	for _, id := range u.Contents {
		switch c := s.State.Content(id); {
		case c == nil:
		case c.State == model.ContentWaitingForLocation:
			return "no DP"
		case c.State == model.ContentDownloading && c.HasError:
			return attemptsText(c)
		}
	}
	if done, total := s.State.DownloadBytes(u); total > 0 {
		return SizeOf(done, total)
	}
	return ""
}

// attemptsText returns how often a download was tried again, and its last error: "1 retry,
// 0x80072ee2"; "" if all went well.
func attemptsText(c *model.Content) string {
	var parts []string
	if c.Retries > 0 {
		parts = append(parts, Count(c.Retries, "retry"))
	}
	if c.HasError {
		parts = append(parts, c.Error.String())
	}
	return strings.Join(parts, ", ")
}

func (s *AsOf) shortWindowReason(u *model.Update, cells int) string {
	switch {
	case u.RestartFirst():
		return "restart first"
	case s.State.LostContent(u):
		return "content removed"
	}
	w := s.WindowStatus()
	for _, f := range s.Fits() {
		switch {
		case f.Update != u:
		case w.Restricted == event.No:
			return "its turn"
		case f.Fits == event.No:
			return ShortFit(f, cells)
		case w.Open:
			return "its turn, needs " + Duration(f.Need) + assumedMark(f)
		case !w.Next.Start.IsZero():
			return "window " + s.Short(w.Next.Start)
		}
	}
	return "window unknown"
}

func (s *AsOf) shortRestartReason() string {
	switch r := &s.State.Restart; {
	case !r.Initiated.At().IsZero():
		return "restarting"
	case r.Deadline.After(s.At):
		return "restart by " + s.Short(r.Deadline)
	case !r.Deadline.IsZero():
		return "restart overdue"
	}
	return ""
}
