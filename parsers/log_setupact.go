package parsers

import "ccmtail/model/event"

// setupact is the log of Windows Setup, which installs feature updates. setuperr.log has the errors
// among its lines. Evidence: Microsoft's articles on upgrades and rollbacks, and on SetupDiag; lines
// of 2025.
var setupact = log{
	name:       "setupact",
	components: []string{"MOUPG", "SP", "MIG", "CONX"},
	about:      "a feature update's set-up: its result, the step that failed, its rollback; setuperr.log has the errors only",
	excerpt:    true,
	rules: []rule{
		{kind: event.SetupEnded, line: "CSetupHost::Execute(<_:int>): Result = <code:hresult>…"},
		{kind: event.SetupEnded, line: "CSetupManager::Execute(<_:int>): Result = <code:hresult>…"},
		{kind: event.SetupEnded, line: "CSetupManager::ExecuteInstallMode(<_:int>): Result = <code:hresult>…"},
		{kind: event.SetupFailed, line: "Operation failed: <name:text>. Error: <code:hresult>…"},
		{kind: event.SetupFailed, name: "gather", line: "Error <code:win32> while gathering object <file:text>. Shell application requested abort!…"},
		{kind: event.SetupFailed, name: "apply", line: "Abandoning apply due to error for object…"},
		{kind: event.RolledBack, line: "SetupManager::ExecuteRollbackScripts: Running rollback script: [<file:text>]…"},
		{why: repeats, line: "SetupManager::ExecuteRollbackScripts: Rollback script [<_:text>] returned: …"},
		{why: repeats, line: "Operation execution failed: <_:int>. hr = <_:hresult>…"},
		{why: repeats, line: "CSetupPlatformPrivate::Execute: Execution of operations queue failed, abandoning. Error: <_:hresult>…"},
		{why: harmless, line: "CUnattendManager::Initialize(<_:int>): Result = 0x80070490…"},
	},
}
