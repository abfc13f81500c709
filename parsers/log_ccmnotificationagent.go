package parsers

// ccmNotificationAgent holds the connection on which the site can notify the client at once.
// Updates do not depend on it. Evidence: a sample of 2013, in which messages end in a line break
// and some results have no 0x.
var ccmNotificationAgent = log{
	name:       "CcmNotificationAgent",
	components: []string{"BgbAgent"},
	about:      "the notification channel (known, not used)",
	rules: []rule{
		{why: upkeep, line: "Connecting to server with IP: <_:text> Port: <_:int>"},
		{why: upkeep, line: "Failed to connect to server with IP v4 address with error <_:int>. Try next IP..."},
		{why: upkeep, line: "Failed to signin bgb client with error = <code:hresult>"},
		{why: upkeep, line: "Fallback to HTTP connection"},
		{why: upkeep, line: "Receive signin confirmation message from server, client is signed in"},
		{why: upkeep, line: "Successfully sent keep-alive message"},
		{why: upkeep, line: "Raising event:…"},
	},
}
