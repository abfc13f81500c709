package summary

import (
	"slices"
	"strings"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
)

// VerdictSentence says in one sentence how the client stands: what stands in the way of how many
// updates since when, then what is ready for what. It counts the very states and findings that are
// listed below it.
func (s *AsOf) VerdictSentence() string {
	var clauses []string
	stopped := s.stoppedClause()
	groups, inPlay := s.groupUpdates()
	for _, clause := range []string{stopped, s.clientClause(inPlay == 0)} {
		if clause != "" {
			clauses = append(clauses, clause)
		}
	}
	t := teller{asOf: s, total: inPlay}
	for _, g := range groups {
		if g.kind == done && stopped != "" {
			continue // it is about the others
		}
		if clause := t.clause(&g); clause != "" {
			clauses = append(clauses, clause)
		}
	}
	if len(groups) == 0 && stopped == "" || len(clauses) == 0 {
		clauses = append(clauses, s.idleClauses()...)
	}
	for i := 1; i < len(clauses); i++ {
		clauses[i] = continued(clauses[i])
	}
	sentence := Capitalized(strings.Join(clauses, "; ")) + "."
	if s.Preview {
		return "The newest records alone: " + sentence
	}
	return sentence
}

// stoppedClause returns what keeps the client from processing updates at all, "" if nothing does: the
// cause where a finding names one, and since when scans fail.
func (s *AsOf) stoppedClause() string {
	scans := s.failingScans()
	for _, f := range s.Causes() {
		switch {
		case !f.StopsClient() || scans.clause != "" && !f.NamesCause():
		case scans.asOf != "":
			return s.sinceClause(f) + "; " + scans.asOf
		default:
			return s.sinceClause(f)
		}
	}
	return scans.String()
}

// clientClause returns the worst error that is about the client as a whole, or about what belongs to no
// update, and neither stops the client nor explains the state of single updates, which is said with
// them; "" if there is none. Where there is nothing to say of updates, a warning is told too.
func (s *AsOf) clientClause(alone bool) string {
	for _, f := range s.Causes() {
		told := f.Severity == model.SeverityError || alone && f.Severity == model.SeverityWarning
		if told && !f.StopsClient() && !slices.ContainsFunc(f.Explained(), s.saysOf) {
			return s.sinceClause(f)
		}
	}
	return ""
}

// saysOf reports whether a verdict may say something of what has an id: an update or a deployment.
func (s *AsOf) saysOf(id event.GUID) bool {
	return s.State.Update(id) != nil || s.State.Deployment(id) != nil
}

// failingScans is since when no scan has succeeded, and what that means.
type failingScans struct {
	clause string      // "" if the last scan that has ended succeeded
	good   *model.Scan // the last one that did, nil if there is none
	asOf   string      // what that means for what is known of updates, "" if none is
}

// String returns it as a clause, "" if scans do not fail.
func (f failingScans) String() string {
	switch {
	case f.clause == "" || f.good != nil && f.asOf == "":
		return f.clause
	case f.good == nil:
		return f.clause + ", none has succeeded in these logs"
	}
	return f.clause + ": " + f.asOf
}

// failingScans returns since when no scan has succeeded.
func (s *AsOf) failingScans() failingScans {
	var first, last *model.Scan
	var f failingScans
	failed, with := 0, ""
	all := s.State.Scans()
	for i := range all {
		switch c := &all[i]; {
		case !c.Ended:
		case !c.Result.Failed():
			f.good, first, last, failed, with = c, nil, nil, 0, ""
		default:
			if first == nil {
				first = c
			}
			if last != nil && c.Result != last.Result {
				with = "last "
			}
			last, failed = c, failed+1
		}
	}
	if last == nil {
		return failingScans{}
	}
	f.clause = "scans have failed since " + s.EvidenceShort(first.End) + inBrackets(with+last.Result.String())
	if failed == 1 {
		f.clause = "the last scan failed " + onOrAt(s.EvidenceShort(last.End)) + inBrackets(last.Result.String())
	}
	if f.good != nil && len(s.Updates()) > 0 {
		f.asOf = "what is said of updates is as of " + s.EvidenceShort(f.good.End)
	}
	return f
}

// deploymentLog is the log that tells of deployments.
const deploymentLog = "UpdatesDeployment.log"

// tellsOfDeployments reports whether the logs would tell of a deployment.
func (s *AsOf) tellsOfDeployments() bool {
	if len(s.State.Deployments()) > 0 {
		return true
	}
	for name := range s.Coverage() {
		if strings.HasSuffix(name, deploymentLog) {
			return true
		}
	}
	return false
}

// idleClauses says how a client stands that has nothing to do with any update.
func (s *AsOf) idleClauses() []string {
	all, deployments := s.Updates(), len(s.State.Deployments())
	var clauses []string
	switch {
	case len(all) == 0 && deployments == 0 && (s.tellsOfDeployments() || len(s.Logs) == 0):
		clauses = []string{NoUpdates}
	case !s.tellsOfDeployments():
		clauses = []string{"deployments are not in these logs"}
		if len(all) == 0 {
			clauses = append(clauses, "no updates seen yet")
		}
	case deployments > 0:
		clauses = []string{Count(deployments, "deployment") + " " + Verb(deployments, "is", "are") + " known, but no updates of " + Verb(deployments, "it", "them")}
	case !s.State.KnowsDeployments(s.firstScan()):
		clauses = []string{"the logs of deployments do not reach back to the scan"}
	default:
		clauses = []string{"nothing is deployed to this client, as far as these logs show"}
	}
	noun := "update"
	for _, c := range CountStates(all, nil) {
		n := Grouped(c.N)
		if noun != "" {
			n = Count(c.N, noun)
		}
		clauses, noun = append(clauses, n+" "+Verb(c.N, "is", "are")+" "+c.Badge.Word), ""
	}
	return clauses
}

// firstScan returns when the first of the updates that are known was found by a scan.
func (s *AsOf) firstScan() time.Time {
	first := s.At
	for _, u := range s.Updates() {
		if at := u.Scan.AsOf.At(); HasTime(at) && at.Before(first) {
			first = at
		}
	}
	return first
}

// sinceClause returns what a finding says, and since when, where its records have a time.
func (s *AsOf) sinceClause(f *model.Finding) string {
	clause := withoutStop(Sentence(f.Text))
	if !HasTime(f.Began()) {
		return clause
	}
	return clause + " (since " + s.Short(f.Began()) + ")"
}

// withoutStop returns a sentence without its full stop.
func withoutStop(sentence string) string { return strings.TrimSuffix(sentence, ".") }
