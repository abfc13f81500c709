package parsers

import "ccmtail/model/event"

// ccmMessaging sends messages to the management point. "Forwarded to the MP" in StateMessage.log
// only means that they were queued; this log says which were delivered, and to which server.
// Evidence: Microsoft's article of 2014 on compliance assessment.
var ccmMessaging = log{
	name:       "CcmMessaging",
	components: []string{"CcmMessaging"},
	about:      "messages to the management point: queued, delivered, answered",
	rules: []rule{
		{kind: event.MessageQueued, line: "Sending async message '<request:guid>' to outgoing queue '<_:text>'"},
		{kind: event.MessageDelivered, line: "OutgoingMessage(Queue='<_:text>', ID=<request:guid>): Delivered successfully to host '<_:text>'"},
		{why: intermediate, line: "Sending outgoing message '<request:guid>'. Flags …"},
		{why: intermediate, line: "Message '<request:guid>' got reply '<_:guid>' to local endpoint queue '<_:text>'"},
		{why: intermediate, line: "Message '<request:guid>' delivered to endpoint '<_:text>'"},
		{why: intermediate, line: "Message '<request:guid>' doesn't have reply"},
		{why: intermediate, line: "POST: Host=…"},
	},
}
