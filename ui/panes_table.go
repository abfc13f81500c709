package ui

func newPanes() [paneCount]pane {
	return [paneCount]pane{
		paneUpdates:     &updatesPane{collapsed: map[groupKey]bool{}},
		paneWindow:      newWindowPane(),
		paneRestarts:    &list{name: "Restarts", titleMore: restartsTitle, build: restartItems},
		paneLog:         shownLogPane{},
		paneFindings:    &list{name: "Findings", titleMore: findingsTitle, build: findingItems},
		paneDeployments: &list{name: "Deployments", titleMore: deploymentsTitle, build: deploymentItems},
		paneScans:       &list{name: "Scans", titleMore: scansTitle, build: scanItems},
		paneSources:     &list{name: "Sources", titleMore: sourcesTitle, build: sourceItems},
		paneTimeline:    &timelinePane{},
	}
}

// paneNames are what the commands call the panes.
var paneNames = [paneCount]string{
	paneUpdates: "updates", paneWindow: "service window", paneRestarts: "reboots", paneLog: "log", paneFindings: "findings",
	paneDeployments: "deployments", paneScans: "scans", paneSources: "sources", paneTimeline: "timeline",
}
