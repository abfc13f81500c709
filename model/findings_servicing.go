package model

import (
	"time"

	"ccmtail/errcode"
	"ccmtail/model/event"
)

// servicingProblems is what Windows itself says of updates that it could not install, or has undone.
var servicingProblems = []*problem{
	{
		ID: "F43", Severity: SeverityError, EndsWithRestart: true,
		Advice: "Look in CBS.log at this time for the driver or the installer that fails, and mend it: until then the update is undone at each restart.",
		Shows: shows{
			event.DriverFailed: func(f finder) sighting {
				return f.servicing("Windows undoes %s because of its driver %s: %s.", f.event.Texts[event.File], f.event.Code)
			},
			event.InstallerFailed: func(f finder) sighting {
				name := f.event.Texts[event.Name]
				if !f.event.HasCode {
					return f.servicing("Windows undoes %s because an installer in it fails: %s.", name)
				}
				return f.servicing("Windows undoes %s because an installer in it fails: %s, %s.", name, f.event.Code)
			},
			event.RolledBack: func(f finder) sighting {
				switch {
				case f.ofSetup():
					return sighting{}
				case !f.event.HasCode:
					return f.echo("Windows undid %s at the restart.")
				}
				return f.echo("Windows undid %s at the restart: %s.", f.event.Code)
			},
			event.PackageFailed: func(f finder) sighting {
				if by := f.event.Texts[event.Name]; by != "" && by != windowsUpdateAgent { // what DISM or a person did
					return sighting{}
				}
				if f.ofUpdate().IsZero() && f.event.Texts[event.Name] == "" {
					return sighting{}
				}
				v := f.echo("Windows could not install %s: %s.", f.event.Code)
				if f.event.Texts[event.State] != failedAtRestart && f.lasting(f.problem, v.about) == nil {
					v.do = "Look in CBS.log at this time: it names what the package lacks, or what failed in it."
				}
				return v
			},
		},
		Clears: clears{event.UpdateInstallEnded: clientPastIfDone},
	},
	{
		ID: "F44", Severity: SeverityError,
		Advice: "Install the package that is named once more, or repair the component store with DISM /Online /Cleanup-Image /RestoreHealth and a source: " +
			"until then later updates of Windows fail as well.",
		Shows: shows{event.StoreDamaged: func(f finder) sighting {
			if lacks := f.event.Texts[event.File]; lacks != "" {
				return ofClient("The component store of Windows is damaged: it lacks %s.", lacks)
			}
			return ofClient("The component store of Windows is damaged.")
		}},
		Clears: clears{event.PackageInstalled: func(f finder) (event.GUID, bool) {
			was := f.lasting(f.problem, event.GUID{})
			done := f.event.Texts[event.File]
			return event.GUID{}, was != nil && done != "" && len(was.Text.Values) > 0 && was.Text.Values[0] == done
		}, event.UpdateInstallEnded: func(f finder) (event.GUID, bool) { // which needs what the store has
			return event.GUID{}, !f.event.Code.Failed() && f.updates.get(f.event.Update).IsMicrosofts()
		}},
	},
	{
		ID: "F45", Severity: SeverityError,
		Advice: "Run SetupDiag, or look at the last lines of setupact.log: they name the step and often the file, the driver or the space that is wrong.",
		Shows: shows{
			event.SetupEnded: func(f finder) sighting {
				if !f.event.Code.Failed() || f.event.Code == codeNoSetupIssue {
					return sighting{}
				}
				v := f.setup("Windows Setup ended with %[2]s for %[1]s.", f.event.Code)
				if f.lasting(f.problem, v.about) == nil { // SetupDiag may have said it better
					v.do = errcode.Advice(uint32(f.event.Code), errcode.Install)
				}
				return v
			},
			event.SetupFailed: func(f finder) sighting {
				step, file := f.event.Texts[event.Name], f.event.Texts[event.File]
				switch {
				case !f.event.HasCode:
					return f.setup("Windows Setup failed for %s in its step \"%s\".", step)
				case file != "":
					return f.setup("Windows Setup failed for %s in its step \"%s\" at %s: %s.", step, file, f.event.Code)
				}
				return f.setup("Windows Setup failed for %s in its step \"%s\": %s.", step, f.event.Code)
			},
			event.SetupDiagnosed: func(f finder) sighting {
				says := trimStop(f.event.Texts[event.Name])
				if says == "" {
					return sighting{}
				}
				v := f.setup("SetupDiag says of %s: %s.", says)
				if was := f.lasting(f.problem, v.about); was != nil && f.event.Texts[event.State] == "Remediation" {
					v.text, v.ofMany, v.do = was.Text, was.ofMany, f.event.Texts[event.Name]
				}
				return v
			},
			event.RolledBack: func(f finder) sighting {
				if !f.ofSetup() {
					return sighting{}
				}
				return f.setup("Windows Setup went back to the earlier Windows instead of %s.")
			},
		},
		Clears: clears{event.SetupEnded: func(f finder) (event.GUID, bool) {
			return f.featureUpdate(), !f.event.Code.Failed()
		}},
	},
}

const (
	failedAtRestart               = "DOQ"                // the phase in CBS.log that runs when Windows starts
	windowsUpdateAgent            = "WindowsUpdateAgent" // the client in CBS.log that ConfigMgr installs through
	codeNoSetupIssue   event.Code = 0xc1900210           // a check alone, which found nothing
)

// servicingWithin is how far from an installation, or from the start after it, lines of Windows count
// as being about it where they name no update.
const servicingWithin = 2 * time.Minute

// servicingLasts is how long after its cause Windows may still report what came of it.
const servicingLasts = 10 * time.Minute

// ofUpdate returns the update that a line of Windows is about: the one whose article or content it
// names, else the only one that was installed then; zero if there is none.
func (f finder) ofUpdate() event.GUID {
	if c := f.contents.get(f.event.Content); c != nil && !c.Update.IsZero() {
		return c.Update
	}
	kb := f.event.Texts[event.KB]
	var found []event.GUID
	for _, id := range f.updates.keys {
		u := f.updates.get(id)
		if kb != "" && u.KB == kb || kb == "" && u.installedAround(f.event.Time()) {
			found = append(found, id)
		}
	}
	if len(found) != 1 {
		return event.GUID{}
	}
	return found[0]
}

// installedAround reports whether the update was being installed at a moment, or just before or after,
// or the client started then for its restart.
func (u *Update) installedAround(t time.Time) bool {
	a := &u.Install
	if a.running() {
		return true
	}
	near := func(e Evidence) bool { return !e.isZero() && t.Sub(e.At()).Abs() <= servicingWithin }
	return near(a.Ended) || near(a.Restarted) || !a.Begun.isZero() && t.After(a.Begun.At()) && t.Before(a.Ended.At())
}

// servicing returns what Windows says of an update.
func (f finder) servicing(format string, more ...any) sighting {
	if id := f.ofUpdate(); !id.IsZero() {
		f.assign(f.problem, id)
		return f.of(id, format, more...)
	}
	return sighting{text: sentenceAbout(Subjects{Name: "an update", Kind: "update"}, format, more)}
}

// echo is the same where a line before it has named the cause: then it only adds to that.
func (f finder) echo(format string, more ...any) sighting {
	v := f.servicing(format, more...)
	if was := f.lasting(f.problem, v.about); was != nil && f.event.Time().Sub(was.newest().At()) <= servicingLasts {
		v.text, v.ofMany = was.Text, was.ofMany
	}
	return v
}

// ofSetup reports whether the event is one of Windows Setup: it names the script that undoes.
func (f finder) ofSetup() bool { return f.event.Texts[event.File] != "" }

// featureUpdate returns the update to a new version of Windows that has been installed, or is being;
// zero if there is not exactly one.
func (f finder) featureUpdate() event.GUID {
	var found []event.GUID
	for _, id := range f.updates.keys {
		if u := f.updates.get(id); u.IsFeatureUpdate() && u.Install.exists() {
			found = append(found, id)
		}
	}
	if len(found) != 1 {
		return event.GUID{}
	}
	return found[0]
}

// setup returns what Windows Setup says of a new version of Windows. SetupDiag's verdict says more
// than the set-up's own lines.
func (f finder) setup(format string, more ...any) sighting {
	v := sighting{about: f.featureUpdate()}
	about := Subjects{Name: "a new version of Windows", Kind: "update"}
	if !v.about.IsZero() {
		about = f.subject(v.about)
	}
	v.text = sentenceAbout(about, format, more)
	return v
}
