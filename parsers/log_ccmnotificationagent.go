package parsers

// ccmNotificationAgent keeps a channel open on which the site can wake the client. Updates come
// without it too. Sample of 2013: messages end in a line break, and some results lack their 0x.
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
