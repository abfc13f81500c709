package cli

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"ccmtail/demo"
)

// runCLI runs the program and returns its exit code, its output and what it says on standard error.
func runCLI(t *testing.T, args ...string) (code int, out, said string) {
	t.Helper()
	var o, e bytes.Buffer
	now := func() time.Time { return time.Date(2026, 3, 18, 12, 0, 0, 0, time.UTC) }
	code = run(t.Context(), args, strings.NewReader(""), &o, &e, now)
	return code, o.String(), e.String()
}

// outline returns of a JSON report how many there are of each thing, and the states and findings
// without the names in them.
func outline(t *testing.T, source string) map[string]any {
	t.Helper()
	code, out, said := runCLI(t, "report", "--format", "json", source)
	if code != exitDone {
		t.Fatalf("report %s: exit code %d, %s", source, code, said)
	}
	var doc struct{ Clients []map[string]any }
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	outline := map[string]any{}
	for i, client := range doc.Clients {
		for what, value := range client {
			list, ok := value.([]any)
			if !ok {
				continue
			}
			outline[fmt.Sprint(i, what)] = len(list)
			for j, one := range list {
				for _, field := range []string{"kb", "state", "id", "severity", "records", "damaged", "compliance", "bytes", "lines", "kind"} {
					if one, ok := one.(map[string]any); ok && one[field] != nil && field != "bytes" {
						outline[fmt.Sprint(i, what, j, field)] = one[field]
					}
				}
			}
		}
	}
	return outline
}

// writeEvenings writes the demo's logs, as often as a client would have rolled them, and in each
// evening a computer with another name.
func writeEvenings(t *testing.T, evenings int) string {
	t.Helper()
	folder := t.TempDir()
	err := fs.WalkDir(demo.Capture(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(demo.Capture(), name)
		if err != nil {
			return err
		}
		for i := range evenings {
			rolled := filepath.Base(name)
			if i < evenings-1 {
				rolled = fmt.Sprintf("%s-202603%02d-230000.log", strings.TrimSuffix(rolled, ".log"), 18-evenings+i)
			}
			night := bytes.ReplaceAll(text, []byte("03-17-2026"), fmt.Appendf(nil, "03-%02d-2026", 18-evenings+i))
			night = bytes.ReplaceAll(night, []byte("PC0147"), fmt.Appendf(nil, "PC%04d", 147+i))
			if err := os.WriteFile(filepath.Join(folder, rolled), night, 0o600); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

func TestRedactedCopyHasTheSameCountsStatesAndFindings(t *testing.T) {
	for _, evenings := range []int{1, 4} {
		logs, copied := writeEvenings(t, evenings), filepath.Join(t.TempDir(), "copy.zip")
		if code, _, said := runCLI(t, "redact", "-o", copied, logs); code != exitDone || said != "" {
			t.Fatalf("exit code %d: %s", code, said)
		}
		before, after := outline(t, logs), outline(t, copied)
		if !reflect.DeepEqual(before, after) || len(before) < 100 {
			for what := range before {
				if !reflect.DeepEqual(before[what], after[what]) {
					t.Errorf("%d evenings: %s is %v, in the copy %v", evenings, what, before[what], after[what])
				}
			}
			t.Errorf("%d facts, in the copy %d", len(before), len(after))
		}
		_, records, _ := runCLI(t, "export", "--format", "text", logs)
		_, ofCopy, _ := runCLI(t, "export", "--format", "text", copied)
		if a, b := strings.Count(records, "\n"), strings.Count(ofCopy, "\n"); a != b || a == 0 {
			t.Errorf("%d records, in the copy %d", a, b)
		}
		if strings.Contains(strings.ToLower(ofCopy), "contoso") || strings.Contains(ofCopy, "PC01") {
			t.Error("names are left")
		}
	}
}

// writeZip writes a zip of members.
func writeZip(t *testing.T, members map[string]string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "capture.zip")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	z := zip.NewWriter(file)
	for member, text := range members {
		w, err := z.Create(member)
		if err == nil {
			_, err = io.WriteString(w, text)
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

func TestRedactNamesWhatItLeavesOut(t *testing.T) {
	source := writeZip(t, map[string]string{"A.log": "one\n", "inner/more.zip": "PK", "old.log.gz": "x"})
	code, out, said := runCLI(t, "redact", "-o", filepath.Join(t.TempDir(), "copy.zip"), source)
	for _, name := range []string{"inner/more.zip (", "old.log.gz ("} {
		if !strings.Contains(said, "ccmtail: cannot read "+name+"is an archive within the archive; unpack it first)\n") {
			t.Errorf("%s is not named: %s", name, said)
		}
	}
	if code != exitFailed || !strings.Contains(out, "copy written to") {
		t.Errorf("exit code %d: %s", code, out)
	}
}

func TestRedactSaysWhichNamesAreLeft(t *testing.T) {
	source := writeZip(t, map[string]string{"A.log": "UserName=johnalpha\nhidden in xjohnalphax\n"})
	copied := filepath.Join(t.TempDir(), "copy.zip")
	code, out, said := runCLI(t, "redact", "--keep", "xjohnalphax", "-o", copied, source)
	if code != exitFailed || !strings.Contains(out, "copy written to") || !strings.Contains(said, "ccmtail: still in the copy: A.log: the user johnalpha, once\n") {
		t.Errorf("exit code %d, %s%s", code, out, said)
	}
	if code, out, _ := runCLI(t, "redact", "-o", copied+".2.zip", source); code != exitDone || !strings.Contains(out, "word     xjohnalphax ") {
		t.Errorf("exit code %d, %s", code, out)
	}
}

func TestRedactKeepsWords(t *testing.T) {
	source := writeZip(t, map[string]string{"A.log": "Marchbanks of Wexcombe, UserName=Marchbanks\n"})
	copied := filepath.Join(t.TempDir(), "copy.zip")
	if code, out, said := runCLI(t, "redact", "--keep", "marchbanks,x", "-o", copied, source); code != exitDone || strings.Contains(out, "Marchbanks") {
		t.Errorf("exit code %d, %s%s", code, out, said)
	}
	if _, out, _ := runCLI(t, "export", "--format", "text", copied); !strings.Contains(out, "Marchbanks of word1, UserName=Marchbanks") {
		t.Error(out)
	}
}

// TestNamesThatAreWordsDoNotChangeTheReport: somebody is called like the words that the rules look for.
func TestNamesThatAreWordsDoNotChangeTheReport(t *testing.T) {
	logs, copied := writeEvenings(t, 1), filepath.Join(t.TempDir(), "copy.zip")
	var b strings.Builder
	for i, name := range []string{"assignment", "Progress", "Security", "Job", "State", "Update", "Install", "Window", "Policy", "Content", "Deadline"} {
		for j, form := range []string{`user AUBACH\%s`, `logged on user: %s`, `C:\Users\%s\x`, `copy from \\%s\share$\x`, `Computer name: %s`, `mail to %s@aubach.example`, `<Owner>%s</Owner>`, `CN=%s,OU=%[1]s`} {
			fmt.Fprintf(&b, "<![LOG["+form+"]LOG]!><time=\"20:%02d:%02d.000+300\" date=\"03-17-2026\" component=\"CAS\" context=\"\" type=\"1\" thread=\"77\" file=\"cas.cpp:77\">\r\n", name, i, j)
		}
	}
	file, err := os.OpenFile(filepath.Join(logs, "CAS.log"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.WriteString(b.String())
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
	if code, _, said := runCLI(t, "redact", "-o", copied, logs); code != exitDone || said != "" {
		t.Fatalf("exit code %d: %s", code, said)
	}
	before, after := outline(t, logs), outline(t, copied)
	for what := range before {
		if !reflect.DeepEqual(before[what], after[what]) {
			t.Errorf("%s is %v, in the copy %v", what, before[what], after[what])
		}
	}
	if len(before) < 100 || len(before) != len(after) {
		t.Errorf("%d facts, in the copy %d", len(before), len(after))
	}
	if _, text, _ := runCLI(t, "export", "--format", "text", copied); strings.Contains(strings.ToLower(text), `\assignment`) || strings.Contains(text, "AUBACH") {
		t.Error("names are left")
	}
}

func TestRedactSaysWhatIsNoLog(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"A.log", "B.lo_", "notes.txt", "x.reg", "old.log.gz", ".hidden"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("one\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(folder, "more"), 0o700); err != nil {
		t.Fatal(err)
	}
	want := "ccmtail: only logs are copied; not in the copy: more/, notes.txt, old.log.gz, x.reg\n"
	if code, _, said := runCLI(t, "redact", "-o", filepath.Join(t.TempDir(), "copy.zip"), folder); code != exitDone || said != want {
		t.Errorf("exit code %d: %s", code, said)
	}
	source := writeZip(t, map[string]string{"in/A.log": "one\n", "in/notes.txt": "two\n", "x.reg": "three\n"})
	want = "ccmtail: only logs are copied; not in the copy: in/notes.txt, x.reg\n"
	if code, _, said := runCLI(t, "redact", "-o", filepath.Join(t.TempDir(), "copy.zip"), source); code != exitDone || said != want {
		t.Errorf("exit code %d: %s", code, said)
	}
}
