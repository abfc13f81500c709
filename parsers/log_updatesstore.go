package parsers

import "ccmtail/model"

// updatesStore keeps each update's status as the agent reports it. In Current Branch its queries are
// where titles and article numbers come from.
var updatesStore = log{
	name:       "UpdatesStore",
	components: []string{"UpdatesStore"},
	tells:      "each update's status, its title and article number",
	rules: []rule{
		{kind: model.UpdateStatus, line: "Successfully raised state message for update (<update:guid>) with state (<name:word>)"},
		{kind: model.UpdateStatus, line: "Successfully refreshed state message for update (<update:guid>) with state (<name:word>)"},
		{kind: model.UpdateStatus, line: "Queried Update (<update:guid>): Status=<name:word>, Title=<title:text>, BulletinID=<_:text>, QNumbers=<kb:text>, LocaleID=…"},
		{kind: model.NoEvent, line: "Processing update status from update (<update:guid>) with ProductID = <_:guid>"},
		{kind: model.NoEvent, line: "Update status from update (<update:guid>) hasn't been reported before, creating new instance"},
		{kind: model.NoEvent, line: "Update status from update (<update:guid>) already exists, will modify existing instance"},
		{kind: model.NoEvent, line: "Successfully added WMI instance of update status (<update:guid>)"},
		{kind: model.NoEvent, line: "Successfully done with SetStatus() operation"},
		{kind: model.NoEvent, line: "Initialization of UpdatesStore completed, <n:int> update status(es) were loaded"},
		{kind: model.NoEvent, line: "Querying update status of <n:int> updates"},
		{kind: model.NoEvent, line: "Querying update status completed successfully"},
		{kind: model.NoEvent, line: "Message received to refresh all update status, processing..."},
		{kind: model.NoEvent, line: "Refresh status completed successfully"},
		{kind: model.NoEvent, line: "Successfully raised Resync state message"},
		{kind: model.NoEvent, line: "Successfully refreshed Resync state message"},
		{kind: model.NoEvent, line: "Failed to refresh Resync state message. Error = <code:hresult>"},
	},
}
