package doctor

import (
	"bytes"
	"strings"

	"ccmtail/internal/arrange"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/parsers"
	"ccmtail/store"
)

// essentialLogs are the logs without which the chain from policy to restart cannot be followed.
var essentialLogs = map[string]bool{
	"UpdatesDeployment": true, "UpdatesHandler": true, "UpdatesStore": true, "WUAHandler": true, "ServiceWindowManager": true,
	"RebootCoordinator": true, "CAS": true, "ContentTransferManager": true, "DataTransferService": true,
	"LocationServices": true, "ScanAgent": true, "StateMessage": true, "PolicyAgent": true, "Scheduler": true,
}

// Examine returns which logs of the update chain a client has, how much of each is understood, and
// which versions of ConfigMgr their wording belongs to. It reads every retained record once.
func Examine(c *store.Client) Examination {
	x := examiner{logs: map[string]ChainLog{}, versionsSeen: map[string]bool{}}
	for row := range c.Records.Len() {
		x.addRecord(c, c.Records.ID(row))
	}
	return Examination{Chain: x.chain(), Wording: x.versions(), Debug: x.debug}
}

// examiner collects what the records say.
type examiner struct {
	extractor    parsers.Extractor
	logs         map[string]ChainLog // by lower-case name without extension
	versionsSeen map[string]bool
	debug        bool // a log of the client itself has debug records
}

func (x *examiner) addRecord(c *store.Client, id event.RecordID) {
	component, msg := c.Records.Component(id), c.Records.Message(id)
	name := strings.ToLower(parsers.NameOf(c.Records.LogName(id)))
	l := x.logs[name]
	l.Records++
	if len(msg) == 0 || x.extractor.Match(parsers.Input{Component: component, Message: msg}).Known {
		l.Understood++
	}
	x.logs[name] = l
	x.noteVersion(msg)
	x.debug = x.debug || c.Records.Level(id) == model.LevelDebug && parsers.IsCovered(component)
}

// chain returns all logs of the update chain, the essential ones first.
func (x *examiner) chain() []ChainLog {
	var all []ChainLog
	for _, info := range parsers.Logs() {
		l := x.logs[strings.ToLower(info.Name)]
		l.Name, l.About, l.Essential, l.Excerpt = info.Name, info.About, essentialLogs[info.Name], info.Excerpt
		all = append(all, l)
	}
	arrange.By(all, func(a, b ChainLog) int {
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

// productVersions are the versions of ConfigMgr that can be recognized by their wording, oldest
// first.
var productVersions = []string{"2007", "2012", "Current Branch"}

// versionWordings are wordings that only one version has.
var versionWordings = []struct {
	text    []byte
	version string
}{
	{[]byte("Total visible updates"), "2007"},
	{[]byte("Total actionable updates"), "Current Branch"},
	{[]byte("Raised assignment (TopicID)"), "Current Branch"},
	{[]byte("StateCriticality = "), "Current Branch"},
	{[]byte("Not in Maintenance/Service Mode"), "Current Branch"},
	{[]byte("Not in Service Mode, check"), "2012"},
}

var (
	targetedWording = []byte("added to the targeted list of deployment")
	namedWording    = []byte(") Name (") // only the client of 2012 names the update that it targets
)

// noteVersion marks the versions that the wording of a message belongs to as seen.
func (x *examiner) noteVersion(msg []byte) {
	if len(x.versionsSeen) == len(productVersions) {
		return
	}
	if bytes.Contains(msg, targetedWording) {
		if bytes.Contains(msg, namedWording) {
			x.versionsSeen["2012"] = true
		} else {
			x.versionsSeen["Current Branch"] = true
		}
	}
	for _, w := range versionWordings {
		if !x.versionsSeen[w.version] && bytes.Contains(msg, w.text) {
			x.versionsSeen[w.version] = true
		}
	}
}

// versions returns the versions that were seen, oldest first.
func (x *examiner) versions() []string {
	var all []string
	for _, version := range productVersions {
		if x.versionsSeen[version] {
			all = append(all, version)
		}
	}
	return all
}
