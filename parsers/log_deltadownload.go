package parsers

import "ccmtail/model/event"

// deltaDownload serves the Windows Update Agent only those parts of a file that it lacks. Updates of
// other vendors fail here since version 1910: every three minutes for half an hour. Evidence: a
// vendor's page, Microsoft's list of changes of version 2303.
var deltaDownload = log{
	name:       "DeltaDownload",
	components: []string{"DeltaDownload"},
	about:      "delta downloads that break off",
	rules: []rule{
		{kind: event.DeltaDownloadFailed, line: "Failed to send HTTP Response. Error=<code:hresult>"},
		{kind: event.DeltaDownloadFailed, line: "Update with CIID <update:sum> failed with hr = <code:hresult>"},
		{kind: event.DeltaDownloadFailed, line: "Failed on startup task, error code <code:hresult>"},
		{why: upkeep, line: "DeltaDownloadStartup task is starting..."},
		{why: upkeep, line: "DeltaDownloadShutdownTask task is starting..."},
	},
}
