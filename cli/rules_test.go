package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"ccmtail/errcode"
)

// TestTheGuidesRuleAndCode adds the rule and the code of the guide's page, as it stands there.
func TestTheGuidesRuleAndCode(t *testing.T) {
	t.Cleanup(func() { errcode.Teach(nil) })
	guide, err := os.ReadFile("../docs/guide.md")
	if err != nil {
		t.Fatal(err)
	}
	_, page, _ := strings.Cut(string(guide), "## Teach it a line")
	_, page, _ = strings.Cut(page, "```toml\n")
	page, _, _ = strings.Cut(page, "```")
	const folder = "../docs/captures/taught"
	file, err := os.ReadFile(folder + "/config.toml")
	if err != nil || strings.ReplaceAll(string(file), "\r\n", "\n") != strings.ReplaceAll(page, "\r\n", "\n") {
		t.Fatalf("the guide has other rules than %s/config.toml: %v", folder, err)
	}
	tell := func(args ...string) string {
		t.Helper()
		var out, errOut bytes.Buffer
		args = append(args, "--config", folder+"/config.toml", folder)
		if code := run(t.Context(), args, strings.NewReader(""), &out, &errOut, time.Now); code != exitDone {
			t.Fatalf("%v ends with %d: %s", args, code, errOut.String())
		}
		return out.String()
	}
	const says = "The last application's installer ended with 0x0000ea6c - The user has put the installation off."
	var doc struct {
		Clients []struct {
			Findings []struct {
				ID, Severity, Text string
				Evidence           []struct{ Line int }
			}
		}
	}
	if err := json.Unmarshal([]byte(tell("report", "--format", "json")), &doc); err != nil {
		t.Fatal(err)
	}
	if all := doc.Clients[0].Findings; len(all) != 1 || all[0].ID != "U01" || all[0].Severity != "warning" || all[0].Text != says || all[0].Evidence[0].Line != 2 {
		t.Errorf("%+v", all)
	}
	var event struct {
		Kind, ID, To, Text string
		Line               int
	}
	if err := json.Unmarshal([]byte(tell("events")), &event); err != nil {
		t.Fatal(err)
	}
	if event.Kind != "finding" || event.ID != "U01" || event.To != "found" || event.Text != says || event.Line != 2 {
		t.Errorf("%+v", event)
	}
	for _, format := range []string{"text", "markdown", "html"} {
		if out := tell("report", "--format", format); !strings.Contains(out, "U01") || !strings.Contains(out, "The user has put the installation off") {
			t.Errorf("%s does not tell it:\n%s", format, out)
		}
	}
}
