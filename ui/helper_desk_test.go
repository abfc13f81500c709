package ui

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"ccmtail/report"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// desk is someone at the screen: it presses keys and looks at frames, without a terminal. What the
// App does off its loop is done at once; clocks tick only when time is let pass.
type desk struct {
	t   *testing.T
	app *App
	src *fake
	now time.Time
	end context.CancelFunc
}

// tickets writes Markdown as the program does.
var tickets = Markdown{Update: report.UpdateMarkdown, Deployment: report.DeploymentMarkdown, Finding: report.FindingMarkdown, Record: report.RecordMarkdown}

// sit runs f at a desk within a bubble of fake time.
func sit(t *testing.T, w, h int, src *fake, o Options, f func(*desk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		d := &desk{t: t, src: src, now: at("21:15:05"), end: cancel}
		if o.Now == nil {
			o.Now = func() time.Time { return d.now }
		}
		o.Markdown = tickets
		d.app = newApp(ctx, src, o)
		d.app.writeClipboard = func(string) error { return nil }
		d.do(tea.WindowSizeMsg{Width: w, Height: h})
		f(d)
		cancel()
		time.Sleep(2 * time.Second) // let what still sleeps end
	})
}

// do hands the App a message and what comes of it, as far as it comes without time passing.
func (d *desk) do(msg tea.Msg) {
	d.t.Helper()
	_, cmd := d.app.Update(msg)
	d.run(cmd)
	d.check()
}

func (d *desk) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	out := make(chan tea.Msg, 1)
	go func() { out <- cmd() }()
	synctest.Wait()
	select {
	case msg := <-out:
		switch msg := msg.(type) {
		case nil, resumeListening, clockTick, newsArrived:
		case tea.BatchMsg:
			for _, c := range msg {
				d.run(c)
			}
		default:
			_, cmd := d.app.Update(msg)
			d.run(cmd)
		}
	default: // it sleeps
	}
}

// focus goes to a pane, which need not have a key.
func (d *desk) focus(id paneID) {
	d.t.Helper()
	d.do(focusMsg{focusPane{id}})
}

type focusMsg struct{ focusPane }

func (m focusMsg) handle(a *App) tea.Cmd { return a.do(m.focusPane) }

// keys presses keys, named as Bubble Tea names them; a string in double quotes is typed.
func (d *desk) keys(keys ...string) {
	d.t.Helper()
	for _, k := range keys {
		if strings.HasPrefix(k, `"`) {
			for _, r := range strings.Trim(k, `"`) {
				d.do(tea.KeyPressMsg{Code: r, Text: string(r)})
			}
			continue
		}
		d.do(keyMsg(k))
	}
}

var keyCodes = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "backspace": tea.KeyBackspace, "up": tea.KeyUp, "down": tea.KeyDown,
	"left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
	"f1": tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3, "f5": tea.KeyF5, "delete": tea.KeyDelete,
}

func keyMsg(k string) tea.KeyPressMsg {
	var mod tea.KeyMod
	for {
		if r, ok := strings.CutPrefix(k, "ctrl+"); ok {
			mod, k = mod|tea.ModCtrl, r
		} else if r, ok := strings.CutPrefix(k, "shift+"); ok {
			mod, k = mod|tea.ModShift, r
		} else if r, ok := strings.CutPrefix(k, "alt+"); ok {
			mod, k = mod|tea.ModAlt, r
		} else {
			break
		}
	}
	if c, ok := keyCodes[k]; ok {
		return tea.KeyPressMsg{Code: c, Mod: mod}
	}
	if k == "space" {
		return tea.KeyPressMsg{Code: ' ', Text: " "}
	}
	m := tea.KeyPressMsg{Code: []rune(k)[0], Mod: mod}
	if mod == 0 {
		m.Text = k
	}
	return m
}

// pass lets time go by at the given step.
func (d *desk) pass(all, step time.Duration) {
	d.t.Helper()
	for ; all > 0; all -= step {
		d.now = d.now.Add(min(step, all))
		d.do(clockTick{d.app.clockSerial})
	}
}

// news lets something happen.
func (d *desk) news(happen func()) {
	d.t.Helper()
	d.src.add(happen)
	<-d.src.news
	d.do(newsArrived{})
}

// frame returns the screen as plain text.
func (d *desk) frame() string { return ansi.Strip(d.app.View().Content) }

// check holds for every frame: the right number of rows, none wider than the screen.
func (d *desk) check() {
	d.t.Helper()
	content := d.app.View().Content
	w, h := d.app.layout.w, d.app.layout.h
	if w == 0 || h == 0 {
		return
	}
	rows := strings.Split(content, "\n")
	if len(rows) != h {
		d.t.Fatalf("%d rows on a screen of %d:\n%s", len(rows), h, ansi.Strip(content))
	}
	for i, r := range rows {
		if n := ansi.StringWidth(r); n != w {
			d.t.Fatalf("row %d has %d cells on a screen of %d: %q", i, n, w, r)
		}
	}
	checkCursor(d.t, d.app)
}

// checkCursor holds for every frame: the cursor is on a prompt's row, and hidden if there is none.
func checkCursor(t *testing.T, a *App) {
	t.Helper()
	v := a.View()
	if v.Cursor == nil {
		if a.prompt != nil && a.layout.status.h > 0 {
			t.Fatal("a prompt is open and there is no cursor")
		}
		return
	}
	row := ansi.Strip(strings.Split(v.Content, "\n")[v.Cursor.Y])
	name := " " + promptNames[promptHelp]
	if a.prompt != nil {
		name = " " + promptNames[a.prompt.kind]
	}
	if short := min(len(name), len(row)); v.Cursor.X < 0 || v.Cursor.X >= a.layout.w || row[:short] != name[:short] {
		t.Fatalf("the cursor is at %d,%d in a row %q", v.Cursor.X, v.Cursor.Y, row)
	}
}

// has fails unless the screen says all of that.
func (d *desk) has(want ...string) {
	d.t.Helper()
	f := d.frame()
	for _, s := range want {
		if !strings.Contains(f, s) {
			d.t.Errorf("the screen does not say %q:\n%s", s, f)
		}
	}
}

func (d *desk) hasNot(unwanted ...string) {
	d.t.Helper()
	f := d.frame()
	for _, s := range unwanted {
		if strings.Contains(f, s) {
			d.t.Errorf("the screen says %q:\n%s", s, f)
		}
	}
}

// golden compares with a file; -update writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	rows := strings.Split(got, "\n")
	for i := range rows {
		rows[i] = strings.TrimRight(rows[i], " ")
	}
	got = strings.Join(rows, "\n") + "\n"
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s differs (go test ./ui -update rewrites it):\n--- want\n%s--- got\n%s", path, want, got)
	}
}

func stripANSI(s string) string { return ansi.Strip(s) }
