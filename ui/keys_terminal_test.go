package ui

import (
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
)

// atTerminal runs the whole program on an emulated terminal, its keys the bytes that a terminal
// sends.
func atTerminal(t *testing.T, w, h int, src Source, o Options, f func(s *screen, press func(keys ...string), ended func() bool)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		in, typed := io.Pipe()
		r := emulated{w: w, h: h, in: in, show: 150 * time.Millisecond, prepare: func(a *App) { a.writeClipboard = func(string) error { return nil } }}
		r.run(t, src, o, func(_ *tea.Program, s *screen, show func(), ended func() bool) {
			f(s, func(keys ...string) {
				for _, k := range keys {
					if _, err := typed.Write([]byte(sent(k))); err != nil {
						t.Fatal(err)
					}
					show()
				}
			}, ended)
		})
	})
}

var sequences = map[string]string{
	"down": "\x1b[B", "up": "\x1b[A", "left": "\x1b[D", "right": "\x1b[C", "home": "\x1b[H", "end": "\x1b[F", "pgup": "\x1b[5~", "pgdown": "\x1b[6~",
	"shift+left": "\x1b[1;2D", "shift+right": "\x1b[1;2C", "shift+up": "\x1b[1;2A", "shift+down": "\x1b[1;2B",
	"tab": "\t", "shift+tab": "\x1b[Z", "enter": "\r", "esc": "\x1b", "backspace": "\x7f", "space": " ",
	"f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "shift+f3": "\x1b[13;2~", "f5": "\x1b[15~",
	"ctrl+c": "\x03", "ctrl+alt+c": "\x1b\x03", "ctrl+d": "\x04", "ctrl+u": "\x15", "ctrl+f": "\x06", "ctrl+l": "\x0c",
}

// sent returns the bytes of a key; what stands in double quotes is typed as it is.
func sent(k string) string {
	if s, ok := sequences[k]; ok {
		return s
	}
	return strings.Trim(k, `"`)
}

// TestKeysAtATerminal presses each key of the map and looks at the terminal: what it says
// afterwards and did not say before.
func TestKeysAtATerminal(t *testing.T) {
	for _, c := range []struct {
		key    string
		before string // keys that lead there, between spaces
		after  string // what the terminal says then, pieces between bars
		gone   string // and no longer says
	}{
		{"j", "4 g", "18:28:12.000 -05:00", ""},
		{"k", "4", "● LIVE|line 26 of 27", "following"},
		{"down", "4 g", "18:28:12.000 -05:00", ""},
		{"up", "4", "● LIVE|line 26 of 27", "following"},
		{"space", "4 g", "", "18:28:10.000 -05:00"},
		{"b", "4", "● LIVE|line ", "following"},
		{"pgdown", "4 g", "", "18:28:10.000 -05:00"},
		{"pgup", "4", "● LIVE|line ", "following"},
		{"ctrl+d", "4 g", "", "18:28:10.000 -05:00"},
		{"ctrl+u", "4", "● LIVE|line ", "following"},
		{"g", "4", "18:28:10.000 -05:00|line 1 of 27", "following"},
		{"G", "4 g", "● LIVE|following", "line 1 of 27"},
		{"home", "4", "18:28:10.000 -05:00", "following"},
		{"end", "4 home", "● LIVE|following", "line 1 of 27"},
		{"F", "4 k", "● LIVE|following", "line 26 of 27"},
		{"F", "4", "line 27 of 27|stopped following", "· following"},
		{"=", "4", "PAUSED", "● LIVE"},
		{"=", "4 =", "● LIVE", "PAUSED"},
		{"/", "4", "find ›", ""},
		{`"finished"`, "4 /", "find › finished|▸ 21:07:30.000", "following"},
		{"n", `4 g / "finished" enter`, "21:05:00.000 -05:00", "21:03:00.000 -05:00"},
		{"N", `4 / "finished" enter`, "21:05:00.000 -05:00", "21:07:30.000 -05:00"},
		{"ctrl+f", "4", "find ›", ""},
		{"f3", `4 g / "finished" enter`, "21:05:00.000 -05:00", ""},
		{"shift+f3", `4 / "finished" enter`, "21:05:00.000 -05:00", ""},
		{"&", "4", "filter ›", ""},
		{`"!level:info"`, "4 &", "2 of 27", ""},
		{"enter", `4 & "!level:info"`, " !level:info × |2 of 27", "filter ›"},
		{"enter", `4 & "level:error" enter &`, "following", " of 27"},
		{"backspace", `4 & "level:error" enter`, "following", "level:error"},
		{"*", "1", "* KB969679", "KB970238  Windows"},
		{"o", `4 g / "0d841d92" enter o`, "21:00:20.000 -05:00", ""},
		{"O", `4 / "finished" enter`, "21:00:20.000 -05:00", ""},
		{"e", "4 g", "21:07:30.000 -05:00", ""},
		{"E", "4", "21:07:30.000 -05:00", "following"},
		{"w", "4 g", "21:09:00.000 -05:00", ""},
		{"W", "4", "21:09:00.000 -05:00", "following"},
		{"m", "4 k", "▸m", ""},
		{"u", "4 k m g", "21:09:30.000 -05:00", "18:28:10.000 -05:00"},
		{"U", "4 k m G", "21:09:30.000 -05:00", "following"},
		{"s", "4 g", "18:40:00.000 -05:00", ""},
		{"S", "4", "● LIVE|line ", "following"},
		{"T", "4", "+5:30.000", ""},
		{"T", "4 T", "02:15:00.000", "+5:30.000"},
		{"r", "4 g", "AS OF 03-17 18:28:10 -05:00|No updates seen yet", "● LIVE"},
		{"esc", "4 g r", "● LIVE|line 1 of 27", "AS OF"},
		{"esc", "4 g", "● LIVE|following", "line 1 of 27"},
		{"t", "4", "go to time ›", ""},
		{"enter", `t "20:58"`, "AS OF 03-17 20:58:00 -05:00", "go to time ›"},
		{"enter", `t "-10m"`, "AS OF 03-17 21:05:0", "go to time ›"},
		{"enter", `t "03-17" space "20:58"`, "AS OF 03-17 20:58:00 -05:00", "go to time ›"},
		{"enter", "1", "History", "5 Findings"},
		{"enter", "4", "━ Record ━", ""},
		{"p", "4", "<![LOG[EnumerateUpdates", ""},
		{"L", "4 E", "ERROR_INSTALL_FAILURE|━ Codes", ""},
		{"y", "4", "copied the record", ""},
		{"c", "4", "copied the record", ""},
		{"y", "4 v k k", "copied 3 records", ""},
		{"v", "4 k", "1 record in", ""},
		{"x", "4", "olumns", ""},
		{"x", "1", "by state", ""},
		{"i", "4", "█", ""},
		{"z", "9", "2 h 8 min", ""},
		{"Z", "9 z", "", "2 h 8 min"},
		{"tab", "1", "━ 2 Maintenance window", "━ 1 Updates"},
		{"shift+tab", "2", "━ 1 Updates", "━ 2 Maintenance window"},
		{"1", "4", "━ 1 Updates", "━ 4 Log"},
		{"2", "4", "━ 2 Maintenance window", "━ 4 Log"},
		{"3", "4", "━ 3 Restarts", "━ 4 Log"},
		{"4", "1", "━ 4 Log", "━ 1 Updates"},
		{"5", "1", "━ 5 Findings", "━ 1 Updates"},
		{"]", "4", "CcmExec.log|1 of 27", ""},
		{"[", "4 ] ]", "CcmExec.log|1 of 27", ""},
		{"f", "1", "━ 1 Updates", "4 Log"},
		{":", "1", "command ›", ""},
		{"enter", `: "scans"`, "━ 7 Scans", "command ›"},
		{"enter", `: "theme"`, "theme light", "command ›"},
		{",", "= ", "21:09:30 -05:00", ""},
		{".", "= , ,", "21:09:30 -05:00", "21:09:00 -05:00"},
		{">", `t "20:59" enter`, "▶ PLAY ×60", "AS OF"},
		{"<", `t "20:59" enter >`, "▶ PLAY ×30", "PLAY ×60"},
		{"f2", "1", "mouse off", ""},
		{"?", "1", "━ Keys|next pane", "4 Log"},
		{`"copy"`, "?", "copy the record", "next pane"},
		{"f1", "1", "━ Keys", "4 Log"},
		{"esc", "1 enter", "4 Log", "History"},
		{"q", "1 enter", "4 Log", "History"},
		// beyond the proposal
		{"%", "1", "▾ Deployment {f65ffee2", ""},
		{"enter", "1 % up", "▹ Deployment {f65ffee2", "KB970238  Windows"},
		{"|", "1", "", ""},
		{"H", "1", "", ""},
		{"^", "1", "", ""},
		{"_", "1", "", ""},
		{"shift+right", "1", "", ""},
		{"shift+left", "1", "", ""},
		{"shift+down", "1", "", ""},
		{"shift+up", "1", "", ""},
		{"0", "1 |", "layout reset", ""},
		{"A", `4 & "level:error" enter`, "filter › level:error", ""},
		{"!", "1", "━ Messages", "4 Log"},
		{"(", "4", "21:07:30 -05:00", "● LIVE"},
		{")", "4 ( (", "21:07:30 -05:00", ""},
		{"C", "4", "02:15:0|UTC", "-05:00"},
		{"+", "4", "component:UpdatesDeploymentAgent", ""},
		{"-", "4", "!component:UpdatesDeploymentAgent", ""},
	} {
		t.Run(strings.TrimSpace(c.before+" "+c.key), func(t *testing.T) {
			atTerminal(t, 140, 40, newFake(story()), Options{}, func(s *screen, press func(...string), _ func() bool) {
				press(strings.Fields(c.before)...)
				was := s.String()
				press(c.key)
				is := s.String()
				if is == was {
					t.Errorf("nothing changed:\n%s", is)
				}
				for _, text := range strings.Split(c.after, "|") {
					if !strings.Contains(is, text) {
						t.Errorf("the terminal does not show %q:\n%s", text, is)
					}
				}
				if c.gone != "" && (strings.Contains(is, c.gone) || !strings.Contains(was, c.gone)) {
					t.Errorf("the terminal shows %q, or did not before:\n%s\nbefore:\n%s", c.gone, is, was)
				}
			})
		})
	}
}

// TestKeysThatRedraw: what another program wrote over the screen is gone.
func TestKeysThatRedraw(t *testing.T) {
	atTerminal(t, 120, 35, newFake(story()), Options{}, func(s *screen, press func(...string), _ func() bool) {
		s.mu.Lock()
		_, _ = s.emu.Write([]byte("\x1b[5;5Hscribble"))
		s.mu.Unlock()
		if !strings.Contains(s.String(), "scribble") {
			t.Fatal("nothing was written")
		}
		press("f5")
		if strings.Contains(s.String(), "scribble") {
			t.Errorf("it is still there:\n%s", s)
		}
	})
}

func TestKeysThatLeave(t *testing.T) {
	for _, k := range []string{"q", "ctrl+c", "ctrl+alt+c"} {
		atTerminal(t, 120, 35, newFake(story()), Options{}, func(_ *screen, press func(...string), ended func() bool) {
			press(k)
			if !ended() {
				t.Errorf("%s does not end the program", k)
			}
		})
	}
}
