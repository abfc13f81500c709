package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ccmtail/ui"
)

var (
	quoted = regexp.MustCompile("`[^`]+`")
	// claim matches what the ccmtail column may quote: keys with their action, an action, a command.
	claim = regexp.MustCompile("((?:`[^`]+` )+)\\*([^*]+)\\*|`:([a-z ]+)`|`(ccmtail [^`]*)`")
)

// TestComparison checks the ccmtail column of docs/comparison.md: each key is bound to the action
// beside it, each action exists, and each command runs. Nothing else in the column is quoted.
func TestComparison(t *testing.T) {
	text, err := os.ReadFile("../docs/comparison.md")
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	prepareFolder(t, root)
	c := claims{bound: map[string][]string{}}
	for _, b := range ui.Bindings(nil) {
		c.bound[b.Name] = b.Keys
	}
	for i, line := range strings.Split(string(text), "\n") {
		cells := strings.Split(line, " | ")
		if !strings.HasPrefix(line, "| ") || len(cells) != 6 {
			continue
		}
		column := strings.TrimSuffix(cells[5], " |")
		for _, m := range claim.FindAllStringSubmatch(column, -1) {
			c.check(t, i+1, m)
		}
		if rest := quoted.FindString(claim.ReplaceAllString(column, "")); rest != "" {
			t.Errorf("line %d: %s is neither a key with an action, nor an action, nor a command", i+1, rest)
		}
	}
	if c.keys < 40 || c.actions < 8 || c.commands < 15 {
		t.Errorf("only %d keys, %d actions and %d commands: has the form of the table changed?", c.keys, c.actions, c.commands)
	}
}

// claims checks and counts matches of claim.
type claims struct {
	bound                   map[string][]string // the keys of each action
	keys, actions, commands int
}

// check checks a match in a line.
func (c *claims) check(t *testing.T, line int, m []string) {
	keys, action, onlyAction, command := m[1], m[2], m[3], m[4]
	if command != "" {
		c.commands++
		d := document{t: t, at: line}
		d.accepted(command)
		return
	}
	bound, ok := c.bound[action+onlyAction]
	if !ok {
		t.Errorf("line %d: there is no action %q", line, action+onlyAction)
	}
	if onlyAction != "" {
		c.actions++
	}
	for _, k := range quoted.FindAllString(keys, -1) {
		c.keys++
		if k = keyByName(strings.Trim(k, "`")); !slices.Contains(bound, k) {
			t.Errorf("line %d: %q is not a key of %q, which has %q", line, k, action, bound)
		}
	}
}

// keyByName returns the name that the screen has for a key as it is written in documents.
func keyByName(s string) string {
	if len([]rune(s)) == 1 {
		return s
	}
	return strings.ReplaceAll(strings.ToLower(s), "-", "+")
}
