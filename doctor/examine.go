package doctor

import (
	"bytes"
	"slices"
	"strings"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/parsers"
	"ccmtail/store"
)

// essential are the logs without which the chain from policy to restart cannot be told.
var essential = map[string]bool{
	"UpdatesDeployment": true, "UpdatesHandler": true, "UpdatesStore": true, "WUAHandler": true, "ServiceWindowManager": true,
	"RebootCoordinator": true, "CAS": true, "ContentTransferManager": true, "DataTransferService": true,
	"LocationServices": true, "ScanAgent": true, "StateMessage": true, "PolicyAgent": true, "Scheduler": true,
}

// Examine says which logs of the update chain a client's source has, how much of each is understood,
// and of which generation of the product their wording is. It reads every record once.
func Examine(c *store.Client) Examination {
	x := examiner{seen: map[string]ChainLog{}, eras: map[string]bool{}}
	for row := range c.Records.Len() {
		x.record(c, c.Records.ID(row))
	}
	return Examination{Chain: x.chain(), Wording: x.wording(), Debug: x.debug}
}

// examiner is what the records seen so far have told.
type examiner struct {
	extractor parsers.Extractor
	seen      map[string]ChainLog // by the log's name without its ending, in lower case
	eras      map[string]bool
	debug     bool // the client's own logs hold debug records: debug logging is on
}

func (x *examiner) record(c *store.Client, id event.RecordID) {
	component, msg := c.Records.Component(id), c.Records.Message(id)
	name := strings.ToLower(strings.TrimSuffix(c.Records.Log(id), ".log"))
	l := x.seen[name]
	l.Records++
	if len(msg) == 0 || x.extractor.Match(parsers.Input{Component: component, Message: msg}).Known {
		l.Known++
	}
	x.seen[name] = l
	x.readEra(msg)
	x.debug = x.debug || c.Records.Level(id) == model.LevelDebug && parsers.HasRules(component)
}

// chain is the logs of the update chain, the essential ones first.
func (x *examiner) chain() []ChainLog {
	var all []ChainLog
	for _, info := range parsers.Logs() {
		l := x.seen[strings.ToLower(info.Name)]
		l.Name, l.Tells, l.Essential = info.Name, info.About, essential[info.Name]
		all = append(all, l)
	}
	slices.SortStableFunc(all, func(a, b ChainLog) int {
		switch {
		case a.Essential == b.Essential:
			return strings.Compare(a.Name, b.Name)
		case a.Essential:
			return -1
		}
		return 1
	})
	return all
}

// generations of the product, oldest first.
var generations = []string{"2007", "2012", "Current Branch"}

// eras are wordings that only one generation of the product has.
var eras = []struct {
	text []byte
	era  string
}{
	{[]byte("Total visible updates"), "2007"},
	{[]byte("Total actionable updates"), "Current Branch"},
	{[]byte("Raised assignment (TopicID)"), "Current Branch"},
	{[]byte("StateCriticality = "), "Current Branch"},
	{[]byte("Not in Maintenance/Service Mode"), "Current Branch"},
	{[]byte("Not in Service Mode, check"), "2012"},
}

var (
	isTargeted = []byte("added to the targeted list of deployment")
	isNamed    = []byte(") Name (") // only the client of 2012 names the update that it targets
)

func (x *examiner) readEra(msg []byte) {
	if len(x.eras) == len(generations) {
		return
	}
	if bytes.Contains(msg, isTargeted) {
		if bytes.Contains(msg, isNamed) {
			x.eras["2012"] = true
		} else {
			x.eras["Current Branch"] = true
		}
	}
	for _, e := range eras {
		if !x.eras[e.era] && bytes.Contains(msg, e.text) {
			x.eras[e.era] = true
		}
	}
}

// wording is the generations of the product whose wording was seen, oldest first.
func (x *examiner) wording() []string {
	var all []string
	for _, era := range generations {
		if x.eras[era] {
			all = append(all, era)
		}
	}
	return all
}
