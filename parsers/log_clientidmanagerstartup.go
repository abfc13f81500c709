package parsers

import "ccmtail/model/event"

// clientIDManagerStartup registers the client with its site. A client that is not registered gets no
// policy, and over a gateway no locations either. Evidence: Microsoft's list of changes of version
// 2010; that of the id is its description of registration with Azure AD (approval status 3) and of
// encrypted profiles (1).
var clientIDManagerStartup = log{
	name:       "ClientIDManagerStartup",
	components: []string{"ClientIDManagerStartup"},
	about:      "a registration with the site that fails, the client's id",
	excerpt:    true,
	rules: []rule{
		{kind: event.RegistrationFailed, line: "RegTask: Failed to send registration request message. Error: <code:hresult>"},
		{kind: event.RegistrationFailed, line: "RegTask: Failed to send registration request. Error: <code:hresult>"},
		{kind: event.ClientRegistered, line: "[RegTask] - Client is registered. Server assigned ClientID is GUID:<source:guid>. Approval status <_:int>"},
		{why: "the client registers in the old way instead", line: "Failed to register using AAD auth with error <_:hresult>. Falling back to the old auth"},
		{why: intermediate, line: "Registering client using AAD auth"},
	},
}
