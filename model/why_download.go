package model

func (j *Judge) judgeDownload(v *Verdict, u *Update) {
	v.Why, v.Then = sentence("downloading"), "its content is there"
	for _, id := range u.Contents {
		c := j.contents.get(id)
		if c == nil || !c.inProgress() {
			continue
		}
		why, then := c.obstacle()
		if why.isZero() {
			continue
		}
		v.Why, v.Then, v.Proof = why, then, c.Changed
		if !c.Waits.isZero() {
			v.Proof = c.Waits
		}
		if c.HasError && c.ErrorEvidence != c.Changed {
			v.FurtherProof = []Evidence{c.ErrorEvidence}
		}
		if end := c.Waits.At().Add(j.locationPatience); c.nowhere && end.After(j.at) {
			v.Until, v.Then = end, "the client stops waiting for a distribution point"
		}
		if c.NextAttempt.After(j.at) {
			v.Until, v.Then = c.NextAttempt, "the client tries again"
		}
		return
	}
	if f := j.byUpdate[u.ID]; f != nil && f.Severity != SeverityInfo {
		v.Why, v.Proof = sentence("downloading; %s", Clause(f.Text.about(Subjects{Name: "this update"}))), f.newest()
	}
}

// obstacle says what keeps a content that has been asked for from coming, and what happens when that
// is over; nothing if nothing is known to.
func (c *Content) obstacle() (why Sentence, then string) {
	const again = "the next attempt succeeds"
	switch {
	case c.State == ContentWaitingForLocation:
		return sentence("waits for a distribution point that has its content"), "a distribution point is named"
	case c.State == ContentPaused && c.PausedBy == "metered":
		return sentence("paused: downloads over a metered network are not allowed"), "the client is on another network"
	case c.State == ContentPaused:
		return sentence("paused"), "the download may go on"
	case !c.HasError && c.HTTPStatus == 0 || c.moved.after(c.ErrorEvidence):
		return Sentence{}, ""
	case c.Retries > 0:
		return sentence("downloading; the transfer has been retried%s (%s)", Times(c.Retries), c.trouble()), again
	}
	return sentence("downloading; the last attempt failed: %s", c.trouble()), again
}

// Troubled reports whether something has kept the content from coming since bytes of it came last.
func (c *Content) Troubled() bool {
	why, _ := c.obstacle()
	return !why.isZero()
}

// trouble returns what the last error of a content was: the server's answer, else the code.
func (c *Content) trouble() Sentence {
	switch {
	case c.Answered() > 0:
		return sentence("the server %s", Answer(c.Answered()))
	case c.HasError:
		return sentence("%s", c.Error.String())
	}
	return sentence("no answer")
}

// judgeFailedDownload says why an update did not come down.
func (j *Judge) judgeFailedDownload(v *Verdict, u *Update) {
	for _, id := range u.Contents {
		c := j.contents.get(id)
		if c == nil || c.State != ContentFailed {
			continue
		}
		v.FurtherProof = []Evidence{c.ErrorEvidence}
		switch {
		case c.Answered() > 0:
			v.Why = sentence("its download failed: the server %s", Answer(c.Answered()))
			return
		case c.HasError:
			v.Why = sentence("its download failed with %s", CodeMeaning(c.Error))
			return
		}
	}
	if u.HasDownCode {
		v.Why = sentence("its download failed with %s", CodeMeaning(u.DownloadCode))
		return
	}
	v.Why = sentence("its download failed; the line does not say why")
}
