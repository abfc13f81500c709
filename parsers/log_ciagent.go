package parsers

import "ccmtail/model"

// ciAgent evaluates configuration items. Updates go through it, but its lines name model ids and not
// updates, so they are known and tell nothing yet.
var ciAgent = log{
	name:       "CIAgent",
	components: []string{"CIAgent"},
	tells:      "evaluation of configuration items (known, not used: its lines name no update)",
	rules: []rule{
		{kind: model.NoEvent, line: "CIAgentJob(<job:guid>): …"},
		{kind: model.NoEvent, line: "CIAgentJob(<job:guid>):State - Reporting…"},
		{kind: model.NoEvent, line: "Deleted CIAgent job <job:guid>"},
	},
}
