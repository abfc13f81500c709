package tail

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestSources(t *testing.T) {
	dir := tempDir(t)
	for name, text := range map[string]string{
		"A.log": "live", "A-20260316-010000.log": "old", "A.lo_": "older", "AB.log": "ab", "c.txt": "c", ".h.log": "hidden",
	} {
		writeText(t, filepath.Join(dir, name), text)
	}
	later := time.Now().Add(time.Hour)
	os.Chtimes(filepath.Join(dir, "A.lo_"), later, later)
	os.MkdirAll(filepath.Join(dir, "sub", "D.log"), 0o755)
	writeText(t, filepath.Join(dir, "sub", "only.txt"), "only")
	for _, s := range []struct{ spec, want string }{
		{"", "A.log=old|older|live AB.log=ab"},
		{"A.log", "A.log=live"},
		{"A.lo_", "A.log=older"},
		{"A-20260316-010000.log", "A.log=old"},
		{"c.txt", "c.txt=c"},
		{".h.log", ".h.log=hidden"},
		{"AB*", "AB.log=ab"},
		{"A*", "A.log=old|older|live AB.log=ab"},
		{"A-*", "A.log=old"},
		{"*.txt", "c.txt=c"},
		{"s*", "only.txt=only"},
		{"sub", "only.txt=only"},
	} {
		c := readAll(t, filepath.Join(dir, s.spec), Options{})
		var got []string
		for _, log := range sortedKeys(c.logs) {
			got = append(got, log+"="+c.text(log))
			if c.state(log) != StateComplete {
				t.Errorf("%s: %s is %v", s.spec, log, c.state(log))
			}
		}
		if strings.Join(got, " ") != s.want {
			t.Errorf("%q: got %q, want %q", s.spec, got, s.want)
		}
	}
}

func TestLogsOfTheSameNameInSeveralFolders(t *testing.T) {
	dir := tempDir(t)
	for _, sub := range []string{"one", "two"} {
		os.Mkdir(filepath.Join(dir, sub), 0o755)
		writeText(t, filepath.Join(dir, sub, "A.log"), sub)
	}
	c := readAll(t, filepath.Join(dir, "*", "A.log"), Options{})
	if c.text("A.log") != "one" || c.text("two/A.log") != "two" {
		t.Error(c)
	}
}

func TestErrorsOfOpenSayWhatToDo(t *testing.T) {
	dir := tempDir(t)
	os.MkdirAll(filepath.Join(dir, "client", "Logs"), 0o755)
	writeText(t, filepath.Join(dir, "client", "Logs", "A.log"), "x")
	os.Mkdir(filepath.Join(dir, "A.log"), 0o755)
	hasLinks := os.Symlink(filepath.Join(dir, "nowhere"), filepath.Join(dir, "L.log")) == nil
	for spec, want := range map[string]string{
		"":         "- for standard input",
		"nope":     "check the name",
		"nope*":    "no file matches",
		"[":        "no file matches",
		"client":   "try " + filepath.Join(dir, "client", "Logs"),
		"A.log":    "no logs",
		"no.zip/x": "check the name",
		"L.log":    "is a link to",
	} {
		if spec != "" {
			spec = filepath.Join(dir, spec)
		}
		if filepath.Base(spec) == "L.log" && (!hasLinks || runtime.GOOS == "windows") || filepath.Base(spec) == "[" {
			continue
		}
		if _, err := Open(spec, Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v does not say %q", spec, err, want)
		}
	}
}

func TestDanglingLinkAmongLogs(t *testing.T) {
	dir := tempDir(t)
	writeText(t, filepath.Join(dir, "A.log"), "a")
	if os.Symlink(filepath.Join(dir, "nowhere"), filepath.Join(dir, "L.log")) != nil || runtime.GOOS == "windows" {
		t.Skip("no symbolic links")
	}
	c := readAll(t, dir, Options{})
	if c.text("A.log") != "a" || c.state("L.log") != StateGone {
		t.Error(c)
	}
}

// TestLinksToDevices among logs are no logs: what they lead to has no end.
func TestLinksToDevices(t *testing.T) {
	dir := tempDir(t)
	writeText(t, filepath.Join(dir, "A.log"), "a")
	if os.Symlink("/dev/zero", filepath.Join(dir, "Z.log")) != nil || runtime.GOOS == "windows" {
		t.Skip("no symbolic links")
	}
	os.Symlink(filepath.Join(dir, "A.log"), filepath.Join(dir, "B.log"))
	names, err := osFiles{}.List(dir)
	if err != nil || strings.Join(names, " ") != "A.log B.log" {
		t.Error(names, err)
	}
}

func TestWaitingForFilesAndFolders(t *testing.T) {
	base := tempDir(t)
	log := filepath.Join(base, "Logs", "A.log")
	if _, err := Open(filepath.Dir(log), Options{Follow: true}); err == nil {
		t.Error("no error for a missing folder")
	}
	folder, _ := follow(t, filepath.Dir(log), Options{Wait: true})
	file, _ := follow(t, log, Options{Wait: true})
	file.await(t, "StateGone of the missing file", func() bool { return file.state("A.log") == StateGone })
	os.Mkdir(filepath.Dir(log), 0o755)
	writeText(t, log, "one")
	for _, c := range []*collector{folder, file} {
		c.awaitText(t, "A.log", "one")
	}
	appendText(t, log, " two")
	for _, c := range []*collector{folder, file} {
		c.awaitText(t, "A.log", "one two")
	}
}

func TestSingleFileIsFollowedAcrossItsRollover(t *testing.T) {
	dir := tempDir(t)
	log := filepath.Join(dir, "A.log")
	writeText(t, filepath.Join(dir, "A.lo_"), "not to be read")
	writeText(t, log, "one")
	c, _ := follow(t, log, Options{})
	c.awaitText(t, "A.log", "one")
	rename(t, log, filepath.Join(dir, "A.lo_"))
	writeText(t, filepath.Join(dir, "B.log"), "not to be read")
	writeText(t, log, "two")
	c.awaitText(t, "A.log", "one|two")
	if len(c.logs) != 1 {
		t.Error(c)
	}
}

func TestThreeHundredLogs(t *testing.T) {
	dir := tempDir(t)
	for i := range 300 {
		writeText(t, filepath.Join(dir, fmt.Sprintf("Log%03d.log", i)), fmt.Sprintf("start %d\n", i))
	}
	c, _ := follow(t, dir, Options{})
	c.await(t, "CaughtUp", func() bool { c.mu.Lock(); defer c.mu.Unlock(); return c.caughtUp == 1 })
	for i := range 300 {
		appendText(t, filepath.Join(dir, fmt.Sprintf("Log%03d.log", i)), "more\n")
	}
	for i := range 300 {
		c.awaitText(t, fmt.Sprintf("Log%03d.log", i), fmt.Sprintf("start %d\nmore\n", i))
	}
}

func TestTenMegabyteRecord(t *testing.T) {
	dir := tempDir(t)
	log := filepath.Join(dir, "A.log")
	text := "<![LOG[" + strings.Repeat("0123456789", 1<<20) + "]LOG]!>\r\n"
	writeText(t, log, text[:len(text)/3])
	c, _ := follow(t, dir, Options{})
	appendText(t, log, text[len(text)/3:])
	c.await(t, "the record", func() bool { return len(c.text("A.log")) == len(text) })
	if c.text("A.log") != text {
		t.Error("the record was changed")
	}
}

func TestByteOrderMarkAfterRollover(t *testing.T) {
	dir := tempDir(t)
	log := filepath.Join(dir, "A.log")
	writeText(t, log, "\xEF\xBB\xBFone\r\n")
	c, _ := follow(t, dir, Options{})
	c.awaitText(t, "A.log", "\xEF\xBB\xBFone\r\n")
	rename(t, log, filepath.Join(dir, "A.lo_"))
	writeText(t, log, "\xFF\xFE"+utf16le("zwei ü\r\n"))
	c.awaitText(t, "A.log", "\xEF\xBB\xBFone\r\n|\uFEFFzwei ü\r\n")
	rename(t, log, filepath.Join(dir, "A.lo_"))
	writeText(t, log, "\xEF\xBB\xBFthree\r\n")
	c.awaitText(t, "A.log", "\xEF\xBB\xBFone\r\n|\uFEFFzwei ü\r\n|\xEF\xBB\xBFthree\r\n")
}

// TestRunLeavesNothingOpen counts goroutines and open files after Run.
func TestRunLeavesNothingOpen(t *testing.T) {
	dir := tempDir(t)
	for i := range 20 {
		writeText(t, filepath.Join(dir, fmt.Sprintf("Log%03d.log", i)), "x")
		writeText(t, filepath.Join(dir, fmt.Sprintf("Log%03d.lo_", i)), "x")
	}
	writeText(t, filepath.Join(dir, "x.gz"), gzipped("x"))
	zipped(t, filepath.Join(dir, "x.zip"), map[string]string{"A.log": "x"})
	round := func() {
		c, stop := follow(t, dir, Options{})
		c.await(t, "CaughtUp", func() bool { c.mu.Lock(); defer c.mu.Unlock(); return c.caughtUp == 1 })
		if n := openHandles(); n > 20+8+handlesBefore {
			t.Errorf("%d open files while 20 logs are followed", n)
		}
		stop()
		readAll(t, dir, Options{})
		readAll(t, filepath.Join(dir, "x.gz"), Options{})
		readAll(t, filepath.Join(dir, "x.zip"), Options{})
	}
	round() // so that what is created only once is there
	goroutines, handles := runtime.NumGoroutine(), openHandles()
	for range 3 {
		round()
	}
	newCollector().await(t, "goroutines to end", func() bool { return runtime.NumGoroutine() <= goroutines })
	if n := openHandles(); n > handles {
		t.Errorf("%d open files, %d before", n, handles)
	}
}

// handlesBefore is the number of files that are open without any source.
var handlesBefore = openHandles()

// openHandles returns the number of this process's open files on Linux, 0 on other systems.
func openHandles() int {
	names, _ := os.ReadDir("/proc/self/fd")
	if runtime.GOOS == "windows" {
		return 0
	}
	return len(names)
}

func TestStatusAfterAnAppend(t *testing.T) {
	dir := tempDir(t)
	log := filepath.Join(dir, "A.log")
	writeText(t, log, "one\n")
	c, _ := follow(t, dir, Options{Poll: 20 * time.Millisecond})
	c.awaitText(t, "A.log", "one\n")
	appendText(t, log, "two\n")
	c.await(t, "the status", func() bool {
		c.mu.Lock()
		defer c.mu.Unlock()
		s := c.log("A.log").status
		return s.Offset == 8 && s.Size == 8 && s.State == StateFollowing && s.Path == log && s.Err == nil
	})
}

// TestTheLargestLogIsReadFirst has a log that is the largest one only with its rolled file.
func TestTheLargestLogIsReadFirst(t *testing.T) {
	m := newMemFS()
	for path, size := range map[string]int{
		"a/Alpha.log": 3, "a/Beta.log": 1, "a/Beta-20260310-190000.log": 9, "a/Gamma.log": 7, "b/Other.log": 8,
	} {
		m.write(filepath.FromSlash(path), strings.Repeat("x", size))
	}
	s := newSource("", "", Options{Files: m})
	var all []*follower
	for _, dir := range []string{"a", "b"} {
		names, err := m.List(dir)
		if err != nil {
			t.Fatal(err)
		}
		d := newFolder(s, dir, pickLogs)
		d.measure(names)
		s.folders = append(s.folders, d)
		logs, _ := d.newFollowers()
		all = append(all, logs...)
	}
	s.largestFirst(all)
	var order []string
	for _, f := range all {
		order = append(order, f.log)
	}
	if got := strings.Join(order, " "); got != "Beta.log Other.log Gamma.log Alpha.log" {
		t.Error(got)
	}
}

// readingSink is a Sink that counts the logs that are read at the same time.
type readingSink struct {
	mu        sync.Mutex
	now, most int
}

func (r *readingSink) add(n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now += n
	r.most = max(r.most, r.now)
}

func (r *readingSink) Chunk(Chunk) {
	r.add(1)
	time.Sleep(time.Millisecond)
	r.add(-1)
}
func (*readingSink) Status(Status) {}
func (*readingSink) Idle(string)   {}
func (*readingSink) CaughtUp()     {}

func TestEachProcessorReadsALog(t *testing.T) {
	m := newMemFS()
	for i := range 3 * runtime.NumCPU() {
		m.write(filepath.Join("logs", fmt.Sprintf("Log%d.log", i)), "text")
	}
	s := newSource("", "", Options{Files: m})
	if err := s.openFolder("logs"); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		var r readingSink
		if err := s.Run(t.Context(), &r); err != nil {
			t.Error(err)
		}
		if r.most != runtime.NumCPU() {
			t.Errorf("%d logs were read at the same time", r.most)
		}
	})
}
