package demo

import "slices"

// Fate is what happens to a client on the demo's evening: the same records, with what is left out,
// edited or added. Clocks are those of the evening.
type Fate struct {
	Name       string
	Until      string   // after it the evening's records are missing; "" for none
	AliveUntil string   // until then the client shows that it is alive; "" for none
	Codes      []string // one of them is the client's
	edits      []edit
	extra      []record
}

// edit changes the records that contain has, from a clock on and before another: it drops them, or
// replaces old.
type edit struct {
	log, from, before, has string
	drop                   bool
	old, to                string
}

// FateNamed returns the fate of a name. It panics if there is none.
func FateNamed(name string) *Fate {
	for i := range fates {
		if fates[i].Name == name {
			return &fates[i]
		}
	}
	panic("demo: no fate " + name)
}

// sql is the update that fails in the demo.
const sql = "4cf25877-1b18-476d-955c-dae234c37a6b"

// succeeds lets the update install that fails in the demo.
var succeeds = []edit{
	{has: "Installation job encountered some failures", drop: true},
	{has: "Update execution failed", drop: true},
	{has: sql, from: "21:14", old: "0x80070643", to: "0x00000000"},
	{has: sql, from: "21:14", old: "ciStateError", to: "ciStateInstallComplete"},
	{has: sql, from: "21:37", old: "StateId = 11, StateName = CI_ENFORCEMENT_UPDATE_FAILED", to: "StateId = 10, StateName = CI_ENFORCEMENT_SUCCESSFULL"},
	{has: sql, from: "21:37", old: "State ID : 11", to: "State ID : 10"},
	{log: "WUAHandler.log", has: sql, from: "22:00", old: "Update (Missing)", to: "Update (Installed)"},
	{log: "UpdatesStore.log", has: sql, from: "22:00", old: "state (Missing)", to: "state (Installed)"},
	{log: "WindowsUpdate.log", has: "0x80070643", drop: true},
}

// failsWith lets the update fail with the client's code.
var failsWith = []edit{{has: sql, from: "21:14", old: "0x80070643", to: "CODE"}, {log: "WindowsUpdate.log", has: "0x80070643", drop: true}}

// tomorrow moves the window for updates to the next day. The one that opens at 22:00 is outside of business hours.
var tomorrow = []edit{
	{log: "ServiceWindowManager.log", has: "ID={CCF53110-B443-4CCE-82C2-96DB1271CD9B}", old: "101B2000", to: "101C2000"}, // Wednesdays
	{log: "ServiceWindowManager.log", has: "StartTime is 03/17/26 21:00:00", old: "03/17/26", to: "03/18/26"},
	{log: "ServiceWindowManager.log", has: "3/17/2026 9:00:00 PM. Service Window with ID:{CCF53110-B443-4CCE-82C2-96DB1271CD9B}",
		old: "9:00:00 PM. Service Window with ID:{CCF53110-B443-4CCE-82C2-96DB1271CD9B}", to: "10:00:00 PM. Service Window with ID:49fd80be-ac4b-4877-974d-ecd09958926d"},
	{log: "ServiceWindowManager.log", has: "timer to fire on 3/17/2026 9:00:00 PM", old: "9:00:00 PM", to: "10:00:00 PM"},
}

// refusedAtTen is what the client says of that one.
var refusedAtTen = []record{
	{"22:00:00.014", "ServiceWindowManager", "5104", "1", "A Timer Event has occurred"},
	{"22:00:00.161", "UpdatesDeploymentAgent", "5104", "1", "Attempting pending install assignment"},
	{"22:00:00.181", "ServiceWindowManager", "5104", "1", "OnIsServiceWindowAvailable called with: Runtime:600, Type:4"},
	{"22:00:00.207", "ServiceWindowManager", "5104", "1", "Biggest Active Service Window for Type=4 not found"},
	{"22:00:00.210", "UpdatesDeploymentAgent", "5104", "1", "No current service window available to run updates assignment with time required = 600"},
	{"22:00:00.211", "UpdatesDeploymentAgent", "5104", "1", "No service window available to run updates assignment"},
	{"22:00:00.212", "UpdatesDeploymentAgent", "5104", "1", "This assignment ({BC67FD70-E41A-48D6-BBF5-B7510E8573E8}) will be retried once the service window is available."},
}

// untargeted leaves out the second deployment, that of KB969897 which does not fit into the window.
var untargeted = []edit{
	{has: "3E5E616F-6499-4ED7-9519-E51E427FBCC6", drop: true}, // the deployment
	{has: "39F409D4-5287-4D46-900F-3E857CF0DE72", drop: true}, // its detection jobs
	{has: "7C9AF175-A755-4CCE-9ED8-A9E0400C87B0", drop: true},
	{has: "E4854485-A63F-4653-B240-7A5979FC44DB", drop: true}, // its download job
	{has: "787230f0-ab97-4391-9706-6f89fbefad92", drop: true}, // the update
	{has: "2040eb5d-fa96-4298-adfe-4c6731ff6add", drop: true}, // its content
	{has: "FC7BD98E-9FCD-4E1D-8B80-952FEA21C9E2", drop: true}, // the CTM job of that
	{has: "7334F973-3C4E-4D48-9323-39EAE4C78DA0", drop: true}, // its DTS job
	{has: "E8A022E8-92EF-4AC8-851A-CABB9B049685", drop: true}, // its location request
	{has: "kb969897", drop: true},
	{from: "20:00:00", before: "20:00:05", drop: true},
	{from: "21:36:05", before: "21:36:13", drop: true}, // what asks the window for 90 minutes
	{from: "22:07:48.350", before: "22:07:48.700", drop: true},
	{from: "23:10:44", before: "23:10:45", drop: true},
}

// fates are all fates. Their texts are the client's own.
var fates = []Fate{
	{
		Name: "done but for one that does not fit", edits: succeeds,
	},
	{
		Name: "failed", Codes: []string{"0x80070643", "0x800f0922", "0x80070005", "0x80070bc9", "0x8024200b"},
		edits: failsWith,
	},
	{
		Name: "waits for the window", Until: "20:56", edits: succeeds,
	},
	{
		Name: "restart overdue", Until: "21:40", AliveUntil: "23:40", edits: succeeds,
	},
	{
		Name: "installing beyond its run time", Until: "21:06:30", AliveUntil: "22:40",
	},
	{
		Name: "download without bytes", Until: "20:35", AliveUntil: "20:58",
	},
	{
		Name: "no distribution point", Until: "19:45", AliveUntil: "20:10",
		edits: []edit{
			{from: "19:15:05.500", has: "CF475AA4-82D7-4208-9BE7-B4E1AF71192D", drop: true}, // its CTM job
			{from: "19:15:05.500", has: "2597B354-156F-49CE-AADD-B8CEEAD2BCD5", drop: true}, // the DTS job of that
			{from: "19:15:05.500", has: "7961d36c-c89d-4a04-bf14-7d605c00ab07", drop: true}, // its content
		},
		extra: []record{{"19:15:05.700", "ContentTransferManager", "5104", "1", "CCTMJob::UpdateLocations - Received empty location update for CTM Job {CF475AA4-82D7-4208-9BE7-B4E1AF71192D}"}},
	},
	{
		Name: "scan failing", Until: "18:43:40", AliveUntil: "19:10", Codes: []string{"0x80244022"},
		extra: []record{
			{"18:43:48.100", "WUAHandler", "5104", "1", "OnSearchComplete - Failed to end search job. Error = CODE."},
			{"18:43:48.110", "WUAHandler", "5104", "1", "Scan failed with error = CODE."},
		},
	},
	{
		Name: "silent", Until: "19:45",
	},
	{
		Name: "window open but does not count", Until: "20:59", AliveUntil: "22:40", // its download stands still, too
		edits: tomorrow, extra: refusedAtTen,
	},
	{
		Name: "installing", Until: "21:20", edits: succeeds,
	},
	{
		Name: "done", edits: slices.Concat(succeeds, untargeted),
	},
	{
		Name: "download that does not begin", Until: "20:09", AliveUntil: "23:40", edits: succeeds,
	},
	{
		Name: "waits although the window is open", Until: "21:00:00.060", AliveUntil: "23:40", edits: slices.Concat(succeeds, untargeted),
	},
	{
		Name: "waits for tomorrow's window", Until: "20:59", AliveUntil: "23:40", edits: slices.Concat(tomorrow, untargeted), extra: refusedAtTen,
	},
	{
		Name: "failed, and nothing else is left", Codes: []string{"0x80070643"}, edits: slices.Concat(failsWith, untargeted),
	},
}
