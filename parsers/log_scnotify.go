package parsers

// scNotify shows notifications to each user. Only this log says that a user chose to restart, which
// explains a restart before the deadline or outside a maintenance window. Evidence: Microsoft's
// article of 2014.
var scNotify = log{
	name:       "SCNotify",
	components: []string{"SCNotify"},
	about:      "a user restarting the computer",
	rules: []rule{
		{why: intermediate, line: "ConfirmRestartDialog: User chose to restart/logoff. (<_:text>)"},
		{why: intermediate, line: "ConfirmRestartDialog: user is allowed to restart (<_:text>)"},
		{why: repeats, line: "The user is allowed to restart the computer. Initiating restart. (<_:text>)"},
	},
}
