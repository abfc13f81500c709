package parsers

import "ccmtail/model/event"

// stateMessage records what the client reports to its site. The form of ConfigMgr 2007 has no state
// id, so it does not say what was recorded. Evidence: Microsoft's articles of 2014 and on peer
// cache, and of 2009 for 2007.
var stateMessage = log{
	name:       "StateMessage",
	components: []string{"StateMessage", "FSPStateMessage"},
	about:      "the state messages recorded and sent to the site",
	rules: []rule{
		{kind: event.StateMessageRecorded, line: "State message(State ID : <stateid:int>) with TopicType <topictype:int> and TopicId <update:sum> has been recorded…"},
		{kind: event.StateMessageRecorded, topicType: 500, line: "State message(State ID : <stateid:int>) with TopicType 500 and TopicId <update:guid> has been recorded…"},
		{kind: event.StateMessageRecorded, topicType: 501, line: "State message(State ID : <stateid:int>) with TopicType 501 and TopicId <source:guid> has been recorded…"},
		{kind: event.StateMessageRecorded, line: "State message(State ID : <stateid:int>) with TopicType <topictype:int> and TopicId <deployment:guid> has been recorded…"},
		{kind: event.StateMessageRecorded, line: "State message(State ID : <stateid:int>) with TopicType <topictype:int> and TopicId <_:text> has been recorded…"},
		{kind: event.StateMessageRecorded, line: "State message with TopicType <topictype:int> and TopicId <update:sum> has been recorded"},
		{kind: event.StateMessageRecorded, line: "State message with TopicType <topictype:int> and TopicId <_:text> has been recorded"},
		{kind: event.StateMessagesSent, line: "Successfully forwarded State Messages to the MP"},
		{why: repeats, line: "Adding message with TopicType <_:int> and TopicId <_:text> to WMI"},
		{why: repeats, line: "StateMessage body: …"},
		{why: pastedFragment, line: "<Report><ReportHeader>…"},
		{why: intermediate, line: "CStateMsgManager::GetSignEncyptMode"},
		{why: notUpdates, line: "State message with TopicType <_:int> and TopicId <_:text> has been sent to the FSP"},
	},
}
