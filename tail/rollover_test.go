package tail

import "testing"

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
