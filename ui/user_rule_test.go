package ui

import (
	"os"
	"testing"

	"ccmtail/errcode"
	"ccmtail/feed"
	"ccmtail/parsers"
	"ccmtail/tail"
)

// TestARuleAndACodeOfTheUsersOnTheScreen has the capture of the guide, and a rule and a code like the
// guide's.
func TestARuleAndACodeOfTheUsersOnTheScreen(t *testing.T) {
	errcode.Teach(map[uint32]string{60012: "The user has put the installation off."})
	defer errcode.Teach(nil)
	rules, err := parsers.CompileUserRules([]parsers.UserRule{{
		Log: "AppEnforce", Line: "Process <_:int> terminated with exitcode: <code:hresult>", Text: "The installer ended with <code>.", Severity: "warning", Once: parsers.PerClient,
	}})
	if err != nil {
		t.Fatal(err)
	}
	f := feed.New([]*tail.Source{tail.OpenFS("PC0147", os.DirFS("../docs/captures/taught"), tail.Options{})}, feed.Options{Rules: rules})
	if err := f.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	snapshot := f.Snapshot()
	w := newWorld("PC0147")
	sit(t, 160, 50, newFake(w), Options{}, func(d *desk) {
		d.app.source = &still{snap: snapshot}
		d.news(func() {})
		d.has("U01", "The installer ended with 0x0000ea6c - The user has put the")
		d.keys("4", "k", "k", "enter") // the page of the record
		d.has("your own codes", "The user has put the installation off.")
	})
}
