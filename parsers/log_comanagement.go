package parsers

import "ccmtail/model/event"

// coManagementHandler says which workloads Intune owns. The number in force is the second one of
// the merged flags: what policy asks for and the client and its tenant can do. Evidence:
// Microsoft's article on workloads, a script that searches for these lines.
var coManagementHandler = log{
	name:       "CoManagementHandler",
	components: []string{"CoManagementHandler"},
	about:      "which workloads Intune owns instead of ConfigMgr, Windows Update among them",
	rules: []rule{
		{kind: event.WorkloadFlags, line: "New merged workloadflags value with co-management max capabilities '<_:int>' is '<workloads:int>'"},
		{kind: event.WorkloadFlags, line: "Workloads flag retrieved <workloads:int>"},
		{why: intermediate, line: "Merged value for setting 'CoManagementSettings_Capabilities' is '<_:int>'"},
		{why: intermediate, line: "Merged value for setting '<_:word>' is '<_:bool>'"},
		{why: intermediate, line: "Getting/Merging value for setting '<_:word>'"},
		{why: intermediate, line: "Processing GET for assignment (<_:text>)"},
		{why: harmless, line: "Failed to GetDeviceManagementConfigInfo, honor MEM authority. Error (0x00000000)"},
	},
}

// complRelayAgent reports compliance for conditional access. Evidence: Microsoft's article on
// workloads.
var complRelayAgent = log{
	name:       "ComplRelayAgent",
	components: []string{"ComplRelayAgent"},
	about:      "compliance for conditional access",
	rules: []rule{
		{why: notUpdates, line: "CA workload is disabled for ConfigMgr. No compliance state to report for user SID <_:text>"},
	},
}
