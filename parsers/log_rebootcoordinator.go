package parsers

import "ccmtail/model/event"

// rebootCoordinator schedules restarts. Rebootby is UTC, the deadline in words is on the client's
// clock, and the number in the timer line is wrong, since the bias is added to it twice (2014).
// Evidence: excerpts of 2013, 2014 and 2020. No published log shows a restart that was refused.
var rebootCoordinator = log{
	name:       "RebootCoordinator",
	components: []string{"RebootCoordinator"},
	about:      "who asked for a restart, its deadline, the countdown, what allowed it",
	rules: []rule{
		{kind: event.RestartRequested, line: "Entered ScheduleRebootImpl - requested from '<name:word>'. Rebootby = <when:epoch>"},
		{kind: event.RestartRequested, line: "Entered ScheduleRebootImpl - requested from '<name:word>'. set Rebootby = <when:epoch>.…"},
		{kind: event.RestartDeadline, line: "Scheduled reboot from agent <name:word>. Deadline local time: <when:mdy>«, PreferredRebootWindowType = <_:int>»"},
		{kind: event.RestartAllowed, line: "ServiceWindowsManager has allowed us to Reboot"},
		{kind: event.RestartCountdown, line: "Notified UI grace period start with <seconds:int> grace seconds and <finalseconds:int> final seconds"},
		{kind: event.RestartInitiated, line: "System reboot request succeeded"},
		{kind: event.RestartInitiated, line: "Reboot initiated"},
		{kind: event.WindowNotice, line: "Reboot Coordinator received a SERVICEWINDOWEVENT <name:word> Event"},
		{why: intermediate, line: "Successfully persisted reboot information to the registry"},
		{why: "the number has the zone added a second time, so it is no time at all; the request's own is right", line: "Entered timer evaluation. RebootBy = <_:int>.…"},
		{why: intermediate, line: "Not in Service Mode, check ServiceWindowsManager next"},
		{why: intermediate, line: "Not in Maintenance/Service Mode, check ServiceWindowsManager next"},
		{why: intermediate, line: "CheckRebootWindow: Service Windows found for type:<_:int>"},
		{why: intermediate, line: "MTC task does not exist. Creating new request"},
		{why: intermediate, line: "MTC task for reboot …"},
		{why: intermediate, line: "MTC allowed us to reboot"},
		{why: repeats, line: "Raising client SDK event for class …"},
		{why: intermediate, line: "User logoff notification received"},
		{why: harmless, line: "No CCM Identification blob"},
	},
}
