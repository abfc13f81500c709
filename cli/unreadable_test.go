package cli

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// writeUnreadable writes a capture of a whole log with one update that is missing, and of one whose
// rolled file is encrypted, which nobody can read.
func writeUnreadable(t *testing.T, rolled string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "PC1.zip")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	z := zip.NewWriter(file)
	record := func(message, component string) string {
		return fmt.Sprintf("<![LOG[%s]LOG]!><time=\"10:00:00.000+300\" date=\"03-17-2026\" component=\"%s\" context=\"\" type=\"1\" thread=\"1\" file=\"a.cpp:1\">\r\n", message, component)
	}
	missing := record("Update (Missing): An update (KB5000001) (1b1b0a0d-52a8-4c14-9c0e-61c1e0f1a001, 101)", "WUAHandler")
	for _, m := range []struct {
		name, text string
		flags      uint16
	}{{"WUAHandler.log", missing, 0}, {rolled, missing, 1}, {"CAS.log", record("text", "ContentAccess"), 0}} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: m.name, Flags: m.flags})
		if err == nil {
			_, err = w.Write([]byte(m.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestWhatCannotBeReadIsSaid: by every command that reads, on its output where that has room for it,
// on standard error and in the exit code.
func TestWhatCannotBeReadIsSaid(t *testing.T) {
	const file = "CAS-20260317-100000.log (is encrypted; unpack it and name the folder)"
	const sentence = "1 log could not be read: " + file + " – what follows may be wrong."
	capture := writeUnreadable(t, "CAS-20260317-100000.log")
	const gap = `"kind":"gap","id":null,"kb":null,"title":null,"from":null,"to":"missing","result":null,"text":"records may be missing: 1 gap","log":"CAS.log","file":"","line":0}`
	for _, c := range []struct {
		args  string
		code  int
		shows string
	}{
		{"report", exitFailed, "\n" + sentence + "\n"},
		{"report --format markdown", exitFailed, "**1 log could not be read: CAS-20260317-100000.log"},
		{"report --format html", exitFailed, "1 log could not be read: CAS-20260317-100000.log"},
		{"report --format json", exitFailed, "\"complete\": false,\n      \"incomplete\": [\n        \"" + file + "\"\n      ]"},
		{"report --explain-unknown", exitFailed, ""},
		{"report --fail-on failed", exitFailed, sentence},
		{"report --fail-on missing", exitStateMatched, sentence},
		{"doctor", exitFailed, "\n" + sentence + "\n"},
		{"events", exitFailed, gap},
		{"events --follow", exitFailed, gap},
		{"events --format text", exitFailed, "unknown time  gap              CAS.log  records may be missing: 1 gap\n"},
		{"export", exitFailed, `"message":"text","damaged":false,"zone_unknown":false}`},
		{"export --follow", exitFailed, `"message":"text","damaged":false,"zone_unknown":false}`},
		{"explain 5 --in", exitFailed, "no update, deployment"},
		{"redact -o " + filepath.Join(t.TempDir(), "copy.zip"), exitFailed, "copy written to"},
	} {
		var out, errOut bytes.Buffer
		code := run(t.Context(), append(strings.Fields(c.args), capture), strings.NewReader(""), &out, &errOut, time.Now)
		if code != c.code || !strings.Contains(out.String(), c.shows) {
			t.Errorf("%s: exit code %d, no %q in\n%s", c.args, code, c.shows, &out)
		}
		said := errOut.String()
		if !strings.Contains(said, "ccmtail: cannot read "+file+"\n") || strings.Contains(c.args, "--follow") != strings.Contains(said, "CAS.log: records may be missing: 1 gap\n") {
			t.Errorf("%s: said\n%s", c.args, said)
		}
	}
}

// TestWhatCannotBeReadIsNamedHarmlessly: in a single line, and with its client among several.
func TestWhatCannotBeReadIsNamedHarmlessly(t *testing.T) {
	capture, other := writeUnreadable(t, "CAS\x1b[31m\nok.log"), writeUnreadable(t, "CAS\x1b[31m\nok.log")
	var out, errOut bytes.Buffer
	if c := run(t.Context(), []string{"report", capture, other}, strings.NewReader(""), &out, &errOut, time.Now); c != exitFailed {
		t.Errorf("exit code %d", c)
	}
	line := func(capture string) string {
		name := filepath.Base(filepath.Dir(capture)) + "/PC1"
		return "ccmtail: cannot read " + name + ": CAS<1B>[31m<0A>ok.log (is encrypted; unpack it and name the folder)\n"
	}
	if want := line(capture) + line(other) + "ccmtail: 2 logs could not be read, so the output is incomplete and may be wrong\n"; errOut.String() != want {
		t.Errorf("said\n%q, want\n%q", errOut.String(), want)
	}
}
