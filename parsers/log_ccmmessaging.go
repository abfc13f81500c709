package parsers

import (
	"slices"

	"ccmtail/model/event"
)

// ccmMessaging sends messages to the management point. "Forwarded to the MP" in StateMessage.log
// only means that they were queued; this log says which were delivered, and to which server.
// Evidence: Microsoft's article of 2014 on compliance assessment; for failures, a blog of 2019 and a
// script for metered networks.
var ccmMessaging = log{
	name:       "CcmMessaging",
	components: []string{"CcmMessaging"},
	about:      "messages to the management point: queued, delivered, answered, refused",
	rules: slices.Concat([]rule{
		{kind: event.MessageQueued, line: "Sending async message '<request:guid>' to outgoing queue '<_:text>'"},
		{kind: event.MessageDelivered, remembers: fieldHTTPStatus, line: "OutgoingMessage(Queue='<_:text>', ID=<request:guid>): Delivered successfully to host '<_:text>'"},
		{kind: event.MessageFailed, inherits: fieldHTTPStatus, line: "Post to <url:text> failed with <code:hresult>"},
		{kind: event.MessageFailed, line: "Raising event: instance of CCM_CcmHttp_Status <_:text>HostName = \"<url:text>\"; HRESULT = \"<code:failure>\"; ProcessID = <_:int>; StatusCode = <httpstatus:int>;…"},
		{kind: event.MessageFailed, line: "Raising event: instance of CCM_CcmHttp_Status <_:text>HostName = \"<url:text>\";HRESULT = \"<code:failure>\";ProcessID = <_:int>;StatusCode = <httpstatus:int>;…"},
		{why: repeats, line: "Raising event: instance of CCM_CcmHttp_Status …"},
		{kind: event.TransferPaused, name: "metered", line: "Request to <url:url> cannot be fulfilled since use of metered network is not allowed"},
		{why: intermediate, line: "Sending outgoing message '<request:guid>'. Flags …"},
		{why: intermediate, line: "Message '<request:guid>' got reply '<_:guid>' to local endpoint queue '<_:text>'"},
		{why: intermediate, line: "Message '<request:guid>' delivered to endpoint '<_:text>'"},
		{why: intermediate, line: "Message '<request:guid>' doesn't have reply"},
		{why: intermediate, line: "POST: Host=…"},
	}, messageHTTP),
}
