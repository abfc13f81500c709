package parsers

import "ccmtail/model/event"

// maintenanceCoordinator decides which jobs may run. swoverride=1 says that the deployment of a job
// does not wait for a maintenance window, which explains an installation outside of one; the line
// does not name the deployment. Evidence: Microsoft's article of 2014 on troubleshooting
// deployments.
var maintenanceCoordinator = log{
	name:       "MaintenanceCoordinator",
	components: []string{"MaintenanceCoordinator"},
	about:      "whether a job ignores maintenance windows",
	rules: []rule{
		{kind: event.WindowOverride, line: "RequestPersistence(id=<name:text>, persist=<_:int>, swoverride=<ignoreswindow:bool>, swType=<windowtype:int>, pendingWFDisable=<_:int>, deadline=<_:int>)"},
	},
}
