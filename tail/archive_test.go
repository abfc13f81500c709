package tail

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
)

// zipped writes a .zip with these members.
func zipped(t *testing.T, path string, members map[string]string) {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range sortedKeys(members) {
		m, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(m, members[name])
	}
	w.Close()
	writeText(t, path, b.String())
}

// gzipped returns a .gz of a text.
func gzipped(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, text)
	w.Close()
	return b.String()
}

func TestZip(t *testing.T) {
	path := filepath.Join(tempDir(t), "PC0147.zip")
	zipped(t, path, map[string]string{
		"Windows/CCM/Logs/A.log":                 "live",
		"Windows/CCM/Logs/A-20260316-010000.log": "old",
		`Windows\CCM\Logs\B.lo_`:                 "b old",
		"Windows/CCM/Logs/notes.txt":             "no log",
		"Windows/ccmsetup/Logs/A.log":            "another A",
		"texts/C.txt":                            "text",
		"texts/.hidden.txt":                      "hidden",
	})
	c := readAll(t, path, Options{})
	for log, want := range map[string]string{
		"Windows/CCM/Logs/A.log": "old|live", "B.log": "b old", "Windows/ccmsetup/Logs/A.log": "another A", "C.txt": "text",
	} {
		if got := c.text(log); got != want || c.state(log) != StateComplete {
			t.Errorf("%s: got %q, want %q%s", log, got, want, c)
		}
	}
	if len(c.logs) != 4 {
		t.Errorf("logs: %s", c)
	}
	for _, inside := range []string{"/Windows/CCM", "/windows/ccm/Logs/", `\Windows\CCM\Logs`} {
		c = readAll(t, path+inside, Options{Follow: true})
		if c.text("A.log") != "old|live" || len(c.logs) != 2 {
			t.Errorf("%s: %s", inside, c)
		}
	}
}

func TestGzip(t *testing.T) {
	path := filepath.Join(tempDir(t), "WUAHandler.log.gz")
	writeText(t, path, gzipped("one\n")+gzipped("two\n"))
	if c := readAll(t, path, Options{}); c.text("WUAHandler.log") != "one\ntwo\n" {
		t.Errorf("got %s", c)
	}
}

func TestOpenFS(t *testing.T) {
	s := OpenFS("demo", fstest.MapFS{
		"A.log": {Data: []byte("live")}, "A.lo_": {Data: []byte("old")}, "x/B.log": {Data: []byte("b")},
	}, Options{Follow: true})
	c := runToEnd(t, s)
	if c.text("A.log") != "old|live" || c.text("B.log") != "b" || s.Size() != 8 || s.Name() != "demo" {
		t.Errorf("size %d: %s", s.Size(), c)
	}
}

// readErr reads a source and returns the errors of Open, of Run and of all logs.
func readErr(t *testing.T, spec string, o Options) (*collector, string) {
	t.Helper()
	c := newCollector()
	s, err := Open(spec, o)
	if err == nil {
		err = s.Run(context.Background(), c)
	}
	c.check(t)
	text := fmt.Sprint(err)
	for _, l := range c.logs {
		text += fmt.Sprint(l.status.Err)
	}
	return c, text
}

func TestHostileArchives(t *testing.T) {
	dir := tempDir(t)
	for _, a := range []struct {
		name  string
		bytes func(path string)
		want  string
	}{
		{"empty.gz", func(p string) { writeText(t, p, "") }, "is empty"},
		{"empty.zip", func(p string) { writeText(t, p, "") }, "is empty"},
		{"text.zip", func(p string) { writeText(t, p, "hello") }, "not an archive"},
		{"broken.gz", func(p string) { writeText(t, p, gzipped(strings.Repeat("x", 9999))[:30]) }, "unexpected EOF"},
		{"broken.zip", func(p string) { writeText(t, p, "PK\x03\x04 and no more") }, "not a valid zip"},
		{"none.zip", func(p string) { zipped(t, p, map[string]string{"a.exe": "x"}) }, "no logs"},
		{"nested.zip", func(p string) { zipped(t, p, map[string]string{"in.zip": "x"}) }, "within the archive"},
		{"up.zip", func(p string) { zipped(t, p, map[string]string{"../../evil.log": "x"}) }, "points outside"},
		{"root.zip", func(p string) { zipped(t, p, map[string]string{"/etc/evil.log": "x"}) }, "points outside"},
		{"drive.zip", func(p string) { zipped(t, p, map[string]string{`C:\evil.log`: "x"}) }, "points outside"},
		{"cabinet.log", func(p string) { writeText(t, p, "MSCF....") }, "is a cabinet; unpack it"},
		{"seven.log", func(p string) { writeText(t, p, "7z\xbc\xaf\x27\x1c\x00\x04") }, "is a 7-Zip archive; unpack it"},
		{"old.log", func(p string) { writeText(t, p, "Rar!\x1a\x07\x01\x00") }, "is a RAR archive; unpack it"},
		{"events.log", func(p string) { writeText(t, p, "ElfFile\x00\x00") }, "is a Windows event log, which ccmtail does not read; wevtutil qe"},
		{"broken.EVTX", func(p string) { writeText(t, p, "\x00lfFile") }, "is a Windows event log"},
		{"trace.etl", func(p string) { writeText(t, p, "\x00\x00\x01\x00\x04\x00") }, "run Get-WindowsUpdateLog -ETLPath"},
		{"events.zip", func(p string) { zipped(t, p, map[string]string{"logs/System.evtx": "ElfFile"}) }, "no logs (*.log, *.lo_) found; logs/System.evtx is a Windows event log"},
		{"x.tar.gz", func(p string) { writeText(t, p, gzipped("x")) }, "tar archive"},
	} {
		path := filepath.Join(dir, a.name)
		a.bytes(path)
		if c, err := readErr(t, path, Options{}); !strings.Contains(err, a.want) {
			t.Errorf("%s: %q does not say %q%s", a.name, err, a.want, c)
		}
	}
	if names, _ := os.ReadDir(filepath.Dir(dir)); len(names) > 0 {
		for _, n := range names {
			if strings.Contains(n.Name(), "evil") {
				t.Errorf("%s was written", n.Name())
			}
		}
	}
}

// TestForeignFilesAreNamedOnlyWhereThereIsNothingElse has them in a folder.
func TestForeignFilesAreNamedOnlyWhereThereIsNothingElse(t *testing.T) {
	dir := tempDir(t)
	writeText(t, filepath.Join(dir, "System.evtx"), "ElfFile\x00")
	if _, err := Open(dir, Options{}); err == nil || !strings.Contains(err.Error(), "; System.evtx is a Windows event log") {
		t.Errorf("%v", err)
	}
	writeText(t, filepath.Join(dir, "A.log"), "good")
	if c, err := readErr(t, dir, Options{}); c.text("A.log") != "good" || strings.Contains(err, "event log") {
		t.Errorf("%s", err)
	}
	if err := RefuseForeign("trace.etl", []byte("\xff\xfea\x00")); err != nil {
		t.Errorf("a text: %v", err)
	}
	if err := RefuseForeign("trace.etl", []byte("a text")); err != nil {
		t.Errorf("a text: %v", err)
	}
}

func TestOtherMembersThanAHostileOneAreRead(t *testing.T) {
	path := filepath.Join(tempDir(t), "x.zip")
	zipped(t, path, map[string]string{"../B.log": "evil", "A.log": "good"})
	c, err := readErr(t, path, Options{})
	if c.text("A.log") != "good" || c.text("B.log") != "" || !strings.Contains(err, "points outside") {
		t.Errorf("%s%s", err, c)
	}
}

// TestZipBomb reads a member that is a thousand times its compressed size.
func TestZipBomb(t *testing.T) {
	path := filepath.Join(tempDir(t), "bomb.zip")
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	m, _ := w.Create("A.log")
	zeros := make([]byte, 1<<20)
	for range 40 {
		m.Write(zeros)
	}
	w.Close()
	writeText(t, path, b.String())
	sink := &countingSink{collector: newCollector()}
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err = s.Run(t.Context(), sink); err == nil || !strings.Contains(err.Error(), "expands to more than 200 times") {
		t.Errorf("error %v", err)
	}
	if sink.bytes.Load() > 20<<20 {
		t.Errorf("%d bytes were read", sink.bytes.Load())
	}
	_, text := readErr(t, path, Options{Limits: Limits{Ratio: 1 << 40, Expanded: 1 << 20}})
	if !strings.Contains(text, "expands to more than 1048576 bytes") {
		t.Errorf("error %v", text)
	}
}

// TestZipOfManyBombs reads members each of which is too small for the limit of its ratio.
func TestZipOfManyBombs(t *testing.T) {
	path := filepath.Join(tempDir(t), "bombs.zip")
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	text := bytes.Repeat([]byte("A"), 3<<20)
	for i := range 60 {
		m, _ := w.Create(fmt.Sprintf("%03d.log", i))
		m.Write(text)
	}
	w.Close()
	writeText(t, path, b.String())
	sink := &countingSink{collector: newCollector()}
	s, err := Open(path, Options{})
	if err == nil {
		err = s.Run(t.Context(), sink)
	}
	if err != nil || sink.bytes.Load() > int64(b.Len())*200+(8<<20) {
		t.Errorf("%d bytes of %d were read, %v", sink.bytes.Load(), b.Len(), err)
	}
	said := 0
	for _, l := range sink.logs {
		if strings.Contains(fmt.Sprint(l.status.Err), "archive expands to more than 200 times its size") {
			said++
		}
	}
	if said < 30 {
		t.Errorf("%d logs say that they were not read", said)
	}
}

func TestArchivesWithinAnArchiveAreNamed(t *testing.T) {
	path := filepath.Join(tempDir(t), "x.zip")
	zipped(t, path, map[string]string{"A.log": "good", "in/more.zip": "x", "B.log.gz": "x", "c.CAB": "x"})
	c, _ := readErr(t, path, Options{})
	for _, name := range []string{"in/more.zip", "B.log.gz", "c.CAB"} {
		if !strings.Contains(fmt.Sprint(c.log(name).status.Err), "within the archive") {
			t.Errorf("%s is not named%s", name, c)
		}
	}
	if c.text("A.log") != "good" {
		t.Errorf("%s", c)
	}
	if c, _ = readErr(t, path+"/in", Options{}); len(c.logs) > 1 {
		t.Errorf("%s", c)
	}
}

// countingSink is a collector that counts the bytes and does not keep them.
type countingSink struct {
	*collector
	bytes atomic.Int64 // members are read side by side
}

func (c *countingSink) Chunk(k Chunk) { c.bytes.Add(int64(len(k.Bytes))) }

func TestZipOfAHundredThousandMembers(t *testing.T) {
	path := filepath.Join(tempDir(t), "many.zip")
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range 100_000 {
		w.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("%06d.log", i)})
	}
	w.Close()
	writeText(t, path, b.String())
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := readErr(t, path, Options{})
	runtime.ReadMemStats(&after)
	if !strings.Contains(err, "holds 100000 files") || !strings.Contains(err, "unpack") {
		t.Errorf("error %v", err)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 4<<20 {
		t.Errorf("%d bytes were allocated before it failed", used)
	}
}
