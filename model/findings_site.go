package model

import (
	"strings"
	"time"

	"ccmtail/model/event"
)

// siteProblems is what stands between the client and its site.
var siteProblems = []*problem{
	{
		ID: "F29", Severity: SeverityError, StopsUntil: "the client is in a boundary group",
		Advice: "Add the client's network to a boundary, and the boundary to a boundary group.",
		Shows: shows{event.NotInBoundaryGroup: func(finder) sighting {
			return ofClient("The client is not in any boundary group, so it finds no servers.")
		}},
		Clears: clears{event.ContentLocationFound: clientPast},
	},
	{
		ID: "F32", Severity: SeverityWarning,
		Advice: "What the client did has not reached the site, so the console is behind: look for the management point in " +
			"CcmMessaging.log.",
		Shows: shows{event.StateMessageRecorded: func(f finder) sighting {
			if f.stateOf(topicManagementPoint) != stateUnreachable {
				return sighting{}
			}
			return ofClient("The client reports that it does not reach its management point.")
		}},
		Clears: clears{event.StateMessageRecorded: func(f finder) (event.GUID, bool) {
			return event.GUID{}, f.stateOf(topicManagementPoint) == stateReachable
		}},
		// Where no log tells that messages are sent or delivered at all, none is known to be late.
		Waits: []wait{{
			Begins:   conditions{event.StateMessageRecorded: always},
			Ends:     conditions{event.StateMessagesSent: always},
			Patience: patienceMessages,
			Lasts:    "State messages recorded %s ago have not been sent.",
			Ended:    "State messages waited to be sent for %s.",
			If:       func(s *State) bool { return !s.Sent.At().IsZero() },
		}, {
			Begins:   conditions{event.MessageQueued: always},
			Ends:     conditions{event.MessageDelivered: always},
			Patience: patienceMessages,
			Lasts:    "Nothing has reached the management point for %s.",
			Ended:    "No message reached the management point for %s.",
			If:       func(s *State) bool { return !s.delivered.At().IsZero() },
		}},
	},
	{
		ID: "F41", Severity: SeverityWarning, StopsUntil: "the Windows Update workload is ConfigMgr's",
		Advice: "Look in Intune for what this client gets from Windows Update for Business, or move the Windows Update workload back to " +
			"ConfigMgr in the co-management settings. Updates of other vendors may still come from ConfigMgr.",
		Spares: func(u *Update) bool { return !u.IsMicrosofts() },
		Shows: shows{
			event.WorkloadOwner: func(f finder) sighting { return f.intuneOwns(f.event.IntuneOwns() == event.Yes) },
			event.WorkloadFlags: func(f finder) sighting { return f.intuneOwns(true) },
		},
		Clears: clears{
			event.WorkloadOwner: func(f finder) (event.GUID, bool) {
				return event.GUID{}, f.workloadAsked() && f.event.IntuneOwns() == event.No
			},
			event.WorkloadFlags: func(f finder) (event.GUID, bool) { return event.GUID{}, !f.workloadAsked() },
		},
	},
	{
		ID: "F50", Severity: SeverityWarning,
		Advice: "While messages fail, policy, locations of content and state messages stop: look in CcmMessaging.log and LocationServices.log " +
			"which servers the client asks.",
		Otherwise: phaseMessage, CodeAdvises: true,
		Clears: clears{event.MessageDelivered: clientPast},
	},
	{
		ID: "F51", Severity: SeverityWarning,
		Advice: "A client that is not registered gets no policy, and no locations over a cloud management gateway: look in " +
			"ClientIDManagerStartup.log whether it registered by another way since.",
		Shows: shows{event.RegistrationFailed: func(f finder) sighting {
			return ofClient("The client could not register with its site: %s.", f.event.Code)
		}},
		Clears: clears{event.MessageDelivered: clientPast, event.ClientRegistered: clientPast},
	},
	{
		ID: "F59", Severity: SeverityWarning,
		Advice: "Find out whether the computer was installed anew, or from an image with the logs of another one. What is older than the change " +
			"need not be true of this client; its next scan and evaluation say what is.",
		Shows: shows{event.ClientRegistered: func(f finder) sighting {
			if f.idChanged != f.EventCount || f.formerID.IsZero() {
				return sighting{}
			}
			v := ofClient("The client's ID changed from %s to %s: what these logs tell of before may be of another computer.", f.formerID, f.clientID)
			v.ofMany, v.anew = Sentence{Format: "The client's ID changed: what these logs tell of before may be of another computer."}, true
			return v
		}},
	},
	{
		ID: "F58", Severity: SeverityWarning,
		Advice: "While documents of policy do not come, deployments stay unknown or as they were: look at IIS and its log on the management point, " +
			"and in PolicyAgent.log whether policy has come since.",
		Shows:  shows{event.DTSFailed: finder.policyRefused},
		Clears: clears{event.PolicyDownloaded: clientPast},
	},
}

// policyRefused finds a document of the client's policy that cannot be downloaded: the management
// point has it, no distribution point.
func (f finder) policyRefused() sighting {
	url := f.event.Texts[event.URL]
	if !strings.Contains(url, "/SMS_MP/") {
		return sighting{}
	}
	at := hostOf(url)
	if status := httpStatus(f.event.Code); status != 0 {
		return ofClient("The management point %s %s to the download of a policy's documents.", at, Answer(status))
	}
	return ofClient("Documents of a policy could not be downloaded from the management point %s: %s.", at, f.event.Code)
}

// workloadWindowsUpdate is the bit of the workload Windows Update in the flags of co-management.
const workloadWindowsUpdate = 16

// workloadAsked reports whether the event's workloads have Windows Update among them.
func (f finder) workloadAsked() bool {
	return f.event.Numbers[event.Workloads]&workloadWindowsUpdate != 0
}

// intuneOwns finds that the workload is Intune's, if an event about it says so.
func (f finder) intuneOwns(said bool) sighting {
	if !said || !f.workloadAsked() {
		return sighting{}
	}
	return ofClient("The Windows Update workload is with Intune: ConfigMgr deploys no Windows updates to this client.")
}

// patienceMessages is how long messages may wait: they are sent every 15 minutes by default.
const patienceMessages = time.Hour

// The topic by which the client says whether it reaches its management point, and its states.
const (
	topicManagementPoint = 1000
	stateReachable       = 1
	stateUnreachable     = 2
)

// stateOf returns the state that a state message tells of a topic, 0 if it is about another one.
func (f finder) stateOf(topic int64) int64 {
	if f.event.Numbers[event.TopicType] != topic {
		return 0
	}
	return f.event.Numbers[event.StateID]
}
