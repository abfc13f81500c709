package parsers

import "ccmtail/model/event"

// deltaDownload serves the Windows Update Agent only those parts of a file that it lacks. The one
// known line is how third-party updates fail since version 1910: every three minutes for half an
// hour.
var deltaDownload = log{
	name:       "DeltaDownload",
	components: []string{"DeltaDownload"},
	about:      "delta downloads that break off",
	rules: []rule{
		{kind: event.DeltaDownloadFailed, line: "Failed to send HTTP Response. Error=<code:hresult>"},
	},
}
