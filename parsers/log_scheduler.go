package parsers

import "ccmtail/model/event"

// scheduler triggers the deadline of an assignment. The time that it names is on the client's
// clock. The times in its record of several lines are malformed and not read. Evidence: Microsoft's
// article of 2014.
var scheduler = log{
	name:       "Scheduler",
	components: []string{"Scheduler"},
	about:      "deployment deadlines",
	rules: []rule{
		{kind: event.DeploymentDeadline, line: "SMSTrigger '<_:word>' for scheduler 'Machine/DEADLINE:<deployment:guid>' will fire at <when:mdy> without randomization"},
		{kind: event.DeploymentTriggered, name: "deadline", line: "Sending message for schedule 'Machine/DEADLINE:<deployment:guid>' (Target: 'direct:UpdatesDeploymentAgent', Name: '')"},
		{why: intermediate, line: "Initialized trigger (\"<_:word>\") for schedule 'Machine/DEADLINE:<deployment:guid>':…"},
		{why: intermediate, line: "Processing trigger '<_:word>' for scheduler 'Machine/DEADLINE:<deployment:guid>'.…"},
		{why: intermediate, line: "Randomization is disabled in client settings and this schedule is set to honor client setting"},
		{why: repeats, line: "SMSTrigger '<_:word>' (Schedule ID: 'Machine/DEADLINE:<deployment:guid>', Message Name: '', Target: 'direct:UpdatesDeploymentAgent') will never fire again"},
		{why: pastedFragment, line: "CurrentTime=\"<_:text>\""},
	},
}
