package parsers

import "ccmtail/model/event"

// scNotify is the notice that each user sees. The restart that a person chose is told here and
// nowhere else: why a client restarted before its deadline or outside its window. Microsoft's
// article of 2014.
var scNotify = log{
	name:       "SCNotify",
	components: []string{"SCNotify"},
	about:      "a user restarting the computer",
	rules: []rule{
		{kind: event.Mentioned, line: "ConfirmRestartDialog: User chose to restart/logoff. (<_:text>)"},
		{why: intermediate, line: "ConfirmRestartDialog: user is allowed to restart (<_:text>)"},
		{why: repeats, line: "The user is allowed to restart the computer. Initiating restart. (<_:text>)"},
	},
}
