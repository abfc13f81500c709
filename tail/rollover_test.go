package tail

import (
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// TestRolloverDuringALook completes a record, rolls the log and begins the new file with the same
// bytes, all between the read and the check of the name in one look.
func TestRolloverDuringALook(t *testing.T) {
	for name, change := range layers {
		t.Run(name, func(t *testing.T) {
			m := newMemFS()
			change(m)
			m.write(worldLive, "<11 0")
			inBubble(t, m, worldDir, Options{}, func(c *collector) {
				m.beforeNextStat(func() {
					m.write(worldLive, "one>")
					m.rename(worldLive, worldLo)
					m.write(worldLive, "<11 0two>")
				})
				settle()
				if got := c.text("A.log"); got != "<11 0one>|<11 0two>" {
					t.Errorf("got %q%s", got, c)
				}
			})
		})
	}
}

// rollOnOpen makes the next call of Open for the rolled file roll the live one to that name before,
// and create a new live file.
func (m *memFS) rollOnOpen(text string) {
	done := false
	m.setFault(func(op, path string) error { // m.mu is held
		if op == "open" && path == worldLo && !done {
			done = true
			m.files[worldLo].links = 0
			m.files[worldLo] = m.files[worldLive]
			m.next++
			m.files[worldLive] = &memNode{index: m.next, links: 1, data: []byte(text)}
		}
		return nil
	})
}

func TestRolloverWhileAHandledFileIsOpened(t *testing.T) {
	m := newMemFS()
	m.write(worldLive, "one"+longText)
	inBubble(t, m, worldDir, Options{}, func(c *collector) {
		m.rollOnOpen("three" + longText)
		m.rename(worldLive, worldLo)
		m.write(worldLive, "two"+longText)
		settle()
		if want := "one" + longText + "|two" + longText + "|three" + longText; c.text("A.log") != want {
			t.Errorf("text is missing, or delivered twice%s", c)
		}
	})
}

func TestRolloverWhileARolledFileIsOpened(t *testing.T) {
	m := newMemFS()
	m.write(worldLo, "one"+longText)
	m.write(worldLive, "two"+longText)
	m.rollOnOpen("three" + longText)
	inBubble(t, m, worldDir, Options{}, func(c *collector) {
		if want := "two" + longText + "|three" + longText; c.text("A.log") != want {
			t.Errorf("text is missing, or delivered twice%s", c)
		}
		if !c.log("A.log").generations[0].gap {
			t.Errorf("no gap for the file that is lost%s", c)
		}
	})
}

// TestRolledFilesAreNotHeldOpen renames a log onto the rolled file that the follower still waits for,
// where an open file cannot be replaced. The rename must work, and nothing be lost.
func TestRolledFilesAreNotHeldOpen(t *testing.T) {
	m := newMemFS()
	m.locks = true
	m.write(worldLive, "one"+longText)
	inBubble(t, m, worldDir, Options{Grace: 3 * time.Second}, func(c *collector) {
		m.rename(worldLive, worldLo)
		m.write(worldLive, "two"+longText)
		time.Sleep(2 * time.Second) // it looks at the latest a second after the rename
		m.rename(worldLive, worldLo)
		m.write(worldLive, "three"+longText)
		settle()
		if m.refused > 0 {
			t.Errorf("%d renames were refused", m.refused)
		}
		if want := "one" + longText + "|two" + longText + "|three" + longText; c.text("A.log") != want {
			t.Errorf("text is missing, or delivered twice%s", c)
		}
	})
}

// TestRolledFileIsNamed rolls the live file in each way while it is followed. The last chunk of each
// generation says what its file is called from then on.
func TestRolledFileIsNamed(t *testing.T) {
	for _, c := range []struct {
		name string
		want []string
	}{
		{"rolled with a time in its name", []string{"A-20260316-010000.log", "A.log"}},
		{"rolled to lo_ over an older one", []string{"A.lo_", "A.lo_", "A.log"}},
		{"rolled and not yet recreated", []string{"A.lo_", "A.log"}},
		{"rolled three times between two looks", []string{"A-20260316-010000.log", "A-20260316-020000.log", "A-20260316-030000.log", "A.log"}},
		{"copied away and emptied", []string{"A-20260316-010000.log", "A-20260316-020000.log", "A.log"}},
		{"emptied", []string{"A.log", "A.log"}},
		{"moved away and back", []string{"A.log"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newMemFS()
			for _, path := range sortedKeys(worlds[c.name].before) {
				m.write(path, worlds[c.name].before[path])
			}
			inBubble(t, m, worldDir, Options{}, func(got *collector) {
				for _, s := range worlds[c.name].steps {
					if s.do(m); s.want != noLook {
						settle()
					}
				}
				var files []string
				for _, g := range got.log("A.log").generations {
					files = append(files, filepath.Base(g.file))
				}
				if !slices.Equal(files, c.want) {
					t.Errorf("got %q, want %q%s", files, c.want, got)
				}
			})
		})
	}
}
