package main

import (
	"maps"
	"math/rand/v2"

	"ccmtail/demo"
)

// fate is what happens to a client on the demo's evening, and what is true of it then.
type fate struct {
	*demo.Fate
	states map[string]string // by KB, when the last record was written
	stuck  string
	silent bool
}

// truth returns what is true of a client with this fate.
func (f *fate) truth(client string, rng *rand.Rand) clientTruth {
	c := clientTruth{Client: client, Fate: f.Name, Updates: maps.Clone(f.states), Stuck: f.stuck, Silent: f.silent}
	if len(f.Codes) > 0 {
		c.Code = f.Codes[rng.IntN(len(f.Codes))]
	}
	return c
}

// states returns the states of the demo's updates: those that the first deployment targets, by
// default, and others by KB.
func states(targeted string, others map[string]string) map[string]string {
	all := map[string]string{"5081214": "installed", "5078127": "superseded", "969897": "waiting-for-window"}
	for _, kb := range []string{"5081007", "5081612", "5081905", "5081427", "5081316"} {
		all[kb] = targeted
	}
	maps.Copy(all, others)
	return all
}

// fates are those that a fleet has.
var fates = []*fate{
	{
		Fate:   demo.FateNamed("done but for one that does not fit"),
		states: states("installed", nil),
	},
	{
		Fate:   demo.FateNamed("failed"),
		states: states("installed", map[string]string{"5081905": "failed"}),
	},
	{
		Fate:   demo.FateNamed("waits for the window"),
		states: states("waiting-for-window", map[string]string{"969897": "downloading"}),
	},
	{
		Fate: demo.FateNamed("restart overdue"), stuck: "restart",
		states: states("installed", map[string]string{"5081427": "pending-reboot", "5081316": "pending-reboot"}),
	},
	{
		Fate: demo.FateNamed("installing beyond its run time"), stuck: "5081905",
		states: states("installing", map[string]string{"5081007": "installed", "5081612": "installed", "969897": "downloading"}),
	},
	{
		Fate: demo.FateNamed("download without bytes"), stuck: "969897",
		states: states("waiting-for-window", map[string]string{"969897": "downloading"}),
	},
	{
		Fate: demo.FateNamed("no distribution point"), stuck: "5081905",
		states: states("downloaded", map[string]string{"5081905": "downloading", "5081316": "downloading", "969897": "targeted"}),
	},
	{
		Fate: demo.FateNamed("scan failing"), stuck: "scan",
		states: map[string]string{"5081214": "installed", "5078127": "missing"}, // what it knew before
	},
	{
		Fate: demo.FateNamed("silent"), silent: true,
		states: states("downloaded", map[string]string{"5081316": "downloading", "969897": "targeted"}),
	},
	{
		Fate: demo.FateNamed("window open but does not count"), stuck: "969897",
		states: states("waiting-for-window", map[string]string{"969897": "downloading"}),
	},
	{
		Fate:   demo.FateNamed("installing"),
		states: states("installed", map[string]string{"5081427": "pending-reboot", "5081316": "installing", "969897": "downloading"}),
	},
}
