package parsers

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// evidence returns the log lines of one log: testdata/lines/NAME.txt, one message a line, \n for a
// line break within one. They are written in the client's real wording, with ids and names of our
// own.
func evidence(t *testing.T, log string) []string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "lines", log+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for l := range strings.Lines(string(b)) {
		if l = strings.TrimRight(l, "\r\n"); l != "" && !strings.HasPrefix(l, "# ") {
			all = append(all, strings.ReplaceAll(l, `\n`, "\n"))
		}
	}
	return all
}

// fired returns the rule that a message of a component fires, nil if none does.
func fired(component, msg string) *rule {
	var x Extractor
	x.Match(Input{Component: component, Message: []byte(msg)})
	return x.lastRule
}

func TestEveryLineHasARuleAndEveryRuleALine(t *testing.T) {
	for _, l := range logs {
		t.Run(l.name, func(t *testing.T) {
			has := map[*rule]bool{}
			for _, msg := range evidence(t, l.name) {
				r := fired(l.components[0], msg)
				if r == nil {
					t.Errorf("no rule for %q", msg)
				}
				has[r] = true
			}
			for i := range l.rules {
				if r := &l.rules[i]; !has[r] {
					t.Errorf("no line fires, or another rule takes the lines of: %s", r.line)
				}
			}
		})
	}
}

func TestALineOfAnotherComponentFiresNothing(t *testing.T) {
	if r := fired("UpdatesStore", "Async installation of updates started."); r != nil {
		t.Errorf("WUAHandler's line counts in UpdatesStore: %s", r.line)
	}
	if r := fired("", "Async installation of updates started."); r == nil {
		t.Error("a line without a component fires nothing")
	}
	if r := fired("SMS Provider", "Async installation of updates started."); r != nil {
		t.Errorf("a server's component fires %s", r.line)
	}
}

func TestProseFiresNothing(t *testing.T) {
	for _, s := range []string{
		"Update the client before you go on.",
		"You can then see the completion status and if the patch requires a reboot later in the wuahandler.log file:",
		"1. Installed", "Duration is what matters.",
	} {
		if r := fired("", s); r != nil {
			t.Errorf("%q fires %s", s, r.line)
		}
	}
}
