package doctor_test

import (
	"fmt"
	"slices"
	"testing"
	"testing/fstest"

	"ccmtail/doctor"
	"ccmtail/feed"
	"ccmtail/tail"
)

// examine returns the examination of a source with one log.
func examine(t *testing.T, log, component, level string, messages ...string) doctor.Examination {
	t.Helper()
	var text []byte
	const form = `<![LOG[%s]LOG]!><time="10:00:%02d.000+300" date="03-17-2026" component="%s" context="" type="%s" thread="1" file="a.cpp:1">`
	for i, m := range messages {
		text = fmt.Appendf(text, form+"\r\n", m, i, component, level)
	}
	f := feed.New([]*tail.Source{tail.OpenFS("made up", fstest.MapFS{log: {Data: text}}, tail.Options{})}, feed.Options{})
	if err := f.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return doctor.Examine(&f.Snapshot().Clients[0])
}

func TestExamine(t *testing.T) {
	x := examine(t, "UpdatesDeployment.log", "UpdatesDeploymentAgent", "1",
		"EnumerateUpdates for action (UpdateActionInstall) - Total actionable updates = 0",
		"Update (Site_7B3DC51A-1366-4325-964D-0C375982148C/SUM_19986d1f-0652-4816-8d54-0add7d1d444c) Name (A (KB1))"+
			" ArticleID (1) added to the targeted list of deployment ({F65FFEE2-6869-43F3-B86A-B1D293FE0D1B})",
		"a wording that no rule fits")
	i := slices.IndexFunc(x.Chain, func(l doctor.ChainLog) bool { return l.Name == "UpdatesDeployment" })
	if l := x.Chain[i]; l.Records != 3 || l.Understood != 2 || !l.Essential {
		t.Errorf("%+v", l)
	}
	if !slices.Equal(x.Wording, []string{"2012", "Current Branch"}) || x.Debug {
		t.Errorf("wording %v, debug %v", x.Wording, x.Debug)
	}
	if last := x.Chain[len(x.Chain)-1]; !x.Chain[0].Essential || last.Essential {
		t.Errorf("the essential logs do not come first: %+v … %+v", x.Chain[0], last)
	}
	x = examine(t, "CAS.log", "ContentAccess", "0", "Hash matches")
	if !x.Debug || len(x.Wording) != 0 {
		t.Errorf("wording %v, debug %v", x.Wording, x.Debug)
	}
	if x := examine(t, "smsts.log", "TSManager", "0", "anything"); x.Debug {
		t.Error("debug records of a task sequence count as the client's debug logging")
	}
}
