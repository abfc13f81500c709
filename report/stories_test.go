package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ccmtail/report"
	"ccmtail/store"
)

// TestStories reads the stories in testdata/stories and holds what the report says of each against
// what is true of it. A story is a text:
//
//	# what happened, in a line
//	state ID STATE      the state of an update, by its id or article
//	deployment ID STATE
//	head TEXT           the report's text says so before its updates
//	says TEXT           it says so somewhere
//	never TEXT          it says so nowhere
//	finding F13 2       a finding that lasts and explains so many; without a number: there is one
//	no-finding F13      there is none that lasts
//	restart pending     or: restart none
//	scan CODE           the result of the newest scan
//	-- WUAHandler --
//	20:01:00 | message
//	03-16 21:40:00.5 #77 | message of another day and thread
//	-- file ReportingEvents.log --
//	a file as it stands
//
// Case does not matter in TEXT. The messages of a component become native records of 2026-03-17 with
// the bias +300, in the log of that component; \n in one is a line break. Names in $ are ids: $U, $U2,
// $U3 updates, $L, $L2 contents, $D, $J, $B jobs, $A, $A2 deployments.
func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/stories/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no stories", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			s := parseStory(t, strings.ReplaceAll(string(text), "\r\n", "\n"))
			dir := filepath.Join(t.TempDir(), "PC0231")
			s.write(t, dir)
			s.check(t, dir, read(t, dir))
		})
	}
}

// storyIDs are the ids of stories.
var storyIDs = strings.NewReplacer(
	"$U2", "5b0c1d2e-3f40-4152-8637-485960718293", "$U3", "9c8b7a69-5847-4635-9243-122130415263",
	"$U", "41d5a3c8-7e60-4f52-a1b9-6c2d3e4f5061", "$L2", "e3f1a2b4-c5d6-4e7f-8091-a2b3c4d5e6f7",
	"$L", "77aa1c0e-2b3d-4c5e-9f60-718293a4b5c6", "$D", "{0B6E1D90-3C2F-4A5B-8D7E-1F2A3B4C5D6E}",
	"$J", "{6F5E4D3C-2B1A-4099-8877-665544332211}", "$B", "{A1B2C3D4-E5F6-4789-9A0B-C1D2E3F4A5B6}",
	"$A2", "{2D4F6A8C-1B3D-4E5F-8071-92A3B4C5D6E7}", "$A", "{C0FFEE00-1234-4ABC-9DEF-0123456789AB}",
	"$S", "Site_0F1E2D3C-4B5A-4697-8899-AABBCCDDEEFF",
)

// componentLogs are the logs whose names are not those of their components.
var componentLogs = map[string]string{"ContentAccess": "CAS", "UpdatesDeploymentAgent": "UpdatesDeployment"}

// story is what happened and what is to be said of it.
type story struct {
	wants []string
	files map[string]*strings.Builder
}

func parseStory(t *testing.T, text string) story {
	t.Helper()
	s := story{files: map[string]*strings.Builder{}}
	component, file := "", ""
	for _, line := range strings.Split(storyIDs.Replace(text), "\n") {
		name, isHead := strings.CutPrefix(line, "-- ")
		switch {
		case isHead:
			component = strings.TrimSuffix(name, " --")
			file, _ = strings.CutPrefix(component, "file ")
			if file != component {
				component = ""
			} else if file += ".log"; componentLogs[component] != "" {
				file = componentLogs[component] + ".log"
			}
			if s.files[file] == nil {
				s.files[file] = new(strings.Builder)
			}
		case file == "" && (line == "" || strings.HasPrefix(line, "#")):
		case file == "":
			s.wants = append(s.wants, line)
		case component == "":
			s.files[file].WriteString(line + "\r\n")
		case line != "":
			s.files[file].WriteString(nativeRecord(t, component, line))
		}
	}
	return s
}

// nativeRecord returns a line of a story as its client writes it.
func nativeRecord(t *testing.T, component, line string) string {
	t.Helper()
	when, message, ok := strings.Cut(line, " | ")
	if !ok {
		t.Fatalf("no record: %s", line)
	}
	when, thread, named := strings.Cut(when, " #")
	if !named {
		thread = "4100"
	}
	date, clock, dated := strings.Cut(when, " ")
	if !dated {
		date, clock = "03-17", when
	}
	if !strings.Contains(clock, ".") {
		clock += ".000"
	}
	return fmt.Sprintf("<![LOG[%s]LOG]!><time=\"%s+300\" date=\"%s-2026\" component=\"%s\" context=\"\" type=\"1\" thread=\"%s\" file=\"a.cpp:1\">\r\n",
		strings.ReplaceAll(message, `\n`, "\r\n"), clock, date, component, thread)
}

func (s story) write(t *testing.T, dir string) {
	t.Helper()
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, b := range s.files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// told is what the JSON report says of a client, as far as stories ask for it.
type told struct {
	Updates     []struct{ ID, KB, State, Why, Then, Do string }
	Deployments []struct{ ID, State string }
	Findings    []struct {
		ID      string
		Count   int
		Cleared *struct{}
	}
	Scans  []struct{ Result string }
	Reboot struct{ Pending bool }
}

func (s story) check(t *testing.T, dir string, v *store.Snapshot) {
	t.Helper()
	var asJSON, asText bytes.Buffer
	if err := report.JSON(&asJSON, v, report.Options{}); err != nil {
		t.Fatal(err)
	}
	if err := report.Text(&asText, v, report.Options{}); err != nil {
		t.Fatal(err)
	}
	var doc struct{ Clients []told }
	if err := json.Unmarshal(asJSON.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if faults := readSchema(t).faults(t, asJSON.String()); faults != "" {
		t.Error(faults)
	}
	folded := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	said, _, _ := strings.Cut(asText.String(), "\nLOGS\n")
	said = strings.ReplaceAll(said, dir, "") // its name, and the sizes of its logs, say nothing of a client
	text := folded(said)
	head, _, _ := strings.Cut(said, "\nUPDATES\n")
	head = folded(head)
	for _, want := range s.wants {
		verb, rest, _ := strings.Cut(want, " ")
		lower := strings.ToLower(rest)
		got := ""
		switch verb {
		case "says":
			got = contains(text, lower, true)
		case "never":
			got = contains(text, lower, false)
		case "head":
			got = contains(head, lower, true)
		default:
			got = doc.Clients[0].differs(verb, strings.Fields(rest))
		}
		if got != "" {
			t.Errorf("%s: %s", want, got)
		}
	}
	if t.Failed() {
		t.Log(asText.String())
	}
}

func contains(text, part string, want bool) string {
	if strings.Contains(text, part) != want {
		return map[bool]string{true: "it does not", false: "it does"}[want]
	}
	return ""
}

// differs returns what the report says in the place of what is true, "" if it says that.
func (c *told) differs(verb string, want []string) string {
	switch verb {
	case "state":
		for _, u := range c.Updates {
			if u.ID == want[0] || "KB"+u.KB == want[0] {
				return unlessEqual(u.State, want[1])
			}
		}
		return "no such update"
	case "deployment":
		for _, d := range c.Deployments {
			if d.ID == strings.ToLower(strings.Trim(want[0], "{}")) {
				return unlessEqual(d.State, want[1])
			}
		}
		return "no such deployment"
	case "finding":
		for _, f := range c.Findings {
			if f.ID == want[0] && f.Cleared == nil && (len(want) == 1 || want[1] == fmt.Sprint(f.Count)) {
				return ""
			}
		}
		return fmt.Sprint(c.Findings)
	case "no-finding":
		for _, f := range c.Findings {
			if f.ID == want[0] && f.Cleared == nil {
				return "there is one"
			}
		}
		return ""
	case "restart":
		return unlessEqual(fmt.Sprint(c.Reboot.Pending), fmt.Sprint(want[0] == "pending"))
	case "scan":
		if len(c.Scans) == 0 {
			return "no scan"
		}
		return unlessEqual(c.Scans[len(c.Scans)-1].Result, want[0])
	}
	return "no such check"
}

func unlessEqual(got, want string) string {
	if got == want {
		return ""
	}
	return got
}
