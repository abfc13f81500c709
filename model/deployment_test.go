package model

import (
	"testing"

	"ccmtail/model/event"
)

// TestADeploymentWhoseContentIsGoneIsNotDownloading: what its own line said of the download is older.
func TestADeploymentWhoseContentIsGoneIsNotDownloading(t *testing.T) {
	events := []event.Event{
		{Kind: event.UpdateTargeted, Update: u1, Deployment: d1},
		{Kind: event.DownloadStarted, Deployment: d1},
		{Kind: event.ContentLinked, Update: u1, Content: l1},
		{Kind: event.ContentDownloadStarted, Content: l1},
		{Kind: event.ContentVerified, Content: l1},
		{Kind: event.ContentRemoved, Content: l1},
	}
	want := map[int]DeploymentState{2: DeploymentDownloading, 4: DeploymentDownloading, 5: DeploymentDownloaded, 6: DeploymentEvaluated}
	for n, state := range want {
		if got := stateAfter(events[:n]...).deployments.get(d1).State; got != state {
			t.Errorf("after %d lines it is %s, want %s", n, got, state)
		}
	}
	again := append(events, event.Event{Kind: event.DownloadStarted, Deployment: d1})
	if got := stateAfter(again...).deployments.get(d1).State; got != DeploymentDownloading {
		t.Errorf("it downloads again, and is %s", got)
	}
}
