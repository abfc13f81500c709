package parsers

// The logs in this file are not of the update chain, but stand beside it. Only those of their lines
// are known that look like failures of updates.

// scClient is Software Center. Evidence: Microsoft's article on a hotfix of 2021.
var scClient = log{
	name:       "SCClient",
	components: []string{"SCClient"},
	about:      "Software Center (known, not used)",
	excerpt:    true,
	rules: []rule{
		{why: "Software Center's own display; updates are not concerned", line: "Getting all instances of CCM_SoftwareUpdate"},
	},
}

// smsts is the log of task sequences. Evidence: a vendor's page.
var smsts = log{
	name:       "smsts",
	components: []string{"TSManager"},
	about:      "a task sequence that fails (known, not used)",
	excerpt:    true,
	rules: []rule{
		{why: "about the task sequence as a whole, which may have failed at another step", line: "Task Sequence Manager failed to execute task sequence. Code <_:hresult>"},
	},
}

// scriptRunner is a third party's program around the installation of an update. Evidence: an
// excerpt. What component its records name is not known.
var scriptRunner = log{
	name:       "PatchMyPC-ScriptRunner",
	components: []string{"PatchMyPC-ScriptRunner"},
	about:      "a third party's program around the installation of an update (known, not used)",
	excerpt:    true,
	rules: []rule{
		{why: wrapper, line: "User has blocked the update installation process (A conflicting process is still running)"},
		{why: wrapper, line: "End of installation. Exit code is: <_:int>"},
	},
}

// wrapper is why the lines of a third party's program are no events.
const wrapper = "a third party's program; WUAHandler.log tells each update's result"
