package feed

import (
	"slices"
	"strings"

	"ccmtail/model"
	"ccmtail/model/view"
	"ccmtail/parsers"
)

// essential are the logs without which the chain from policy to restart cannot be told.
var essential = map[string]bool{
	"UpdatesDeployment": true, "UpdatesHandler": true, "UpdatesStore": true, "WUAHandler": true, "ServiceWindowManager": true,
	"RebootCoordinator": true, "CAS": true, "ContentTransferManager": true, "DataTransferService": true,
	"LocationServices": true, "ScanAgent": true, "StateMessage": true, "PolicyAgent": true, "Scheduler": true,
}

// Examine says which logs of the update chain a client's source has, how much of each is understood,
// and of which generation of the product their wording is.
func Examine(c *view.Client) view.Examination {
	var x view.Examination
	seen := tally(c)
	for _, info := range parsers.Logs() {
		l := seen[strings.ToLower(info.Name)]
		l.Name, l.Tells, l.Essential = info.Name, info.Tells, essential[info.Name]
		x.Chain = append(x.Chain, l)
	}
	slices.SortStableFunc(x.Chain, func(a, b view.ChainLog) int {
		switch {
		case a.Essential == b.Essential:
			return strings.Compare(a.Name, b.Name)
		case a.Essential:
			return -1
		}
		return 1
	})
	x.Wording = wording(c)
	x.Debug = debugging(c)
	return x
}

// tally counts each log's records and those that a rule fits.
func tally(c *view.Client) map[string]view.ChainLog {
	seen := map[string]view.ChainLog{}
	var x parsers.Extractor
	for row := range c.Records.Len() {
		id := c.Records.ID(row)
		name := strings.ToLower(strings.TrimSuffix(c.Records.Log(id), ".log"))
		l := seen[name]
		l.Records++
		in := parsers.Input{Component: c.Records.Component(id), Message: c.Records.Message(id)}
		if len(in.Message) == 0 || x.Read(in).Known {
			l.Known++
		}
		seen[name] = l
	}
	return seen
}

// eras are wordings that only one generation of the product has.
var eras = []struct{ text, era string }{
	{"Total visible updates", "2007"},
	{"Total actionable updates", "Current Branch"},
	{"Raised assignment (TopicID)", "Current Branch"},
	{"StateCriticality = ", "Current Branch"},
	{"Not in Maintenance/Service Mode", "Current Branch"},
	{"Not in Service Mode, check", "2012"},
}

// wording is the generations of the product whose wording was seen, oldest first.
func wording(c *view.Client) []string {
	found := map[string]bool{}
	for row := range c.Records.Len() {
		msg := string(c.Records.Message(c.Records.ID(row)))
		switch {
		case !strings.Contains(msg, "added to the targeted list of deployment"):
		case strings.Contains(msg, ") Name ("):
			found["2012"] = true
		default:
			found["Current Branch"] = true
		}
		for _, e := range eras {
			if !found[e.era] && strings.Contains(msg, e.text) {
				found[e.era] = true
			}
		}
	}
	var all []string
	for _, era := range []string{"2007", "2012", "Current Branch"} {
		if found[era] {
			all = append(all, era)
		}
	}
	return all
}

// debugging says whether the client's own logs hold debug records: then debug logging is on.
func debugging(c *view.Client) bool {
	for row := range c.Records.Len() {
		id := c.Records.ID(row)
		if c.Records.Level(id) == model.LevelDebug && parsers.InChain(c.Records.Component(id)) {
			return true
		}
	}
	return false
}
