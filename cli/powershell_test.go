package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	powerShellBlock = regexp.MustCompile("(?s)```powershell\n(.*?)```")
	// ofCcmtail matches a command of ccmtail up to what PowerShell does with its output.
	ofCcmtail = regexp.MustCompile(`ccmtail [^|)\n'"]*(?:'[^']*'[^|)\n'"]*)*`)
	// fieldOf matches the fields of objects that a recipe names.
	fieldOf = regexp.MustCompile(`(?:\$_|\$\w+|\)|\])\.([a-z_]+)|Where-Object ([a-z_]+) -|(?:Select|Group)-Object ((?:[a-z_]+(?:, )?)+)|\}, ((?:[a-z_]+(?:, )?)+)`)
)

// TestPowerShellRecipes runs the commands of docs/powershell.md: they succeed, or end as they say, their
// JSON is ASCII and can be read, and it has the fields that PowerShell is told to take from it. What
// PowerShell does with them cannot be tried here.
func TestPowerShellRecipes(t *testing.T) {
	doc, err := os.ReadFile("../docs/powershell.md")
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	prepareFolder(t, root)
	commands, fields := 0, 0
	for _, block := range powerShellBlock.FindAllStringSubmatch(string(doc), -1) {
		d, written := document{t: t}, ""
		for _, command := range ofCcmtail.FindAllString(block[1], -1) {
			commands++
			code, out := d.run(strings.TrimSpace(command))
			if followed := code == exitInterrupted && strings.Contains(command, "--since now"); code != exitDone && code != exitStateMatched && !followed {
				t.Errorf("%s: exit code %d\n%s", command, code, out)
			}
			checkJSON(t, command, out)
			written += out
			for _, name := range []string{"updates.csv", "report.json"} {
				b, _ := os.ReadFile(name)
				written += strings.ReplaceAll(string(b), ",", `":`) // the names of columns as those of fields
			}
		}
		if strings.Contains(block[1], "--since now") {
			continue // nothing new happens
		}
		for _, m := range fieldOf.FindAllStringSubmatch(block[1], -1) {
			for _, name := range strings.Split(strings.Join(m[1:], ""), ", ") {
				fields++
				if !strings.Contains(written, name+`":`) {
					t.Errorf("%s\nno field %s in what is written", block[1], name)
				}
			}
		}
	}
	if commands < 12 || fields < 25 {
		t.Errorf("only %d commands and %d fields: has the form of the document changed?", commands, fields)
	}
}

// checkJSON fails the test if the JSON that a command writes cannot be read, or is not ASCII.
func checkJSON(t *testing.T, command, out string) {
	t.Helper()
	var documents []string
	switch {
	case strings.Contains(command, " -o "):
		return
	case strings.Contains(command, "--format json"):
		documents = []string{out}
	case strings.Contains(command, "ccmtail events"), strings.Contains(command, "ccmtail export"):
		documents = strings.Split(strings.TrimSpace(out), "\n")
	}
	for _, d := range documents {
		if strings.Contains(d, "interrupted: ") {
			continue
		}
		if !json.Valid([]byte(d)) || strings.ContainsFunc(d, func(r rune) bool { return r > 0x7e }) {
			t.Errorf("%s writes %s", command, d)
		}
	}
}
