package demo

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// nativeTail matches the end of a native record.
var nativeTail = regexp.MustCompile(`\]LOG\]!><time="(\d\d:\d\d:\d\d\.\d{3})\+300" date="03-17-2026" component="([\w]+)" ` +
	`context="" type="[0-3]" thread="\d+" file="\w+\.cpp:\d+">\r\n`)

// decodedLine matches a line of a decoded WindowsUpdate.log.
var decodedLine = regexp.MustCompile(`^2026/03/17 (\d\d:\d\d:\d\d\.\d{7}) \d{1,5} +\d{1,5} +(ComApi|Agent|Handler) +\S.*\S$`)

func TestNativeLogs(t *testing.T) {
	for name, data := range renderLogs() {
		if name == "WindowsUpdate.log" {
			continue
		}
		body, ok := bytes.CutPrefix(data, []byte(byteOrderMark))
		if !ok {
			t.Errorf("%s has no byte order mark", name)
		}
		heads, tails := bytes.Count(body, []byte("<![LOG[")), nativeTail.FindAllSubmatchIndex(body, -1)
		if heads == 0 || heads != len(tails) {
			t.Errorf("%s has %d heads and %d tails", name, heads, len(tails))
		}
		start, last := 0, ""
		for _, m := range tails {
			if !bytes.HasPrefix(body[start:], []byte("<![LOG[")) {
				t.Errorf("%s: no record begins at byte %d", name, start)
			}
			at, component := string(body[m[2]:m[3]]), string(body[m[4]:m[5]])
			if at < last {
				t.Errorf("%s: %s comes after %s", name, at, last)
			}
			if logName(component) != name {
				t.Errorf("%s holds component %s", name, component)
			}
			start, last = m[1], at
		}
		if start != len(body) {
			t.Errorf("%s: %d bytes after the last record", name, len(body)-start)
		}
	}
}

func TestLineEndsAreCRLF(t *testing.T) {
	for name, data := range renderLogs() {
		if n, crlf := bytes.Count(data, []byte("\n")), bytes.Count(data, []byte("\r\n")); n != crlf {
			t.Errorf("%s has %d line ends, %d of them CRLF", name, n, crlf)
		}
	}
}

func TestDecodedLog(t *testing.T) {
	last := ""
	for line := range strings.SplitSeq(strings.TrimSuffix(string(renderLogs()["WindowsUpdate.log"]), "\r\n"), "\r\n") {
		m := decodedLine.FindStringSubmatch(line)
		if m == nil {
			t.Errorf("not a line of a decoded log: %q", line)
			continue
		}
		if m[1] < last {
			t.Errorf("%s comes after %s", m[1], last)
		}
		last = m[1]
	}
}

func TestCapture(t *testing.T) {
	want := []string{"UpdatesDeployment.log", "UpdatesHandler.log", "UpdatesStore.log", "WUAHandler.log", "StateMessage.log",
		"ServiceWindowManager.log", "RebootCoordinator.log", "CAS.log", "ContentTransferManager.log",
		"DataTransferService.log", "LocationServices.log", "ScanAgent.log", "PolicyAgent.log", "PolicyEvaluator.log",
		"Scheduler.log", "WindowsUpdate.log"}
	if err := fstest.TestFS(Capture(), want...); err != nil {
		t.Error(err)
	}
}

func TestWriteWritesTheFilesOfCapture(t *testing.T) {
	dir := filepath.Join(t.TempDir(), Client, "Logs")
	if err := Write(dir); err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(Capture(), "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		want, _ := fs.ReadFile(Capture(), name)
		have, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !bytes.Equal(have, want) {
			t.Errorf("%s: %d bytes on disk, want %d (%v)", name, len(have), len(want), err)
		}
	}
}

func TestWriteErrors(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Write(file); err == nil || !strings.Contains(err.Error(), "make the demo's folder") {
		t.Errorf("have error %v", err)
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"|more", "continues no record"},
		{"date today", "parsing time"},
		{"bias none", "invalid syntax"},
		{"18:00:00.000 WUAHandler 12 1", "want time, component"},
		{"25:00:00.000 WUAHandler 12 1 text", "read the time"},
		{"18:00:00.000 Unknown 12 1 text", `unknown component "Unknown"`},
	} {
		_, err := parse("# head\n" + c.line)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "story line 2: ") {
			t.Errorf("%q: have error %v, want %q", c.line, err, c.want)
		}
	}
	_, err := parse("18:00:01.000 WUAHandler 1 1 a\n18:00:00.999 WUAHandler 1 1 b\n")
	if err == nil || !strings.Contains(err.Error(), "before the record above") {
		t.Errorf("records out of order: have error %v", err)
	}
}

func TestARecordOfSeveralLines(t *testing.T) {
	s, err := parse("date 2026-03-17\r\nbias -60\r\n18:00:00.000 WUAHandler 7 2 a b\r\n|\tc\r\n|\r\n")
	if err != nil {
		t.Fatal(err)
	}
	want := "<![LOG[a b\r\n\tc\r\n]LOG]!><time=\"18:00:00.000-060\" date=\"03-17-2026\""
	if have := string(s.appendNative(nil, s.records[0])); !strings.HasPrefix(have, want) {
		t.Errorf("have %q", have)
	}
	if !s.date.Equal(time.Date(2026, 3, 17, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("have date %v", s.date)
	}
}
