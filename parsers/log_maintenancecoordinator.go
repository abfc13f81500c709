package parsers

import "ccmtail/model/event"

// maintenanceCoordinator arbitrates what may run now. swoverride=1 says that the deployment behind
// the job does not wait for a service window: why something was installed outside of one.
// Microsoft's article of 2014 on troubleshooting deployments; the line names no deployment.
var maintenanceCoordinator = log{
	name:       "MaintenanceCoordinator",
	components: []string{"MaintenanceCoordinator"},
	about:      "whether a job ignores maintenance windows",
	rules: []rule{
		{kind: event.WindowOverride, line: "RequestPersistence(id=<name:text>, persist=<_:int>, swoverride=<ignoreswindow:bool>, swType=<windowtype:int>, pendingWFDisable=<_:int>, deadline=<_:int>)"},
	},
}
