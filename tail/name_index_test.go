package tail

import (
	"path/filepath"
	"strings"
	"testing"
)

// foldingFS is a file system whose names do not depend on case, like that of Windows.
type foldingFS struct{ *memFS }

// find returns the path of a file with the case of its name.
func (m foldingFS) find(path string) string {
	names, _ := m.memFS.List(filepath.Dir(path))
	for _, n := range names {
		if strings.EqualFold(n, filepath.Base(path)) {
			return filepath.Join(filepath.Dir(path), n)
		}
	}
	return path
}

func (m foldingFS) Open(path string) (File, error) { return m.memFS.Open(m.find(path)) }
func (m foldingFS) Stat(path string) (Info, error) { return m.memFS.Stat(m.find(path)) }

// checkText checks the text of all logs.
func checkText(t *testing.T, c *collector, want map[string]string) {
	t.Helper()
	for log, text := range want {
		if got := c.text(log); got != text {
			t.Errorf("%s: got %q, want %q", log, got, text)
		}
	}
	if len(c.logs) != len(want) {
		t.Errorf("want %d logs, have %s", len(want), c)
	}
}

func TestNamesThatDifferByCaseAreTwoLogs(t *testing.T) {
	files := map[string]string{
		"WUAHandler.log": "upper", "wuahandler.log": "lower", "WUAHANDLER.LOG": "loud",
		"WUAHandler-20260316-010000.log": "upper old", "wuahandler.lo_": "lower old",
		"b.lo_": "b old", "B.log": "b",
	}
	want := map[string]string{
		"WUAHandler.log": "upper old|upper", "wuahandler.log": "lower old|lower", "WUAHANDLER.LOG": "loud", "B.log": "b old|b",
	}
	m := newMemFS()
	for name, text := range files {
		m.write(filepath.Join(worldDir, name), text)
	}
	s, err := Open(worldDir, Options{Files: m})
	if err != nil {
		t.Fatal(err)
	}
	checkText(t, runToEnd(t, s), want)

	path := filepath.Join(tempDir(t), "PC0147.zip")
	zipped(t, path, files)
	checkText(t, readAll(t, path, Options{}), want)
}

func TestNamesThatDifferByCaseAreFollowedAsTwoLogs(t *testing.T) {
	upper, lower := filepath.Join(worldDir, "WUAHandler.log"), filepath.Join(worldDir, "wuahandler.log")
	m := newMemFS()
	m.write(upper, "one")
	inBubble(t, m, worldDir, Options{}, func(c *collector) {
		m.write(lower, "eins")
		settle()
		m.write(upper, " two")
		m.write(lower, " zwei")
		settle()
		m.rename(upper, filepath.Join(worldDir, "WUAHandler.lo_"))
		m.write(upper, "three")
		m.rename(lower, filepath.Join(worldDir, "wuahandler-20260316-010000.log"))
		m.write(lower, "drei")
		settle()
		checkText(t, c, map[string]string{"WUAHandler.log": "one two|three", "wuahandler.log": "eins zwei|drei"})
	})
}

func TestCaseDoesNotMatterIfTheFileSystemFoldsIt(t *testing.T) {
	m := newMemFS()
	m.write(worldLive, "one")
	inBubble(t, m, worldDir, Options{Files: foldingFS{m}}, func(c *collector) {
		m.rename(worldLive, filepath.Join(worldDir, "a.lo_"))
		m.write(filepath.Join(worldDir, "a.LOG"), "two")
		settle()
		m.write(filepath.Join(worldDir, "a.LOG"), " three")
		settle()
		checkText(t, c, map[string]string{"A.log": "one|two three"})
	})
}
