package parsers

import "ccmtail/model/event"

// reportingEvents is what the Windows Update Agent reports to its server, from all its callers.
// Numbers, names in brackets, ids and codes are the same in every language, and the sentence at the
// end is not. Evidence: records of 2017, 2019 and 2023.
var reportingEvents = log{
	name:       "ReportingEvents",
	components: []string{reportingComponent},
	about:      "each update's downloads, installations and restarts as the Windows Update Agent reports them, for every caller",
	rules: []rule{
		{kind: event.UpdateReported, line: "<stateid:int> «[<_:text>] »<_:int> <update:guid> <revision:int> <code:hex><name:column>«<_:column><_:column><title:about>»…"},
	},
}
