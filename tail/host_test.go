package tail

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

const (
	adminLogs = `\\pc0147\admin$\CCM\Logs`
	driveLogs = `\\pc0147\c$\Windows\CCM\Logs`
)

func TestAHostIsItsClientsLogFolder(t *testing.T) {
	for _, spec := range []string{`\\pc0147`, `\\pc0147\`, `\\?\UNC\pc0147`} {
		for _, share := range clientShares {
			m := newMemFS()
			m.write(filepath.Join(`\\pc0147\`+share, "A.log"), "one")
			s, err := Open(spec, Options{Files: m})
			if err != nil {
				t.Errorf("%s with its logs on %s: %v", spec, share, err)
				continue
			}
			if s.Name() != "pc0147" || s.Size() != 3 || s.folders[0].dir != `\\pc0147\`+share {
				t.Errorf("%s: name %q, %d bytes, folder %s", spec, s.Name(), s.Size(), s.folders[0].dir)
			}
		}
	}
}

func TestAdminShareIsTriedFirst(t *testing.T) {
	m := newMemFS()
	m.write(filepath.Join(adminLogs, "A.log"), "right")
	m.write(filepath.Join(driveLogs, "A.log"), "other")
	s, err := Open(`\\pc0147`, Options{Files: m})
	if err != nil || s.folders[0].dir != adminLogs {
		t.Fatalf("%v %v", s, err)
	}
}

func TestTheErrorForAHostSaysWhichRightsAreMissing(t *testing.T) {
	m := newMemFS()
	m.setFault(func(string, string) error { return fs.ErrPermission })
	_, err := Open(`\\pc0147`, Options{Files: m, Follow: true, Wait: true})
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"local administrator rights", adminLogs, driveLogs, `on another share`} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not say %q", err, want)
		}
	}
}

func TestWaitingForAHost(t *testing.T) {
	m := newMemFS()
	m.setFault(func(string, string) error { return errShareLost })
	if _, err := Open(`\\pc0147`, Options{Files: m, Follow: true}); err == nil {
		t.Error("no error without Wait")
	}
	inBubble(t, m, `\\pc0147`, Options{Wait: true}, func(c *collector) {
		m.setFault(nil)
		m.write(filepath.Join(adminLogs, "A.log"), "one")
		settle()
		if got := c.text("A.log"); got != "one" {
			t.Errorf("got %q when it answered", got)
		}
	})
}

func TestSpecsThatAreNotAHost(t *testing.T) {
	for _, spec := range []string{`\\pc0147\c$`, `\\.\pipe`, `C:\Logs`, `\\`, `\\?\C:\Logs`, `\\pc*`, "capture"} {
		if host, ok := hostOf(spec); ok {
			t.Errorf("%s is taken for the computer %q", spec, host)
		}
	}
}
