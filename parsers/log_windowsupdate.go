package parsers

import "ccmtail/model"

// windowsUpdate is the update agent's own log, classic or decoded. Only lines whose caller is CcmExec are
// ConfigMgr's work; the rest is the operating system's own.
var windowsUpdate = log{
	name:       "WindowsUpdate",
	components: []string{"Agent", "ComApi", "COMAPI", "Handler", "PT", "AU"},
	tells:      "what the Windows Update Agent does for ConfigMgr",
	rules: []rule{
		{kind: model.AgentWork, name: "scan", line: "** START ** Agent: Finding updates [CallerId = CcmExec]"},
		{kind: model.AgentWork, name: "scan-end", line: "** END ** Agent: Finding updates [CallerId = CcmExec]"},
		{kind: model.AgentWork, name: "install", line: "** START ** Agent: Installing updates [CallerId = CcmExec]"},
		{kind: model.AgentWork, name: "install-end", line: "** END ** Agent: Installing updates [CallerId = CcmExec]"},
		{kind: model.AgentWork, name: "scan", line: "* START * Finding updates CallerId = CcmExec Id = …"},
		{kind: model.AgentWork, name: "scan-end", line: "* END * Finding updates CallerId = CcmExec, Id = <_:int>, Exit code = <code:hresult>…"},
		{kind: model.AgentWork, name: "install", line: "* START * Installing updates CallerId = CcmExec…"},
		{kind: model.NoEvent, line: "Starting install of CBS update <content:guid>"},
		{kind: model.NoEvent, line: "Completed install of CBS update with type=<_:int>, requiresReboot=<flag:bool>, installerError=<_:int>, hr=<code:hresult>"},
	},
}
