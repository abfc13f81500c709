package parsers

// ccmSetup is the log of the client's installation, which downloads nothing that an update needs.
// Evidence: records of 2019, Microsoft's article on HTTP 405.
var ccmSetup = log{
	name:       "ccmsetup",
	components: []string{"ccmsetup"},
	about:      "failures of the client's installation (known, not used)",
	excerpt:    true,
	rules: []rule{
		{why: clientSetup, line: "RetrieveTokenFromStsServerImpl failed with error <_:hresult>"},
		{why: clientSetup, line: "Failed to get CCM access token and client doesn't have PKI issued cert to use SSL. Error <_:hresult>"},
		{why: clientSetup, line: "DownloadFileByWinHTTP failed with a non-recoverable failure, <_:hresult>"},
		{why: clientSetup, line: "GetDirectoryList failed with a non-recoverable failure, <_:hresult>"},
		{why: clientSetup, line: "Failed to correctly receive a WEBDAV HTTPS request.. (StatusCode at WinHttpQueryHeaders: <_:int>)« and StatusText: '<_:text>'»"},
		{why: clientSetup, line: "Failed to check url <_:text>. Error <_:hresult>"},
		{why: clientSetup, line: "[CCMHTTP] …"},
		{why: clientSetup, line: "Target URL scheme is HTTPS: <_:text>"},
	},
}

// clientSetup is why the lines of this log are no events.
const clientSetup = "about installing the client, not about updates"
