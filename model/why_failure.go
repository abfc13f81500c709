package model

// judgeFailure says what an update failed with and, where that is known, what it means.
func (j *Judge) judgeFailure(v *Verdict, u *Update) {
	v.Then = "its deployment is evaluated again"
	if u.Deployed() && !j.Targets(u) {
		v.Then = "a deployment targets it again"
	}
	if u.FailedToDownload() {
		j.judgeFailedDownload(v, u)
		return
	}
	switch a := &u.Install; {
	case u.missingSince(a) && a.Outcome == Cancelled:
		v.Why, v.FurtherProof = sentence("its installation was cancelled before it ended, and a scan since then found it missing"), []Evidence{u.Scan.Evidence}
	case u.missingSince(a) && a.Outcome == Unwatched:
		what := "the client stopped watching its installation"
		if !a.HasCode || a.Code == CodeRunTimeOver {
			what = "ran beyond its maximum run time"
		}
		v.Why, v.FurtherProof = sentence("%s, and a scan since then found it missing", what), []Evidence{u.Scan.Evidence}
	case a.Outcome == Cancelled:
		v.Why = sentence("its installation was cancelled before it ended; its result is not known")
	case a.Outcome == Unwatched && a.HasCode && a.Code != CodeRunTimeOver:
		v.Why = sentence("the client no longer watches its installation (%s), and it may still be installed", a.Code.String())
		v.Then = "the next scan tells whether it took"
	case a.Outcome == Unwatched:
		v.Why = sentence("ran beyond its maximum run time; the client no longer watches it, and it may still be installed")
		v.Then = "the next scan tells whether it took"
	case a.HasCode:
		with := " with"
		if !u.FailedAlike() {
			with = ", last with"
		}
		v.Why = sentence("failed%s%s %s", Times(u.FailuresInARow()), with, CodeMeaning(a.Code))
	default:
		v.Why = sentence("failed; the line does not say why")
	}
}

// FailuresInARow returns how many installations have failed since the last one that did not.
func (u *Update) FailuresInARow() int {
	n := 0
	for past := u.pastInstalls; n < len(past) && past[len(past)-1-n].unsuccessful(); n++ {
	}
	switch {
	case u.Install.unsuccessful():
		return n + 1
	case u.Install.exists():
		return 0
	}
	return n
}

// FailedAlike reports whether all of these failed with one code.
func (u *Update) FailedAlike() bool {
	n := u.FailuresInARow()
	if u.Install.unsuccessful() {
		n--
	}
	for past := u.pastInstalls; n > 0; n-- {
		if a := &past[len(past)-n]; a.Code != u.Install.Code || a.HasCode != u.Install.HasCode {
			return false
		}
	}
	return true
}
