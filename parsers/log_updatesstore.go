package parsers

import "ccmtail/model/event"

// updatesStore keeps the status of each update. In Current Branch, only its queries contain titles
// and article numbers. It tells the site of a status that has changed; what it refreshes or queries
// repeats the result of the last scan, which may be old. Evidence: a Current Branch client of 2021, Microsoft's article of 2014.
var updatesStore = log{
	name:       "UpdatesStore",
	components: []string{"UpdatesStore"},
	about:      "each update's status, its title and article number",
	rules: []rule{
		{kind: event.UpdateStored, line: "Successfully raised state message for update (<update:guid>) with state (<state:word>)"},
		{kind: event.UpdateRepeated, line: "Successfully refreshed state message for update (<update:guid>) with state (<state:word>)"},
		{kind: event.UpdateRepeated, line: "Queried Update (<update:guid>): Status=<state:word>, Title=<title:text>, BulletinID=<_:text>, QNumbers=<kb:text>, LocaleID=…"},
		{why: intermediate, line: "Processing update status from update (<update:guid>) with ProductID = <_:guid>"},
		{why: intermediate, line: "Update status from update (<update:guid>) hasn't been reported before, creating new instance"},
		{why: intermediate, line: "Update status from update (<update:guid>) already exists, will modify existing instance"},
		{why: intermediate, line: "Successfully added WMI instance of update status (<update:guid>)"},
		{why: intermediate, line: "Successfully done with SetStatus() operation"},
		{why: upkeep, line: "Initialization of UpdatesStore completed, <_:int> update status(es) were loaded"},
		{why: intermediate, line: "Querying update status of <_:int> updates"},
		{why: intermediate, line: "Querying update status completed successfully"},
		{why: upkeep, line: "Message received to refresh all update status, processing..."},
		{why: upkeep, line: "Refresh status completed successfully"},
		{why: upkeep, line: "Successfully raised Resync state message"},
		{why: upkeep, line: "Successfully refreshed Resync state message"},
		{why: harmless, line: "Failed to refresh Resync state message. Error = <code:hresult>"},
	},
}
