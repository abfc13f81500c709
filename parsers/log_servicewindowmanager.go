package parsers

import "ccmtail/model/event"

// serviceWindowManager manages the maintenance windows: it lists them, answers the other parts of
// the client and logs the seconds left. All times in its messages are on the client's clock.
// Evidence: excerpts of 2011, 2014 and 2019. No published log shows how it refuses a job, or a
// window that opens.
var serviceWindowManager = log{
	name:       "ServiceWindowManager",
	components: []string{"ServiceWindowManager"},
	about:      "maintenance windows: the listing, what is open, the seconds left, the next opening or closing",
	rules: []rule{
		{kind: event.WindowListingStarted, line: "Refreshing Service Windows....."},
		{kind: event.WindowListed, remembers: fieldWindow, line: "Populating instance of ServiceWindow with ID=<window:guid>, ScheduleString=<schedule:word>, Type=<windowtype:int>"},
		{kind: event.WindowStartTime, inherits: fieldWindow, line: "StartTime is <when:mdy>"},
		{kind: event.WindowDuration, inherits: fieldWindow, line: "Duration for the Service Window is Total <seconds:length>"},
		{kind: event.WindowFinished, inherits: fieldWindow, line: "This is a one shot Service Window that has already finished"},
		{why: contextOnly, remembers: fieldWindowType, line: "OnIsServiceWindowAvailable called with: Runtime:<_:int>, Type:<windowtype:int>"},
		{kind: event.NoRestrictingWindow, inherits: fieldWindowType, line: "No Restricting Service Windows exist. It can therefore run..."},
		{why: intermediate, line: "Program can run! Setting *canProgramRun to TRUE"},
		{why: contextOnly, remembers: fieldWindow | fieldWhen, line: "Biggest Active Service Window has ID = <window:guid> having Starttime=<when:mdy>"},
		{why: intermediate, line: "Duration is <_:length>"},
		{kind: event.WindowNotFound, line: "Biggest Active Service Window for Type=<windowtype:int> not found"},
		{kind: event.WindowSecondsLeft, inherits: fieldWindowType, line: "ActiveServiceWindow has <seconds:int> seconds left"},
		{kind: event.WindowNext, line: "Next Event Time is at <when:mdy>. Service Window with ID:<window:guid>. Is the next event the beginning of the window? <opens:yesno>"},
		{why: intermediate, line: "The Service Window=<_:guid> has ended at <_:mdy>"},
		{kind: event.WindowNotice, line: "Sending Message SERVICEWINDOWEVENT:<name:word> event"},
		{kind: event.NoWindowsLeft, line: "No Service Windows Left. There is no next event...."},
		{why: upkeep, line: "A Timer Event has occurred"},
		{why: upkeep, line: "Next event time is immediate. Bypassing the Timer"},
		{why: upkeep, line: "Scheduling the Timer Task"},
		{why: repeats, line: "Scheduled the timer to fire on <when:mdy>"},
		{why: intermediate, line: "Checking Service Windows to find Next Event....."},
		{why: intermediate, line: "CServiceWindowManager::OnPolicyChange- …"},
		{why: repeats, line: "Service Window Policy Deletion notification received"},
		{why: repeats, line: "A Policy Change has occurred. Policy has been deleted"},
		{why: intermediate, line: "The service window being deleted is not active. Just Deleting..."},
		{why: intermediate, line: "The Next event was found to be either the start/end of the service window just deleted. Recalculating next event..."},
		{why: repeats, line: "Inactive Service Windows List has <_:int> windows"},
	},
}
