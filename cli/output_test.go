package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestOutputIsWrittenWholeOrNotAtAll: by every command, in the format of the file's ending.
func TestOutputIsWrittenWholeOrNotAtAll(t *testing.T) {
	logs := demoLogs(t)
	unreadable := writeUnreadable(t, "CAS-20260317-100000.log")
	stopped, stop := context.WithCancel(t.Context())
	stop()
	for _, c := range []struct {
		args, file, source string
		ctx                context.Context
		code               int
		begins             string // "" if the file stays as it is
	}{
		{"report", "a.html", logs, t.Context(), exitDone, "<!"},
		{"report", "a.CSV", logs, t.Context(), exitDone, "\ufeffclient,kb,"},
		{"report --format JSON", "a.csv", logs, t.Context(), exitDone, "{"},
		{"report --fail-on failed", "a.json", logs, t.Context(), exitStateMatched, "{"},
		{"report", "a.json", unreadable, t.Context(), exitFailed, "{"}, // of what could be read
		{"report", "a.json", logs, stopped, exitInterrupted, ""},
		{"report", "a.json", filepath.Join(logs, "none"), t.Context(), exitFailed, ""},
		{"report --format xml", "a.json", logs, t.Context(), exitUsage, ""},
		{"events", "a.txt", logs, t.Context(), exitDone, "2026-03-17 18:"},
		{"events", "a.ndjson", logs, stopped, exitInterrupted, ""},
		{"export", "a.csv", logs, t.Context(), exitDone, "\ufefftime,log,"},
		{"export", "a.log", logs, t.Context(), exitDone, "<![LOG["},
		{"export", "a.csv", logs, stopped, exitInterrupted, ""},
		{"doctor", "a.txt", logs, t.Context(), exitDone, "PC0147"},
		{"explain 5 --in", "a.json", logs, t.Context(), exitDone, "["},
	} {
		folder := t.TempDir()
		name := filepath.Join(folder, c.file)
		if err := os.WriteFile(name, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		var out, errOut bytes.Buffer
		args := append(strings.Fields(c.args), c.source, "-o", name)
		if code := run(c.ctx, args, strings.NewReader(""), &out, &errOut, time.Now); code != c.code || out.Len() > 0 {
			t.Errorf("%s: exit code %d, printed %q, said %s", args, code, &out, &errOut)
		}
		text, err := os.ReadFile(name)
		if unchanged := string(text) == "old"; err != nil || unchanged != (c.begins == "") || !unchanged && !strings.HasPrefix(string(text), c.begins) {
			t.Errorf("%s: the file has %.40q, %v", args, text, err)
		}
		if left := fileNames(t, folder); len(left) != 1 {
			t.Errorf("%s: left are %v", args, left)
		}
	}
}

// TestWhatIsReadIsNotOverwritten: whichever way a command is told to read it.
func TestWhatIsReadIsNotOverwritten(t *testing.T) {
	folder := t.TempDir()
	log, list := filepath.Join(folder, "WUAHandler.log"), filepath.Join(folder, "list.txt")
	for name, text := range map[string]string{log: "a log\n", list: log + "\n"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{
		{"report", log, "-o", log},
		{"report", "--clients", list, "-o", log},
		{"report", "--clients", list, "-o", list},
		{"doctor", "--clients", list, "-o", filepath.Join(folder, "WUAHandler.log")},
		{"events", "--clients", list, "-o", log},
		{"explain", "5", "--in", log, "-o", log},
		{"explain", "5", "--in", folder, "-o", filepath.Join(folder, "new.log")},
	} {
		var out, errOut bytes.Buffer
		if code := run(t.Context(), args, strings.NewReader(""), &out, &errOut, time.Now); code != exitUsage || !strings.Contains(errOut.String(), "choose another") {
			t.Errorf("%s: exit code %d, said %s", args, code, &errOut)
		}
		for name, want := range map[string]string{log: "a log\n", list: log + "\n"} {
			if text, err := os.ReadFile(name); err != nil || string(text) != want {
				t.Errorf("%s: %s has %q, %v", args, name, text, err)
			}
		}
		if left := fileNames(t, folder); len(left) != 2 {
			t.Errorf("%s: left are %v", args, left)
		}
	}
}
