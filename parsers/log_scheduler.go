package parsers

import "ccmtail/model"

// scheduler fires an assignment's deadline. The time it names is local.
var scheduler = log{
	name:       "Scheduler",
	components: []string{"Scheduler"},
	tells:      "deployment deadlines",
	rules: []rule{
		{kind: model.DeploymentDeadline, line: "SMSTrigger '<text:word>' for scheduler 'Machine/DEADLINE:<deployment:guid>' will fire at <when:mdy> without randomization"},
		{kind: model.NoEvent, line: "Initialized trigger (\"<text:word>\") for schedule 'Machine/DEADLINE:<deployment:guid>':…"},
		{kind: model.NoEvent, line: "Processing trigger '<text:word>' for scheduler 'Machine/DEADLINE:<deployment:guid>'.…"},
		{kind: model.NoEvent, line: "Randomization is disabled in client settings and this schedule is set to honor client setting"},
		{kind: model.DeploymentTriggered, name: "deadline", line: "Sending message for schedule 'Machine/DEADLINE:<deployment:guid>' (Target: 'direct:UpdatesDeploymentAgent', Name: '')"},
		{kind: model.NoEvent, line: "SMSTrigger '<text:word>' (Schedule ID: 'Machine/DEADLINE:<deployment:guid>', Message Name: '', Target: 'direct:UpdatesDeploymentAgent') will never fire again"},
	},
}
