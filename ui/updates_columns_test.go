package ui

import (
	"regexp"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// screenSizes are those that everything must be readable at.
var screenSizes = [][2]int{{60, 20}, {80, 24}, {120, 35}, {200, 60}}

// TestTheReasonIsReadable at each size, beside the state or in its place.
func TestTheReasonIsReadable(t *testing.T) {
	for _, size := range screenSizes {
		sit(t, size[0], size[1], newFake(withoutContent(29)), Options{}, func(d *desk) {
			if row := d.selectedRow(); !strings.Contains(row, "KB50253") || !strings.Contains(row, either(size[0] < 200, "no DP", "waits for a distribution point")) {
				t.Errorf("at %v the first update is %q:\n%s", size, row, d.frame())
			}
		})
		sit(t, size[0], size[1], newFake(story()), Options{}, func(d *desk) {
			var left [3]string
			for _, row := range strings.Split(d.frame(), "\n") {
				for i, kb := range []string{"KB969679", "KB970238", "KB969897"} {
					if row, _, _ := strings.Cut(row, "│"); strings.Contains(row, kb+" ") && left[i] == "" && !strings.Contains(row, ";") {
						left[i] = row
					}
				}
			}
			want := []string{"0x80070643", "by 22:09", "135 min, 104 left"}
			if size[0] == 200 {
				want = []string{"The installer failed", "waits for a restart, due", "the open window has 1 h 44 min left"}
			}
			for i, want := range want {
				if !strings.Contains(left[i], want) {
					t.Errorf("at %v %q does not say %q", size, left[i], want)
				}
			}
		})
	}
}

// brokenNumber is a number that was cut: its first digits and an ellipsis.
var brokenNumber = regexp.MustCompile(`[0-9]…`)

// TestNoPaneCutsANumber at any of the sizes, when nothing but its end is cut off.
func TestNoPaneCutsANumber(t *testing.T) {
	whole := sizesText(t, [2]int{400, 200})
	for _, size := range screenSizes {
		for pane, text := range sizesText(t, size) {
			for _, row := range strings.Split(text, "\n") {
				for _, at := range brokenNumber.FindAllStringIndex(row, -1) {
					words := strings.FieldsFunc(row[:at[0]+1], func(r rune) bool { return strings.ContainsRune(" │▸", r) })
					if !wholeWord(whole, words[len(words)-1]) {
						t.Errorf("%s at %v cuts a number: %q", pane, size, row)
					}
				}
			}
		}
	}
}

// wholeWord reports whether a text holds a word and goes on with no further digit behind it.
func wholeWord(all map[string]string, word string) bool {
	for _, text := range all {
		for rest := text; ; {
			i := strings.Index(rest, word)
			if i < 0 {
				break
			}
			if rest = rest[i+len(word):]; rest == "" || rest[0] < '0' || rest[0] > '9' {
				return true
			}
		}
	}
	return false
}

// sizesText returns what each pane but the log says at a size, over the demo and with 169 updates.
func sizesText(t *testing.T, size [2]int) map[string]string {
	out := map[string]string{}
	for _, p := range allPanes() {
		if p == paneLog {
			continue
		}
		sit(t, size[0], size[1], newFake(withoutContent(169)), Options{}, func(d *desk) {
			d.focus(p)
			out[string(p)] = d.frame()
		})
		src := evenings(t)
		sit(t, size[0], size[1], newFake(), Options{}, func(d *desk) {
			d.app = newApp(t.Context(), src, Options{Now: d.app.options.Now, Play: &Play{Paused: true, From: at("21:40:00")}})
			d.app.onResize(size[0], size[1])
			d.focus(p)
			out["demo's "+string(p)] = d.frame()
			d.keys("f")
			out["demo's full "+string(p)] = d.frame()
		})
	}
	return out
}

// TestTitlesHaveTheSlack: where nothing downloads there is no column of progress.
func TestTitlesHaveTheSlack(t *testing.T) {
	src := evenings(t)
	sit(t, 120, 35, newFake(), Options{}, func(d *desk) {
		d.app = newApp(t.Context(), src, Options{Now: d.app.options.Now, Play: &Play{Paused: true, From: at("21:40:00")}})
		d.app.onResize(120, 35)
		d.keys("f")
		d.has("SQL Server 2022 RTM CU ", "2026-03 Windows 11 Version 24H2")
		d.hasNot("progress", "Security Update for SQL")
		d.keys("t", `"20:45"`, "enter")
		d.has("progress", "2 retries, 0x80072ee2")
	})
}

// TestAHeadSorts when it is clicked, and says which way.
func TestAHeadSorts(t *testing.T) {
	click := func(d *desk, head string) {
		rows := strings.Split(d.frame(), "\n")
		d.do(tea.MouseClickMsg{X: len([]rune(rows[3][:strings.Index(rows[3], head)])), Y: 3, Button: tea.MouseLeft})
	}
	sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) {
		first := func(kb string) {
			t.Helper()
			if row := strings.Split(d.frame(), "\n")[4]; !strings.Contains(row, kb) {
				t.Errorf("first is %q, not %s:\n%s", row, kb, d.frame())
			}
		}
		first("KB969679")
		click(d, "update")
		d.has("update▲", "by KB ▲")
		first("KB5081612")
		click(d, "update")
		d.has("update▼", "by KB ▼")
		first("KB970238")
		click(d, "title")
		d.has("title▲")
		first("KB969679")
		d.keys("X")
		d.has("title▼", "updates sorted by title ▼")
		d.keys("x")
		d.has("by last change ▲")
		click(d, "details")
		d.hasNot("▲", "▼")
		first("KB969679")
	})
	sit(t, 120, 35, newFake(story()), Options{ASCII: true}, func(d *desk) {
		click(d, "update")
		d.has("by KB ^")
	})
}

// TestDaysAreDividedInTheLog where the date changes between two records.
func TestDaysAreDividedInTheLog(t *testing.T) {
	w := story()
	w.logAt(at("21:15:00").AddDate(0, 0, 2), "CcmExec", 0, "two days later")
	w.logAt(at("23:59:59").AddDate(0, 0, 2), "CcmExec", 0, "before midnight")
	w.logAt(at("23:59:59").AddDate(0, 0, 2).Add(2e9), "CcmExec", 0, "after midnight")
	for _, size := range screenSizes[:3] {
		sit(t, size[0], size[1], newFake(w), Options{}, func(d *desk) {
			d.keys("4")
			d.has("── 2 d gap · Thu 03-19 ──", "── Fri 03-20 ──")
			if f := d.frame(); strings.Count(f, "Thu 03-19") != 1 {
				t.Errorf("the day is said more than once:\n%s", f)
			}
			d.keys("C")
			d.has("── 2 d gap · Fri 03-20 ──")
			d.hasNot("── Fri 03-20 ──")
		})
	}
}

// TestTheTimelineNamesDays where it spans several.
func TestTheTimelineNamesDays(t *testing.T) {
	w := story()
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		d.keys("9")
		if axis := strings.Split(d.frame(), "\n")[3]; !strings.Contains(axis, "  18:43") {
			t.Errorf("the axis of one day is %q", axis)
		}
	})
	w.logAt(at("21:15:00").AddDate(0, 0, 2), "CcmExec", 0, "two days later")
	for _, size := range screenSizes {
		sit(t, size[0], size[1], newFake(w), Options{Now: func() time.Time { return at("23:00:00").AddDate(0, 0, 9) }}, func(d *desk) {
			d.keys("9")
			if axis := strings.Join(strings.Split(d.frame(), "\n")[3:4], ""); !strings.Contains(axis, "03-17 18:43") {
				t.Errorf("the axis of several days is %q", axis)
			}
		})
	}
}

// TestAStuckDownloadIsHollow in the timeline.
func TestAStuckDownloadIsHollow(t *testing.T) {
	sit(t, 120, 35, newFake(withoutContent(3)), Options{}, func(d *desk) {
		d.keys("9")
		d.has("░░░")
		d.hasNot("███")
	})
	sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) {
		d.keys("9")
		d.has("██")
	})
}
