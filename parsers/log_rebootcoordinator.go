package parsers

import "ccmtail/model"

// rebootCoordinator schedules restarts. Rebootby is UTC; the deadline text is local; the number in the
// timer line has the zone added a second time and is not read (2014). Excerpts of 2013, 2014 and 2020.
var rebootCoordinator = log{
	name:       "RebootCoordinator",
	components: []string{"RebootCoordinator"},
	tells:      "who asked for a restart, its deadline, the countdown, what allowed it",
	rules: []rule{
		{kind: model.RebootRequested, line: "Entered ScheduleRebootImpl - requested from '<name:word>'. Rebootby = <when:epoch>"},
		{kind: model.RebootRequested, line: "Entered ScheduleRebootImpl - requested from '<name:word>'. set Rebootby = <when:epoch>.…"},
		{kind: model.RebootDeadline, line: "Scheduled reboot from agent <name:word>. Deadline local time: <when:mdy>«, PreferredRebootWindowType = <_:int>»"},
		{kind: model.NoEvent, line: "Successfully persisted reboot information to the registry"},
		{kind: model.NoEvent, line: "Entered timer evaluation. RebootBy = <_:int>.…"},
		{kind: model.NoEvent, line: "Not in Service Mode, check ServiceWindowsManager next"},
		{kind: model.NoEvent, line: "Not in Maintenance/Service Mode, check ServiceWindowsManager next"},
		{kind: model.NoEvent, line: "CheckRebootWindow: Service Windows found for type:<n:int>"},
		{kind: model.RebootAllowed, line: "ServiceWindowsManager has allowed us to Reboot"},
		{kind: model.NoEvent, line: "MTC task does not exist. Creating new request"},
		{kind: model.NoEvent, line: "MTC task for reboot …"},
		{kind: model.NoEvent, line: "MTC allowed us to reboot"},
		{kind: model.NoEvent, line: "Raising client SDK event for class …"},
		{kind: model.RebootCountdown, line: "Notified UI grace period start with <n:int> grace seconds and <m:int> final seconds"},
		{kind: model.RebootInitiated, line: "System reboot request succeeded"},
		{kind: model.RebootInitiated, line: "Reboot initiated"},
		{kind: model.NoEvent, line: "User logoff notification received"},
		{kind: model.WindowEvent, line: "Reboot Coordinator received a SERVICEWINDOWEVENT <name:word> Event"},
		{kind: model.NoEvent, line: "No CCM Identification blob"},
	},
}
