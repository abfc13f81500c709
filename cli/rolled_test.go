package cli

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// rolledDemo writes the demo's logs, each in four files: two that were rolled by date, the .lo_ and
// the live one.
func rolledDemo(t *testing.T, dir string) {
	t.Helper()
	whole := demoLogs(t)
	names, err := filepath.Glob(filepath.Join(whole, "*.log"))
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		begins := recordBegins(text)
		log := strings.TrimSuffix(filepath.Base(name), ".log")
		for i, suffix := range []string{"-20260317-190000.log", "-20260317-200000.log", ".lo_", ".log"} {
			from, to := begins[len(begins)*i/4], len(text)
			if i < 3 {
				to = begins[len(begins)*(i+1)/4]
			}
			file := filepath.Join(dir, log+suffix)
			if err := os.WriteFile(file, text[from:to], 0o644); err != nil {
				t.Fatal(err)
			}
			at := time.Date(2026, 3, 17, 19+i, 0, 0, 0, time.UTC)
			if err := os.Chtimes(file, at, at); err != nil {
				t.Fatal(err)
			}
		}
	}
}

var recordBegin = regexp.MustCompile(`(?m)^(<!\[LOG\[|\d{4}/\d\d/\d\d |\d{4}-\d\d-\d\d )`)

// recordBegins returns the offsets at which records begin.
func recordBegins(text []byte) (all []int) {
	for _, at := range recordBegin.FindAllIndex(text, -1) {
		all = append(all, at[0])
	}
	return all
}

// place is where a document says that a record stands.
type place struct {
	Log     string     `json:"log"`
	File    string     `json:"file"`
	LogFile string     `json:"log_file"`
	Line    int        `json:"line"`
	Offset  int        `json:"offset"`
	Time    *time.Time `json:"time"`
	Key     string     `json:"key"` // of a change, with its offset
}

// places returns all places in a JSON document.
func places(t *testing.T, v any) (all []place) {
	t.Helper()
	switch v := v.(type) {
	case map[string]any:
		if _, is := v["line"]; is {
			var p place
			b, err := json.Marshal(v)
			if err == nil {
				err = json.Unmarshal(b, &p)
			}
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, p)
		}
		for _, x := range v {
			all = append(all, places(t, x)...)
		}
	case []any:
		for _, x := range v {
			all = append(all, places(t, x)...)
		}
	}
	return all
}

// recordAt returns the text of a file from the record that begins at a line, and its offset.
func recordAt(t *testing.T, dir, file string, line int) (record string, offset int) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	unit := 1
	if bytes.HasPrefix(text, []byte("\xFF\xFE")) {
		unit, text = 2, lowBytes(text)
	}
	for ; line > 1; line-- {
		n := bytes.IndexByte(text[offset:], '\n')
		if n < 0 {
			t.Fatalf("%s has no such line", file)
		}
		offset += n + 1
	}
	record = strings.TrimPrefix(string(text[offset:]), "\xFF") // what is left of the mark of UTF-16
	if found := recordBegin.FindStringIndex(record); found == nil || found[0] != 0 {
		t.Fatalf("at byte %d of %s no record begins: %.60q", offset*unit, file, record)
	}
	return record, offset * unit
}

var (
	nativeTime = regexp.MustCompile(`LOG\]!><time="([0-9:.]+)\+300" date="([0-9-]+)"`)
	plainTime  = regexp.MustCompile(`^[0-9/-]+ [0-9:.]+`)
)

// timeOf returns when a record was logged, by what stands in it.
func timeOf(t *testing.T, record string) time.Time {
	t.Helper()
	said, layout := plainTime.FindString(record), "2006/01/02 15:04:05"
	if m := nativeTime.FindStringSubmatch(record); strings.HasPrefix(record, "<!") && m != nil {
		said, layout = m[2]+" "+m[1], "01-02-2006 15:04:05"
	}
	at, err := time.ParseInLocation(layout, strings.ReplaceAll(said, "  ", " "), time.FixedZone("", -300*60))
	if err != nil {
		t.Fatalf("%v: %.60q", err, record)
	}
	return at
}

// checkPlaces opens each place and compares its time with that of the record which begins there.
func checkPlaces(t *testing.T, dir string, all []place) {
	t.Helper()
	rolled := 0
	for _, p := range all {
		record, offset := recordAt(t, dir, p.File, p.Line)
		if key := strings.Split(p.Key, "-"); p.Key != "" && key[1] != fmt.Sprint(offset) {
			t.Errorf("%s:%d is at byte %d, the key of the change is %s", p.File, p.Line, offset, p.Key)
		}
		if at := timeOf(t, record); p.Time == nil || !p.Time.Equal(at.Truncate(time.Millisecond)) {
			t.Errorf("%s:%d is of %v, want %v", p.File, p.Line, at.UTC(), p.Time)
		}
		if p.File != p.Log {
			rolled++
		}
	}
	if len(all) < 50 || rolled < len(all)/2 {
		t.Errorf("%d places, %d of them in rolled files", len(all), rolled)
	}
}

// lines returns the documents of an NDJSON output.
func lines(t *testing.T, out []byte) (all []any) {
	t.Helper()
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var v any
		if err := dec.Decode(&v); err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	return all
}

// inEncodings calls f with a folder of the rolled demo, and with one whose files are in many encodings.
func inEncodings(t *testing.T, f func(t *testing.T, dir string)) {
	for _, name := range []string{"as it is", "in many encodings"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			rolledDemo(t, dir)
			if name != "as it is" {
				encodeFiles(t, dir)
			}
			f(t, dir)
		})
	}
}

func TestEvidenceOfRolledFilesOpens(t *testing.T) { inEncodings(t, checkEvidence) }

func checkEvidence(t *testing.T, dir string) {
	for _, args := range [][]string{
		{"report", "--format", "json", dir}, {"events", dir},
	} {
		t.Run(args[0], func(t *testing.T) { checkPlaces(t, dir, places(t, lines(t, outputOf(t, args...)))) })
	}
}

func TestExportedRecordsOfRolledFilesOpen(t *testing.T) { inEncodings(t, checkExport) }

func checkExport(t *testing.T, dir string) {
	all := places(t, lines(t, outputOf(t, "export", dir)))
	for i := range all {
		p := &all[i]
		p.File = p.LogFile
		if _, offset := recordAt(t, dir, p.File, p.Line); offset != p.Offset {
			t.Errorf("%s:%d is at byte %d, exported is %d", p.File, p.Line, offset, p.Offset)
		}
		if p.Time != nil {
			at := p.Time.Truncate(time.Millisecond)
			p.Time = &at
		}
	}
	checkPlaces(t, dir, all)
	if csv := outputOf(t, "export", "--format", "csv", dir); !bytes.Contains(csv, []byte(",WUAHandler-20260317-190000.log\n")) {
		t.Errorf("the CSV does not name a rolled file: %.300s", csv)
	}
}

var cited = regexp.MustCompile(`([\w-]+\.(?:log|lo_)):(\d+)`)

// TestCitationsOfRolledFilesOpen reads what is written for people.
func TestCitationsOfRolledFilesOpen(t *testing.T) {
	dir := t.TempDir()
	rolledDemo(t, dir)
	known := map[string]bool{}
	for _, p := range places(t, lines(t, outputOf(t, "export", dir))) {
		known[fmt.Sprint(p.LogFile, ":", p.Line)] = true
	}
	for _, args := range [][]string{
		{"report"}, {"report", "--format", "markdown"}, {"report", "--format", "html"}, {"events", "--format", "text"},
		{"explain", "0x80070643", "--in"},
	} {
		out := outputOf(t, append(args, dir)...)
		rolled := 0
		for _, c := range cited.FindAllSubmatch(out, -1) {
			if !known[string(c[0])] {
				t.Errorf("%v: no record begins at %s", args, c[0])
			}
			if !bytes.HasSuffix(c[1], []byte(".log")) || bytes.Contains(c[1], []byte("-2026")) {
				rolled++
			}
		}
		if rolled == 0 {
			t.Errorf("%v: names no rolled file:\n%.2000s", args, out)
		}
	}
}

// TestEvidenceInNestedFoldersOpens reads a .zip with two folders of a client, whose logs have the
// same names.
func TestEvidenceInNestedFoldersOpens(t *testing.T) {
	dir := t.TempDir()
	for _, folder := range []string{"CCM/Logs", "ccmsetup/Logs"} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
		rolledDemo(t, filepath.Join(dir, folder))
	}
	archive := filepath.Join(t.TempDir(), "capture.zip")
	f, err := os.Create(archive)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for _, err := range []error{z.AddFS(os.DirFS(dir)), z.Close(), f.Close()} {
		if err != nil {
			t.Fatal(err)
		}
	}
	checkPlaces(t, dir, places(t, lines(t, outputOf(t, "report", "--format", "json", archive))))
}
