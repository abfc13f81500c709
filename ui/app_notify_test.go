package ui

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
	"ccmtail/model/event"
)

// oscTexts returns the texts of the notifications in what was written, and how often the bell rang.
func oscTexts(raw, begin string) (texts []string, bells int) {
	rest := raw
	for {
		_, after, ok := strings.Cut(rest, begin)
		if !ok {
			break
		}
		text, next, _ := strings.Cut(after, "\a")
		texts, rest = append(texts, text), next
	}
	for i, r := range raw {
		if r == '\a' && !strings.Contains(raw[max(0, strings.LastIndex(raw[:i], "\a")+1):i], "\x1b]") {
			bells++
		}
	}
	return texts, bells
}

// recorded is one record of the demo's evening with what was read from it.
type recorded struct {
	at        time.Time
	component string
	level     model.Level
	message   string
	events    []event.Event
}

// recordedEvening returns the demo's records in the order of time.
func recordedEvening(t *testing.T) (all []recorded) {
	t.Helper()
	c := evenings(t).snap.Clients[0]
	byRecord := map[event.RecordID][]event.Event{}
	for i := range c.Events.Len() {
		e := c.Events.At(i)
		byRecord[e.Rec] = append(byRecord[e.Rec], *e)
	}
	for i := range c.Records.Len() {
		id := c.Records.ID(i)
		all = append(all, recorded{c.Records.Time(id), strings.TrimSuffix(c.Records.LogName(id), ".log"), c.Records.Level(id), string(c.Records.Message(id)), byRecord[id]})
	}
	return all
}

// nightSpeed is how many times as fast as it happened the evening is played.
const nightSpeed = 60

// TestARecordedNightIsToldOnce plays the demo's evening to a live screen, a record at a time, until the
// client falls silent. Half an hour of records comes late, somebody looks at the past, and everything is
// told once all the same.
func TestARecordedNightIsToldOnce(t *testing.T) {
	for name, tmux := range map[string]bool{"a terminal": false, "tmux": true} {
		t.Run(name, func(t *testing.T) {
			evening := recordedEvening(t)
			synctest.Test(t, func(t *testing.T) {
				a := newWorld("PC0147;4;1;50")
				a.log("18:20:00", "CcmExec", model.LevelInfo, "begin")
				src := newFake(a)
				o := Options{Notify: Notify{States: []string{"failed", restartRequested, clientSilent}, Bell: true, OSC: 9, SilentAfter: time.Hour, Tmux: tmux}}
				begin := time.Now()
				clock := func() time.Time { return at("18:20:00").Add(nightSpeed * time.Since(begin)) }
				var app *App
				r := emulated{w: 120, h: 35, show: 60 * time.Millisecond, prepare: func(program *App) {
					app = program
					app.options.Now = clock
					app.lastTick, app.clockTime = clock(), clock()
				}}
				r.run(t, src, o, func(p *tea.Program, s *screen, show func(), _ func() bool) {
					var late []recorded
					add := func(all ...recorded) {
						src.add(func() {
							for _, e := range all {
								a.logAt(e.at, e.component, e.level, e.message, e.events...)
							}
						})
					}
					for i, e := range evening {
						time.Sleep(e.at.Sub(clock()) / nightSpeed)
						if e.at.After(at("21:10:00")) && e.at.Before(at("21:40:00")) && e.component == "UpdatesDeployment" {
							late = append(late, e) // one log is read half an hour late
							continue
						}
						if e.at.After(at("21:40:00")) && late != nil {
							add(late...)
							late = nil
						}
						add(e)
						if i%40 == 0 {
							p.Send(keyMsg([]string{"r", "esc"}[i/40%2]))
						}
					}
					time.Sleep(90 * time.Minute / nightSpeed)
					show()
					start := "\x1b]9;"
					if tmux {
						start = "\x1bPtmux;\x1b\x1b]9;"
					}
					got, bells := oscTexts(s.raw.String(), start)
					failed, restarts := wantedOfDemo(t)
					want := []string{"ccmtail PC0147,4,1,50: silent for 1 h"}
					for _, kb := range failed {
						want = append(want, "ccmtail PC0147,4,1,50: "+kb)
					}
					for range restarts {
						want = append(want, "ccmtail PC0147,4,1,50: restart requested")
					}
					slices.Sort(got)
					slices.Sort(want)
					if !slices.Equal(got, want) {
						t.Errorf("told: %q\nnot %q", got, want)
					}
					if !tmux && bells != len(want) {
						t.Errorf("%d bells, not %d", bells, len(want))
					}
					if tmux && strings.Count(s.raw.String(), "\a\x1b\\") != len(want) {
						t.Error("a passthrough does not end")
					}
					if n := strings.Count(s.raw.String(), "\x1b]9;4"); n != 0 {
						t.Errorf("the terminal's bar was touched %d times", n)
					}
					shownOnce(t, app, s.raw.String())
				})
			})
		})
	}
}

// shownOnce fails unless the failure and the restart of the night are on the screen once each: as a
// message, as a change, as a count in the terminal's title that comes once and goes when it is seen.
func shownOnce(t *testing.T, app *App, raw string) {
	t.Helper()
	failed, asked := 0, 0
	for _, m := range app.notifications {
		failed += btoi(strings.Contains(m.text, "KB5081905 failed"))
	}
	if failed != 1 {
		t.Errorf("the messages are %v", app.notifications)
	}
	failed = 0
	for _, c := range app.client.asOf.newestChanges(maxChanges) {
		failed += btoi(c.Words() == "installing → failed 0x80070643")
		asked += btoi(c.What == "restart" && c.Words() == "requested")
	}
	if failed != 1 || asked != 1 {
		t.Errorf("%d failures and %d requests among the changes", failed, asked)
	}
	counted, before := 0, ""
	titles, _ := oscTexts(raw, "\x1b]2;")
	for _, title := range titles {
		if strings.Contains(title, "(+1)") && !strings.Contains(before, "(+1)") {
			counted++
		} else if strings.Contains(title, "(+") && !strings.Contains(title, "(+1)") {
			t.Errorf("the title says %q", title)
		}
		before = title
	}
	if counted != 1 {
		t.Errorf("the failure came %d times into the title: %q", counted, titles)
	}
}

// wantedOfDemo returns what failed in the demo's evening, and how often a restart was requested.
func wantedOfDemo(t *testing.T) (failed []string, restarts int) {
	t.Helper()
	for _, u := range reportAt(t, evenings(t).snap, at("23:42:00")).Updates {
		if u.State == "failed" {
			failed = append(failed, nameOf(u)+" failed 0x80070643")
		}
	}
	if len(failed) != 1 {
		t.Fatalf("the demo has %d failures", len(failed))
	}
	return failed, 1
}

// TestNothingIsToldUnlessItIsAskedFor: the terminal hears nothing by default, nor of what was there
// before, nor of a replay.
func TestNothingIsToldUnlessItIsAskedFor(t *testing.T) {
	loud := Notify{States: NotifyStates(), Bell: true, OSC: 777, Progress: true}
	for name, o := range map[string]Options{"by default": {}, "no states": {Notify: Notify{Bell: true, OSC: 9}}, "no way": {Notify: Notify{States: NotifyStates()}}, "replay": {Notify: loud, Play: &Play{Speed: 600}}} {
		t.Run(name, func(t *testing.T) {
			w := story()
			onScreen(t, 120, 35, newFake(w), o, func(_ *tea.Program, s *screen, show func()) {
				time.Sleep(time.Minute)
				failUpdate(w, "21:16:00", kbWaits)
				show()
				if raw := s.raw.String(); strings.Contains(raw, "\x1b]777") || strings.Contains(raw, "\x1b]9;c") || strings.Contains(raw, "failed 0x8024000b\a") {
					t.Errorf("it was told: %q", raw)
				}
			})
		})
	}
}

// TestSilenceWithoutAZone: what a client without a zone logs has no place on our clock, but that nothing
// comes any more is told, once each time; not of what ended before it was opened.
func TestSilenceWithoutAZone(t *testing.T) {
	w := newWorld("PC0147")
	w.zoneless, w.bias = true, 0
	w.log("18:00:00", "CcmExec", model.LevelInfo, "begin")
	src := newFake(w)
	onScreen(t, 120, 35, src, Options{Notify: Notify{States: []string{clientSilent}, OSC: 9, SilentAfter: 5 * time.Minute}}, func(_ *tea.Program, s *screen, show func()) {
		told := func(want int) {
			t.Helper()
			show()
			if texts, _ := oscTexts(s.raw.String(), "\x1b]9;"); len(texts) != want || want > 0 && texts[0] != "ccmtail PC0147: silent for 5 min" {
				t.Errorf("told %q", texts)
			}
		}
		time.Sleep(10 * time.Minute)
		told(0)
		for i := range 2 {
			src.add(func() { w.log("18:00:01", "CcmExec", model.LevelInfo, "more") })
			time.Sleep(2 * time.Minute)
			told(i)
			time.Sleep(10 * time.Minute)
			told(i + 1)
		}
	})
}

// TestHostileTextIsToldHarmlessly: what a log brings along ends no sequence and begins none.
func TestHostileTextIsToldHarmlessly(t *testing.T) {
	for i, s := range hostile {
		for _, osc := range []int{9, 777} {
			n := Notify{States: []string{"failed"}, OSC: osc}
			seq := n.sequence(s, s+"; "+s)
			body := strings.TrimSuffix(strings.TrimPrefix(seq, "\x1b]"), "\a")
			if strings.ContainsFunc(body, func(r rune) bool { return r < 0x20 || r >= 0x7f && r < 0xa0 || r == 0x202e }) {
				t.Errorf("%d: %q", i, seq)
			}
			if n := strings.Count(body, ";"); n != map[int]int{9: 1, 777: 3}[osc] {
				t.Errorf("%d: %d semicolons in %q", i, n, seq)
			}
		}
	}
}

// TestTheTerminalsOwnBar shows the downloads while there are any, only if it is asked for, and is
// gone when the program is.
func TestTheTerminalsOwnBar(t *testing.T) {
	for _, asked := range []bool{true, false} {
		w, raw := story(), ""
		src := newFake(w)
		onScreen(t, 120, 35, src, Options{Notify: Notify{Progress: asked}}, func(_ *tea.Program, s *screen, show func()) {
			src.add(func() {
				w.log("21:15:02", "DataTransferService", model.LevelInfo, "more", event.Event{Kind: event.DTSProgress, Job: dtsJob, Numbers: event.Numbers{event.DoneBytes: 6 << 20, event.TotalBytes: 8 << 20}})
			})
			show()
			raw = s.raw.String()
		})
		if strings.Contains(raw, "\x1b]9;4;1;62\a") != asked || strings.Contains(raw, "\x1b]9;4;1;75\a") != asked {
			t.Errorf("asked %v: %q", asked, raw)
		}
	}
}
