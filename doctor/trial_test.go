package doctor_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"ccmtail/doctor"
	"ccmtail/feed"
	"ccmtail/parsers"
	"ccmtail/tail"
)

func TestTryRules(t *testing.T) {
	const form = `<![LOG[%s]LOG]!><time="10:00:00.000+300" date="03-17-2026" component="A" context="" type="1" thread="1" file="a.cpp:1">`
	lines := func(messages ...string) *fstest.MapFile {
		var text strings.Builder
		for _, m := range messages {
			text.WriteString(strings.Replace(form, "%s", m, 1) + "\r\n")
		}
		return &fstest.MapFile{Data: []byte(text.String())}
	}
	files := fstest.MapFS{"A.log": lines("one 1", "two", "one 2", "over"), "B.log": lines("one 3")}
	rules, err := parsers.CompileUserRules([]parsers.UserRule{
		{Log: "A", Line: "one <count:int>", Until: "over", Text: "<count>", Once: parsers.PerClient},
		{Line: "one <count:int>", Text: "x", Once: parsers.PerClient},
		{Log: "A", Line: "one 1", Until: "never", Text: "x", Once: parsers.PerClient},
		{Log: "B", Line: "nothing", Text: "x", Once: parsers.PerClient},
		{Log: "C", Line: "one", Text: "x", Once: parsers.PerClient},
	})
	if err != nil {
		t.Fatal(err)
	}
	f := feed.New([]*tail.Source{tail.OpenFS("made up", files, tail.Options{})}, feed.Options{Rules: rules})
	if err := f.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	c := &f.Snapshot().Clients[0]
	if c.Events.Len() != 4 {
		t.Errorf("%d events", c.Events.Len())
	}
	var b strings.Builder
	if err := doctor.WriteTrials(&b, c, doctor.TryRules(c, rules), []int{1, 7, 12, 17, 22}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"rule 1, line 1 of the configuration, on A\n  one <count:int>\n  fits 2 records, the first at A.log:1\n  and says: 1\n  is over at 1 record\n",
		"rule 2, line 7 of the configuration, on all logs\n  one <count:int>\n  fits 1 record, the first at B.log:1\n  and says: x\n" +
			"  2 records more would fit, but a rule before it comes first\n",
		"rule 3, line 12 of the configuration, on A\n  one 1\n  NEVER: 1 record would fit, but a rule before it comes first\n  is never over: no record fits until\n",
		"on B\n  nothing\n  NEVER: it fits none of 1 record\n",
		"on C\n  one\n  NEVER: the source has no record of C\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("it lacks\n%s\nin\n%s", want, b.String())
		}
	}
}
