package ui

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"ccmtail/ui/cell"
)

// typed returns the terminal's row with the cursor, a bar before the cell it stands on; "" if the
// terminal hides it.
func (s *screen) typed() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if written := s.raw.String(); strings.LastIndex(written, "\x1b[?25h") <= strings.LastIndex(written, "\x1b[?25l") {
		return ""
	}
	at := s.emu.CursorPosition()
	var row strings.Builder
	for x := range s.emu.Width() {
		if x == at.X {
			row.WriteString("|")
		}
		if c := s.emu.CellAt(x, at.Y); c != nil && c.Width > 0 {
			row.WriteString(c.Content)
		}
	}
	return strings.TrimRight(row.String(), " ")
}

const (
	altB, altF, altD, altBackspace, altLeft, altRight = "\x1bb", "\x1bf", "\x1bd", "\x1b\x7f", "\x1b[1;3D", "\x1b[1;3C"
	ctrlLeft, ctrlRight, ctrlDelete                   = "\x1b[1;5D", "\x1b[1;5C", "\x1b[3;5~"
	ctrlA, ctrlB, ctrlE, ctrlF, ctrlH, ctrlK, ctrlN   = "\x01", "\x02", "\x05", "\x06", "\x08", "\x0b", "\x0e"
	ctrlP, ctrlU, ctrlW, del                          = "\x10", "\x15", "\x17", "\x1b[3~"
)

func pasted(s string) string { return "\x1b[200~" + s + "\x1b[201~" }

// TestLineEditingAtATerminal presses keys in a prompt and looks where the terminal's cursor stands.
func TestLineEditingAtATerminal(t *testing.T) {
	hundred := strings.Repeat("0123456789", 10)
	for _, c := range []struct {
		name string
		keys []string
		want string
	}{
		{"nothing typed", []string{"4", "&"}, " filter › |"},
		{"the cursor stands behind what is typed", []string{"4", "&", "kb:1"}, " filter › kb:1|"},
		{"left and right", []string{"4", "&", "kb:1", "left", "left", "left", "right"}, " filter › kb|:1"},
		{"their Ctrl keys", []string{"4", "&", "kb:1", ctrlB, ctrlB, ctrlB, ctrlF}, " filter › kb|:1"},
		{"typing in the middle", []string{"4", "&", "kb1", "left", ":"}, " filter › kb:|1"},
		{"home and end", []string{"4", "&", "kb:1", "home", "x", "end", "y"}, " filter › xkb:1y|"},
		{"Ctrl-a and Ctrl-e", []string{"4", "&", "kb:1", ctrlA, "x", ctrlE, "y"}, " filter › xkb:1y|"},
		{"Alt-b is a word back", []string{"4", "&", "one two  three", altB, altB}, " filter › one |two  three"},
		{"Ctrl-left and Alt-left too", []string{"4", "&", "one two  three", ctrlLeft, altLeft}, " filter › one |two  three"},
		{"Alt-f is a word on", []string{"4", "&", "one two  three", "home", altF, altF}, " filter › one two|  three"},
		{"Ctrl-right and Alt-right too", []string{"4", "&", "one two  three", "home", ctrlRight, altRight}, " filter › one two|  three"},
		{"Ctrl-w deletes the word before", []string{"4", "&", "one two  three", altB, ctrlW}, " filter › one |three"},
		{"Alt-Backspace too", []string{"4", "&", "one two", altBackspace}, " filter › one |"},
		{"Alt-d deletes the word behind", []string{"4", "&", "one two three", "home", altF, altD}, " filter › one| three"},
		{"but no word more", []string{"4", "&", "ab cd", "home", "right", altD}, " filter › a| cd"},
		{"at the last letter too", []string{"4", "&", "ab", "left", altD, altD}, " filter › a|"},
		{"Ctrl-Delete too", []string{"4", "&", "one two", "home", ctrlDelete}, " filter › | two"},
		{"Ctrl-u deletes what is before", []string{"4", "&", "one two", altB, ctrlU}, " filter › |two"},
		{"Ctrl-k deletes what is behind", []string{"4", "&", "one two", altB, ctrlK}, " filter › one |"},
		{"Delete and Backspace", []string{"4", "&", "abcd", "left", "left", "backspace", del}, " filter › a|d"},
		{"Ctrl-h and Ctrl-d", []string{"4", "&", "abcd", "left", "left", ctrlH, "ctrl+d"}, " filter › a|d"},
		{"Backspace at the beginning deletes nothing", []string{"4", "&", "ab", "home", "backspace"}, " filter › |ab"},
		{"Backspace in an empty line leaves", []string{"4", "&", "a", "backspace", "backspace"}, ""},
		{"wide characters take two cells", []string{"4", "&", "a界世b", "left", "left"}, " filter › a界|世b"},
		{"and are deleted whole", []string{"4", "&", "a界世b", "left", "left", "backspace", "x"}, " filter › ax|世b"},
		{"an accent belongs to its letter", []string{"4", "&", "ae\u0301o", "left", "left"}, " filter › a|e\u0301o"},
		{"to the right too", []string{"4", "&", "ae\u0301o", "home", "right", "right"}, " filter › ae\u0301|o"},
		{"it is deleted with it", []string{"4", "&", "ae\u0301o", "left", "backspace"}, " filter › a|o"},
		{"from before it too", []string{"4", "&", "ae\u0301o", "home", "right", del}, " filter › a|o"},
		{"a flag is one character", []string{"4", "&", "a🇩🇪b", "left", "left", del}, " filter › a|b"},
		{"hidden characters are shown", []string{"4", "&", pasted("a\u202eb"), "left"}, " filter › a‹202E›|b"},
		{"one of them is one character", []string{"4", "&", pasted("a\u202eb"), "left", "backspace"}, " filter › a|b"},
		{"a paste is typed at the cursor", []string{"4", "&", "ad", "left", pasted("bc")}, " filter › abc|d"},
		{"of several lines the first", []string{"4", "&", pasted("\r\none\r\ntwo\n")}, " filter › one|"},
		{"whatever ends them", []string{"4", "&", pasted("one\rtwo")}, " filter › one|"},
		{"no controls", []string{"4", "&", pasted("a\tb\x07c\x00d\u009be")}, " filter › a bcde|"},
		{"the row scrolls", []string{"4", "&", hundred}, " filter › " + hundred[31:] + "|"},
		{"its beginning", []string{"4", "&", hundred, "home"}, " filter › |" + hundred[:70]},
		{"the cursor moves over it before it scrolls", []string{"4", "&", hundred, "left", "left"}, " filter › " + hundred[31:98] + "|" + hundred[98:]},
		{"then it scrolls with it", append([]string{"4", "&", hundred}, many("left", 71)...), " filter › |" + hundred[29:99]},
		{"and back", append(append([]string{"4", "&", hundred}, many("left", 71)...), many("right", 70)...), " filter › " + hundred[30:99] + "|9"},
		{"no cell stays empty", []string{"4", "&", hundred, "backspace", "backspace"}, " filter › " + hundred[29:98] + "|"},
		{"wide ones scroll whole", []string{"4", "&", strings.Repeat("界", 60)}, " filter › " + strings.Repeat("界", 34) + "|"},
		{"what is wrong stays in sight", []string{"4", "&", "thread:x"}, ` filter › thread:x|  thread: "x" is not a number`},
		{"find", []string{"4", "/", "ab", "left"}, " find › a|b"},
		{"a time", []string{"t", "21:04", "left"}, " go to time › 21:0|4"},
		{"a command", []string{":", "utc", "left"}, " command › ut|c"},
		{"Tab completes it", []string{":", "them", "tab"}, " command › theme|"},
		{"a note", []string{"4", "M", "ask Jo", ctrlW}, " note › ask |"},
		{"a code", []string{"4", "L", "16", "left"}, " look up a code › 1|6"},
		{"columns", []string{"4", "x", "th", "left"}, " columns › t|h"},
		{"a file", []string{":", "w", "enter", "a.csv", altB}, " write to › |a.csv"},
		{"the search of the keys", []string{"?", "copy it", altB}, " search keys › copy |it"},
		{"with its own keys", []string{"?", "copy it", ctrlW, ctrlA, ctrlK, "x"}, " search keys › x|"},
		{"↑ is what was typed before", []string{"4", "&", "level:error", "enter", "backspace", "&", "up"}, " filter › level:error|"},
		{"Ctrl-p and Ctrl-n too", []string{"4", "&", "one", "enter", "&", "two", "enter", "&", ctrlP, ctrlP, ctrlN}, " filter › two|"},
		{"no prompt, no cursor", []string{"4"}, ""},
		{"none after Esc", []string{"4", "&", "a", "esc"}, ""},
		{"none after Enter", []string{"t", "21:04", "enter"}, ""},
		{"a filter that is refused stays", []string{"4", "&", "level:x", "enter"}, " filter › level:x|  level: use error, warning, info or debug; + includes higher l"},
		{"a time too", []string{"t", "soon", "enter"}, ` go to time › soon|  not a time: "soon" (14:30, -10m, +1h, 03-01, 03-01 14:30, st`},
		{"and a command", []string{":", "zzzz", "enter", "backspace"}, " command › zzz|"},
		{"and a code", []string{"4", "L", "zz", "enter"}, ` look up a code › zz|  "zz" is not an error code: write 0x80240022, 8024402C, -21`},
		{"Tab completes a value", []string{"4", "&", "component:wh", "tab"}, " filter › component:WUAHandler|"},
		{"in the middle", []string{"4", "&", "component: x", "left", "left", "wh", "tab"}, " filter › component:WUAHandler| x"},
		{"none when the keys are left", []string{"?", "a", "esc"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			atTerminal(t, 80, 24, newFake(story()), Options{}, func(s *screen, press func(...string), _ func() bool) {
				press(c.keys...)
				if got := s.typed(); got != c.want {
					t.Errorf("%q, not %q:\n%s", got, c.want, s)
				}
			})
		})
	}
}

func many(key string, n int) []string {
	keys := make([]string, n)
	for i := range keys {
		keys[i] = key
	}
	return keys
}

// TestTheCursorIsTheUsers: its shape and blinking are the terminal's, and it is drawn by no cell.
func TestTheCursorIsTheUsers(t *testing.T) {
	atTerminal(t, 80, 24, newFake(story()), Options{}, func(s *screen, press func(...string), _ func() bool) {
		press("4", "&", "abc", "left", "esc")
		if regexp.MustCompile(`\x1b\[\d* q`).MatchString(s.raw.String()) {
			t.Error("the terminal is asked for another cursor")
		}
	})
	sit(t, 80, 24, newFake(story()), Options{}, func(d *desk) {
		d.keys("4", "&", `"abc"`, "left")
		row := strings.Split(d.app.View().Content, "\n")[d.app.layout.status.y]
		if strings.Contains(row, "\x1b[7m") {
			t.Errorf("a reversed cell: %q", row)
		}
	})
}

// TestAKeyThatOnlyMovesTheCursorIsDrawn: nothing else of the frame changes.
func TestAKeyThatOnlyMovesTheCursorIsDrawn(t *testing.T) {
	writes(t, newFake(story()), Options{}, func(p *tea.Program, s *screen, writes func() int) {
		for _, k := range []string{"4", "&", "a", "b"} {
			p.Send(keyMsg(k))
		}
		before := writes()
		p.Send(keyMsg("left"))
		time.Sleep(time.Second / 10)
		if n := writes() - before; n != 1 || s.typed() != " filter › a|b" {
			t.Errorf("%d frames: %q", n, s.typed())
		}
	})
}

// TestPastedTextTakesNoMoreThanALine: what is too long is cut, and said.
func TestPastedTextTakesNoMoreThanALine(t *testing.T) {
	long := strings.Repeat("ab c", 1250)
	for _, open := range []string{"&", "/", "t", ":", "?"} {
		for name, keys := range map[string]string{"pasted": pasted(long), "typed": long} {
			t.Run(open+" "+name, func(t *testing.T) {
				atTerminal(t, 80, 24, newFake(story()), Options{}, func(s *screen, press func(...string), ended func() bool) {
					press(open, keys)
					if got := s.typed(); !strings.Contains(got, "ab cab|") && !strings.Contains(got, "ab c|") {
						t.Errorf("%q:\n%s", got, s)
					}
					if most := map[string]string{"?": "200"}; open != "/" && !strings.Contains(s.String(), cmp.Or(most[open], "4,096")+" characters at most") {
						t.Errorf("nothing is said of it:\n%s", s)
					}
					press("ctrl+c")
					if !ended() {
						t.Error("Ctrl-C is kept waiting")
					}
				})
			})
		}
	}
}

func TestAnInputThatIsLongAlreadyLosesNothing(t *testing.T) {
	long := strings.Repeat("kb:1234567 | ", 400) + "kb:1"
	sit(t, 80, 24, newFake(story()), Options{}, func(d *desk) {
		d.app.addChip(long)
		d.keys("A")
		if got := d.app.prompt.value(); got != long {
			t.Errorf("%d of %d characters are left", len(got), len(long))
		}
	})
}

// TestLongInputsAreActedOnWhenNoMoreComes: thousands of keys that come at once are one search.
func TestLongInputsAreActedOnWhenNoMoreComes(t *testing.T) {
	filter := strings.Repeat("kb:1 | ", 40) + "kb:969897"
	t.Run("after a moment", func(t *testing.T) {
		atTerminal(t, 140, 40, newFake(story()), Options{}, func(s *screen, press func(...string), _ func() bool) {
			press("4", "&", filter)
			if !strings.Contains(s.String(), "8 of 27") {
				t.Errorf("the filter is not previewed:\n%s", s)
			}
		})
	})
	t.Run("with Enter at once", func(t *testing.T) {
		sit(t, 140, 40, newFake(story()), Options{}, func(d *desk) {
			d.keys("4", "/", `"`+strings.Repeat("nothing | ", 20)+`async"`)
			d.hasNot("21:00:20.000 -05:00")
			d.keys("enter")
			d.has("21:00:20.000 -05:00")
		})
	})
	t.Run("not if the prompt has gone", func(t *testing.T) {
		sit(t, 140, 40, newFake(story()), Options{}, func(d *desk) {
			d.keys("4", "&", `"`+filter+`"`)
			late := inputPaused{d.app.prompt, d.app.prompt.edits}
			d.keys("esc")
			d.do(late)
			d.hasNot(" of 27")
		})
	})
}

func TestTheArrowsChooseACommand(t *testing.T) {
	sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) {
		d.keys(":", `"window edge"`)
		first := d.app.prompt.choices[0].id
		d.keys("up")
		if n := d.app.prompt.choice; n != 0 {
			t.Errorf("choice %d above the first", n)
		}
		d.keys("down")
		if p := d.app.prompt; p.choice != 1 || p.choices[p.choice].id == first {
			t.Errorf("choice %d", p.choice)
		}
	})
}

func TestTheSystemsClipboard(t *testing.T) {
	sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) {
		d.do(clipboardRead{text: "nobody asked"})
		d.hasNot("nobody asked")
		d.keys("4", "&")
		d.do(clipboardRead{text: "kb:969897\nmore"})
		d.has("filter › kb:969897", "2 of 27")
		d.do(clipboardRead{err: fmt.Errorf("there is none")})
		d.has("cannot read the clipboard: there is none")
		d.keys("esc", "?")
		d.do(clipboardRead{text: "window edge"})
		d.has("search keys › window edge", "jump to the next opening")
		d.do(clipboardRead{err: fmt.Errorf("there is none")})
		d.has("cannot read the clipboard: there is none")
	})
}

// TestLinesAtRandom edits anything anyhow: the line stays within its limits and the cursor on its
// row.
func TestLinesAtRandom(t *testing.T) {
	keys := []string{"left", "right", "home", "end", "backspace", "delete", "ctrl+w", "ctrl+u", "ctrl+k", "alt+b", "alt+f", "alt+d", "alt+backspace", "ctrl+h",
		"space", "a", "界", "é", "\u0301", "👩", "\u200d", "🇩", "🇪", "\u202e", "ก", "ำ", "\u0600", "\ufe0f"}
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 3))
		l := newLineInput()
		for range 150 {
			switch k := rng.IntN(len(keys) + 3); {
			case k < len(keys):
				l.edit(keyMsg(keys[k]))
			case k == len(keys):
				l.insert(hostile[rng.IntN(len(hostile))])
			case k == len(keys)+1:
				l.insert(strings.Repeat("words and 界 ", rng.IntN(5)))
			case rng.IntN(5) == 0:
				l.set(strings.Repeat("earlier e\u0301 ", rng.IntN(9)))
			}
			width := rng.IntN(60)
			row := cell.NewBuilder(width+20, "")
			row.Put("", "name ›")
			l.draw(row, max(width, 1))
			at, n := l.model.Position(), utf8.RuneCountInString(l.text)
			if at < 0 || at > n || n > maxInput || l.cursorColumn < 6 || l.cursorColumn > width+20 || l.text != l.model.Value() {
				t.Fatalf("seed %d: rune %d of %d, column %d of %d: %q", seed, at, n, l.cursorColumn, width, l.text)
			}
			if out := cell.Frame([]cell.Row{row.Row()}, width+20, false); ansi.StringWidth(out) != width+20 || strings.ContainsAny(out, "\u202e\u200d\u200b") {
				t.Fatalf("seed %d: %q", seed, out)
			}
		}
	}
}
