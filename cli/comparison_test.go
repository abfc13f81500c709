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
	// pressed is what may stand in our column: keys with the action they are bound to, an action
	// without keys, a command.
	pressed = regexp.MustCompile("((?:`[^`]+` )+)\\*([^*]+)\\*|`:([a-z ]+)`|`(ccmtail [^`]*)`")
)

// What the comparison says of ccmtail is so: each key is bound to the action named beside it, each
// action is there, and each command runs. Nothing else in the column is quoted.
func TestComparison(t *testing.T) {
	text, err := os.ReadFile("../docs/comparison.md")
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	furnish(t, root)
	bound := map[string][]string{}
	for _, b := range ui.Bindings(nil) {
		bound[b.Name] = b.Keys
	}
	keys, names, commands := 0, 0, 0
	for i, line := range strings.Split(string(text), "\n") {
		cells := strings.Split(line, " | ")
		if !strings.HasPrefix(line, "| ") || len(cells) != 6 {
			continue
		}
		ours := strings.TrimSuffix(cells[5], " |")
		for _, m := range pressed.FindAllStringSubmatch(ours, -1) {
			switch {
			case m[2] != "":
				have, ok := bound[m[2]]
				if !ok {
					t.Errorf("line %d: there is no action %q", i+1, m[2])
				}
				for _, k := range quoted.FindAllString(m[1], -1) {
					keys++
					if k = keyByName(strings.Trim(k, "`")); !slices.Contains(have, k) {
						t.Errorf("line %d: %q is not a key of %q, which has %q", i+1, k, m[2], have)
					}
				}
			case m[3] != "":
				names++
				if _, ok := bound[m[3]]; !ok {
					t.Errorf("line %d: there is no action %q", i+1, m[3])
				}
			default:
				commands++
				d := document{t: t, at: i + 1}
				d.accepted(m[4])
			}
		}
		if rest := quoted.FindString(pressed.ReplaceAllString(ours, "")); rest != "" {
			t.Errorf("line %d: %s stands there without being a key with its action, or a command", i+1, rest)
		}
	}
	if keys < 40 || names < 8 || commands < 15 {
		t.Errorf("only %d keys, %d actions by name and %d commands: has the form of the table changed?", keys, names, commands)
	}
}

// keyByName returns a key as the documents write it, by the name that the screen has for it.
func keyByName(s string) string {
	if len([]rune(s)) == 1 {
		return s
	}
	return strings.ReplaceAll(strings.ToLower(s), "-", "+")
}
