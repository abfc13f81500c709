package parsers

import "ccmtail/model"

// stateMessage records what the client reports to its site. The form of 2007 has no state id and
// says only that something was recorded.
var stateMessage = log{
	name:       "StateMessage",
	components: []string{"StateMessage"},
	tells:      "the state messages recorded and sent to the site",
	rules: []rule{
		{kind: model.StateMessage, line: "State message(State ID : <m:int>) with TopicType <n:int> and TopicId <update:sum> has been recorded…"},
		{kind: model.StateMessage, number: 500, line: "State message(State ID : <m:int>) with TopicType 500 and TopicId <update:guid> has been recorded…"},
		{kind: model.StateMessage, number: 501, line: "State message(State ID : <m:int>) with TopicType 501 and TopicId <source:guid> has been recorded…"},
		{kind: model.StateMessage, line: "State message(State ID : <m:int>) with TopicType <n:int> and TopicId <deployment:guid> has been recorded…"},
		{kind: model.StateMessage, line: "State message(State ID : <m:int>) with TopicType <n:int> and TopicId <text:text> has been recorded…"},
		{kind: model.StateMessage, line: "State message with TopicType <n:int> and TopicId <update:sum> has been recorded"},
		{kind: model.StateMessage, line: "State message with TopicType <n:int> and TopicId <text:text> has been recorded"},
		{kind: model.NoEvent, line: "Adding message with TopicType <n:int> and TopicId <text:text> to WMI"},
		{kind: model.NoEvent, line: "StateMessage body: …"},
		{kind: model.NoEvent, line: "CStateMsgManager::GetSignEncyptMode"},
		{kind: model.StateSent, line: "Successfully forwarded State Messages to the MP"},
	},
}
