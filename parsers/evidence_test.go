package parsers

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// evidence returns the messages in testdata/lines/NAME.txt: one on each line, with \n for a line
// break within a message. They have the client's wording and invented ids and names.
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

// matching returns the rule that matches a message of a component, nil if none does.
func matching(component, msg string) *rule {
	var x Extractor
	x.Match(Input{Component: component, Message: []byte(msg)})
	return x.lastRule
}

func TestEveryLineHasARuleAndEveryRuleALine(t *testing.T) {
	for _, l := range logs {
		t.Run(l.name, func(t *testing.T) {
			matched := map[*rule]bool{}
			for _, msg := range evidence(t, l.name) {
				r := matching(l.components[0], msg)
				if r == nil {
					t.Errorf("no rule matches %q", msg)
				}
				matched[r] = true
			}
			for i := range l.rules {
				if r := &l.rules[i]; !matched[r] {
					t.Errorf("no line in testdata/lines/%s.txt matches this rule, or other rules match first: %s", l.name, r.line)
				}
			}
		})
	}
}

func TestRulesApplyToTheirComponentOnly(t *testing.T) {
	if r := matching("UpdatesStore", "Async installation of updates started."); r != nil {
		t.Errorf("WUAHandler's line matches in UpdatesStore: %s", r.line)
	}
	if r := matching("", "Async installation of updates started."); r == nil {
		t.Error("no rule matches a line without a component")
	}
	if r := matching("SMS Provider", "Async installation of updates started."); r != nil {
		t.Errorf("a server component's line matches %s", r.line)
	}
}

func TestProseMatchesNothing(t *testing.T) {
	for _, s := range []string{
		"Update the client before you go on.",
		"You can then see the completion status and if the patch requires a reboot later in the wuahandler.log file:",
		"1. Installed", "Duration is what matters.",
	} {
		if r := matching("", s); r != nil {
			t.Errorf("%q matches %s", s, r.line)
		}
	}
}
