package parsers

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ccmtail/model/event"
)

// ending is how a step ends, as far as rules tell: by which events. An ending without an event has
// the reason in its place.
type ending struct {
	kinds  []event.Kind
	reason string
}

// by is an ending that events tell.
func by(kinds ...event.Kind) ending { return ending{kinds: kinds} }

// untold is an ending that no rule tells, and why.
func untold(reason string) ending { return ending{reason: reason} }

const (
	noSource  = "no published line says so"
	noneKnown = "does not happen in this step"
)

// steps are the steps of a deployment, each with its endings: a line that says a step went well has
// its twins.
var steps = []struct {
	name                      string
	well, fails, waits, stops ending
}{
	{"policy", by(event.UpdatesEnabled, event.DeploymentCICount), by(event.DeploymentError), by(event.ConfigurationMissing), by(event.DeploymentRemoved)},
	{"update point", by(event.ScanServerNamed, event.ScanSourceAdded), by(event.ScanSourceFailed, event.ScanBlocked, event.GroupPolicyUnreadable, event.NotInBoundaryGroup), by(event.ScanLocationRequested, event.GroupPolicyWait), untold(noneKnown)},
	{"scan", by(event.ScanSucceeded, event.ScanEnded), by(event.ScanFailed, event.WUACallFailed), by(event.ScanRoundTrips), untold("a scan that stops writes nothing")},
	{"applicability", by(event.UpdateStatus, event.UpdateStored, event.UpdateRepeated), by(event.UpdateUnevaluated), untold(noneKnown), by(event.UpdateSuperseded)},
	{"targeting", by(event.UpdateTargeted, event.DetectionDone), by(event.DeploymentError), by(event.EvaluationRequested), by(event.DownloadRefused)},
	{"location of content", by(event.ContentLocationFound, event.CTMDownloadStarted), by(event.CTMLocationsEmpty, event.LocationRequestEmpty), by(event.CTMLocationRequested, event.CTMPhase), untold(noSource)},
	{"list of files", by(event.DTSState), by(event.ManifestFailed, event.CertificateRejected), by(event.DTSRetry, event.TransferError), by(event.TransferPaused)},
	{"bytes", by(event.DTSProgress, event.DTSEnded), by(event.DTSFailed, event.CTMFailed, event.CacheFull), by(event.DTSRetry, event.CTMLocationSwitched), by(event.DTSState, event.TransferPaused)},
	{"hash", by(event.ContentVerified, event.ContentCached), by(event.ContentFailed, event.ContentHashMismatch), by(event.ContentRequested), by(event.ContentRemoved)},
	{"download of an update", by(event.DownloadDone), by(event.UpdateDownloadFailed), by(event.UpdateProgress), by(event.UpdateReported)},
	{"maintenance window", by(event.WindowSecondsLeft, event.NoRestrictingWindow), by(event.WindowInvalid, event.WindowNotFound), by(event.DeploymentWaitsForWindow), by(event.WindowOverride)},
	{"hand-over to Windows Update", by(event.UpdateBatched, event.InstallStarted), by(event.InstallFailed, event.DeltaDownloadFailed), untold(noSource), untold(noneKnown)},
	{"installation", by(event.UpdateInstallEnded, event.InstallEnded, event.ContentInstallEnded, event.PackageInstalled), by(event.UpdateInstallEnded, event.ContentInstallEnded, event.PackageFailed, event.InstallerFailed, event.StoreDamaged), by(event.UpdateProgress), by(event.InstallCancelled, event.UpdateTimedOut)},
	{"restart", by(event.RestartInitiated, event.ClientStarted), by(event.RestartMissed), by(event.RestartRequested, event.RestartNotified, event.PendingRestartCount), untold("a restart that a deployment suppresses writes nothing")},
	{"after the restart", by(event.UpdatePostRestart, event.DetectionAfterRestart), by(event.UpdatePostRestart, event.RolledBack, event.DriverFailed), by(event.PendingRestartCount), untold(noneKnown)},
	{"feature update", by(event.SetupEnded), by(event.SetupEnded, event.SetupFailed, event.SetupDiagnosed), untold(noSource), by(event.RolledBack)},
	{"report to the site", by(event.StateMessagesSent, event.MessageDelivered), by(event.MessageFailed, event.RegistrationFailed), by(event.StateMessageRecorded, event.MessageQueued), by(event.TransferPaused)},
}

// TestEveryStepHasItsBadEnds fails for an event of a step that no rule makes, and for an ending
// without events that does not say why.
func TestEveryStepHasItsBadEnds(t *testing.T) {
	made := map[event.Kind]bool{}
	for _, l := range logs {
		for i := range l.rules {
			made[l.rules[i].kind] = true
		}
	}
	kinds := readKinds(t)
	for _, s := range steps {
		for _, e := range []ending{s.well, s.fails, s.waits, s.stops} {
			if (len(e.kinds) == 0) != (e.reason != "") {
				t.Errorf("%s: %+v", s.name, e)
			}
			for _, k := range e.kinds {
				if !made[k] {
					t.Errorf("%s: no rule makes %s", s.name, kinds[k].name)
				}
			}
		}
	}
}

// documentSteps writes the table of steps.
func documentSteps(b *strings.Builder, kinds []kindDoc) {
	b.WriteString("\n## Steps and how they end\n\nFor each step of a deployment, the events that tell how it ends, with the logs that have such a line, or why there is none.\n\n" +
		"| step | well | failed | tried again, or waits | given up, refused, cancelled |\n|---|---|---|---|---|\n")
	for _, s := range steps {
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", s.name, s.well.text(kinds), s.fails.text(kinds), s.waits.text(kinds), s.stops.text(kinds))
	}
}

func (e ending) text(kinds []kindDoc) string {
	if e.reason != "" {
		return "– (" + e.reason + ")"
	}
	var all []string
	for _, k := range e.kinds {
		all = append(all, fmt.Sprintf("%s (%s)", kinds[k].name, strings.Join(logsThatTell(k), ", ")))
	}
	return strings.Join(all, "; ")
}

// logsThatTell returns the logs with a rule that makes an event.
func logsThatTell(k event.Kind) []string {
	var names []string
	for _, l := range logs {
		if slices.ContainsFunc(l.rules, func(r rule) bool { return r.kind == k }) {
			names = append(names, l.name)
		}
	}
	return names
}
