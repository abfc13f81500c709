package doctor_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf16"

	"ccmtail/doctor"
	"ccmtail/feed"
	"ccmtail/store"
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

// utf16File returns a text as Windows writes it in UTF-16.
func utf16File(text string) *fstest.MapFile {
	data := []byte("\xff\xfe")
	for _, unit := range utf16.Encode([]rune(text)) {
		data = append(data, byte(unit), byte(unit>>8))
	}
	return &fstest.MapFile{Data: data}
}

// TestTheLogsOfWindowsAreUnderstood has a file in each of their formats.
func TestTheLogsOfWindowsAreUnderstood(t *testing.T) {
	const cbs = "2026-03-17 21:40:00, Info                  CBS    Doqe: Recording result: 0x8007000d, for Inf: mshdc.inf\r\n"
	const setup = "2026-03-17 21:41:00, Error                 MOUPG  CSetupHost::Execute(456): Result = 0xC190020E\r\n"
	files := fstest.MapFS{
		"ReportingEvents.log": utf16File("{2CCE9CD7-CE3F-4F0B-9AA3-00A4CCCB49EB}\t2026-03-17 22:40:12:385+0100\t1\t182 [AGENT_INSTALLING_FAILED]\t101\t{2CCE9CD7-CE3F-4F0B-9AA3-00A4CCCB49EB}\t203\t80242015\tCcmExec\tFailure\tContent Install\tÉchec : phrase : Mise à jour (KB5081316)\r\n"),
		"CBS.log":             {Data: []byte(cbs)},
		"setupact.log":        {Data: []byte(setup)},
		"DISM.log":            {Data: []byte("2026-03-17 21:42:00, Error                 DISM   DISM Package Manager: PID=2648 TID=4848 Failed finalizing changes. - CDISMPackageManager::Internal_Finalize(hr:0x800f0906)\r\n")},
		"SetupDiagResults.xml": utf16File("<?xml version=\"1.0\" encoding=\"utf-16\"?>\r\n  <LogErrorLine>2026-03-17 21:41:00, Error                 MOUPG  A</LogErrorLine>\r\n" +
			"  <FailureData>Warning: Found Disk Space Hard Block.</FailureData>\r\n"),
	}
	f := feed.New([]*tail.Source{tail.OpenFS("made up", files, tail.Options{})}, feed.Options{})
	if err := f.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	client := &f.Snapshot().Clients[0]
	for name := range files {
		i := slices.IndexFunc(client.Logs, func(l store.Log) bool { return l.Name == name })
		if i < 0 || client.Logs[i].Damaged != 0 {
			t.Errorf("%s: not read as a log", name)
		}
	}
	found := 0
	for _, l := range doctor.Examine(client).Chain {
		if l.Records == 0 {
			continue
		}
		if found++; l.Understood != l.Records {
			t.Errorf("%+v", l)
		}
	}
	if found != len(files) {
		t.Errorf("%d logs found, want %d", found, len(files))
	}
	// Only ReportingEvents.log names a zone, and the others take it.
	if _, last := client.TimeRange(); !last.Equal(time.Date(2026, 3, 17, 21, 40, 12, 385e6, time.UTC)) {
		t.Errorf("the last record is of %v", last)
	}
	if u := doctor.FindUnknown(client); u.Known != u.All || u.All < 3 || u.NotRead != 0 {
		t.Errorf("%+v", u)
	}
}

// TestALogThatCannotBeReadIsNotMissing tells one that is there from one that is not.
func TestALogThatCannotBeReadIsNotMissing(t *testing.T) {
	c := &store.Client{Records: store.New().Records(), Logs: []store.Log{{Name: "CAS.log", State: "open", Err: "permission denied", Unread: []string{"CAS.log (permission denied)"}}}}
	var b strings.Builder
	if err := doctor.Write(&b, c, doctor.Examine(c)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"UNREAD   CAS ", "MISSING  WUAHandler "} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not said:\n%s", want, b.String())
		}
	}
}
