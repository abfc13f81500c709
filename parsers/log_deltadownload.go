package parsers

import "ccmtail/model/event"

// deltaDownload hands the update agent only the parts of a file it lacks. The one line known is the
// failure of third-party updates since version 1910: once in three minutes, for half an hour.
var deltaDownload = log{
	name:       "DeltaDownload",
	components: []string{"DeltaDownload"},
	about:      "delta downloads that break off",
	rules: []rule{
		{kind: event.DeltaDownloadFailed, line: "Failed to send HTTP Response. Error=<code:hresult>"},
	},
}
