//go:build linux

package main

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	"ccmtail/bench/gauge"
)

// The log's heading says how many records pass the filter, and how far the search is.
var heading = regexp.MustCompile(`4 Log .*?([0-9,]+) of [0-9,]+( so far, [0-9]+% searched)?`)

// screenful is how many records fill the log of a terminal of this size.
const screenful = 20

// shown returns how many records pass the filter by now, and whether that is all.
func shown(screen string) (n int, all bool) {
	m := heading.FindStringSubmatch(screen)
	if m == nil {
		return -1, false
	}
	n, _ = strconv.Atoi(strings.ReplaceAll(m[1], ",", ""))
	return n, m[2] == ""
}

// full reports whether a screen shows as much as it has room for, or all there is; complete,
// whether all has been searched.
func full(screen string) bool     { n, all := shown(screen); return all || n >= screenful }
func complete(screen string) bool { _, all := shown(screen); return all }

// right reports whether a screen shows what the filter lets through, as far as it has been
// searched, and how far that is: nothing that it shows is still of what was there before.
func right(screen string) bool { n, _ := shown(screen); return n >= 0 }

// screen measures a capture in the program: from a filter's last key to what it lets through.
func screen(program, capture string, rounds int, quiet, each bool) error {
	dir, err := os.MkdirTemp("", "ccmtail-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if program, err = gauge.Program(program, dir); err != nil {
		return err
	}
	t, err := gauge.Start(gauge.Options{Env: []string{"XDG_CONFIG_HOME=" + dir, "XDG_STATE_HOME=" + dir}, Quiet: quiet}, program, capture)
	if err != nil {
		return err
	}
	defer t.Kill()
	if _, err := t.Until(func(s string) bool {
		return strings.Contains(s, "4 Log") && !strings.Contains(s, "reading") && !strings.Contains(s, "newest records")
	}, 5*time.Minute); err != nil {
		return err
	}
	time.Sleep(2 * time.Second) // what loading left behind
	if _, err := t.Press("4", gauge.Says("━ 4 Log")); err != nil {
		return err
	}
	k := keyboard{t, each}
	for _, part := range []func(keyboard, int) error{anew, typed, refined, followed, left, scrolled} {
		if err := part(k, rounds); err != nil {
			return err
		}
	}
	return nil
}

// keyboard types at the program.
type keyboard struct {
	*gauge.Terminal
	each bool // each filter is told of too
}

// open opens the prompt for a filter.
func (k keyboard) open() error {
	_, err := k.Press("&", gauge.Says("filter ›"))
	time.Sleep(50 * time.Millisecond)
	return err
}

// close leaves the prompt, or a key that does as much.
func (k keyboard) close(key string) error {
	_, err := k.Press(key, func(s string) bool { return !strings.Contains(s, "filter ›") })
	time.Sleep(50 * time.Millisecond)
	return err
}

// took is the times from the last key on: until the first frame is there in which all that is shown
// is right, with how much has been searched; until the screen is full, or shows all there is; and
// until all has been searched.
type took struct{ right, first, all time.Duration }

// after returns the times from some keys on, and how many records pass the filter, which reads so
// in the prompt then.
func (k keyboard) after(keys, filter string) (t took, n int, err error) {
	prompt := "filter › " + filter
	begin := time.Now()
	if err := k.Type(keys); err != nil {
		return t, 0, err
	}
	t, err = k.until(begin, func(s string) bool { return strings.Contains(s, prompt) })
	n, _ = shown(k.Screen())
	return t, n, err
}

// until returns the times from begin on, of screens on which something else holds too.
func (k keyboard) until(begin time.Time, holds func(string) bool) (t took, err error) {
	for _, until := range []struct {
		so   func(string) bool
		took *time.Duration
	}{{right, &t.right}, {full, &t.first}, {complete, &t.all}} {
		at, err := k.Until(func(s string) bool { return holds(s) && until.so(s) }, time.Minute)
		if err != nil {
			return t, err
		}
		*until.took = at.Sub(begin)
	}
	t.first = max(t.first, t.right)
	t.all = max(t.all, t.first)
	return t, nil
}

func pasted(s string) string { return "\x1b[200~" + s + "\x1b[201~" }

// times are those of one kind of filter.
type times struct{ right, first, all []time.Duration }

func (t *times) add(one took) {
	t.right, t.first, t.all = append(t.right, one.right), append(t.first, one.first), append(t.all, one.all)
}

func (t *times) print(what string) {
	if len(t.first) == 0 {
		return
	}
	r, a, b := sorted(t.right), sorted(t.first), sorted(t.all)
	fmt.Printf("  %-48s right p50 %5.1f p99 %5.1f   full p50 %5.1f p99 %5.1f   all p50 %5.1f p99 %5.1f max %5.1f   (%d)\n",
		what, gauge.Of(r, 0.5), gauge.Of(r, 0.99), gauge.Of(a, 0.5), gauge.Of(a, 0.99), gauge.Of(b, 0.5), gauge.Of(b, 0.99), gauge.Of(b, 1), len(a))
}

// anew pastes each filter at once.
func anew(k keyboard, rounds int) error {
	fmt.Println("from key to frame in the program, ms; a filter pasted at once")
	var every, many, few, none times
	each := make([]times, len(filters))
	for range rounds {
		for i, f := range filters {
			if err := k.open(); err != nil {
				return err
			}
			one, n, err := k.after(pasted(f), f)
			if err != nil {
				return err
			}
			every.add(one)
			each[i].add(one)
			switch {
			case n == 0:
				none.add(one)
			case n < 20_000:
				few.add(one)
			default:
				many.add(one)
			}
			if err := k.close("\x1b"); err != nil {
				return err
			}
		}
	}
	every.print("all filters")
	many.print("that let 20,000 records through, or more")
	few.print("that let fewer through")
	none.print("that let none through")
	for i, f := range filters {
		if k.each {
			each[i].print("  " + f)
		}
	}
	return nil
}

// between is how fast one types.
const between = 120 * time.Millisecond

// typed types each filter as people do; what counts is the last key.
func typed(k keyboard, rounds int) error {
	var every times
	for _, f := range filters[:min(len(filters), rounds*len(filters))] {
		if strings.Contains(f, ":") || len(f) < 3 {
			continue
		}
		if err := k.open(); err != nil {
			return err
		}
		for i := range len(f) - 1 {
			if err := k.Type(f[i : i+1]); err != nil {
				return err
			}
			time.Sleep(between)
		}
		one, _, err := k.after(f[len(f)-1:], f)
		if err != nil {
			return err
		}
		every.add(one)
		if err := k.close("\x1b"); err != nil {
			return err
		}
	}
	every.print("typed, a key every 120 ms; from the last key")
	return nil
}

// refined adds a term to a filter that is there.
func refined(k keyboard, rounds int) error {
	var every times
	for range rounds {
		for _, f := range [][2]string{{"update", "failed"}, {"job", "0x8"}, {"windows", "reboot"}, {"content", "no such text"}} {
			if err := k.open(); err != nil {
				return err
			}
			if _, _, err := k.after(pasted(f[0]), f[0]); err != nil {
				return err
			}
			if err := k.close("\r"); err != nil {
				return err
			}
			if err := k.open(); err != nil {
				return err
			}
			one, _, err := k.after(pasted(f[1]), f[1])
			if err != nil {
				return err
			}
			every.add(one)
			if err := k.close("\x1b"); err != nil {
				return err
			}
			if err := k.bare(); err != nil {
				return err
			}
		}
	}
	every.print("a term added to a filter that is there")
	return nil
}

// bare takes the newest chip off, which is the only one.
func (k keyboard) bare() error {
	_, err := k.Press("\x7f", func(s string) bool { return !heading.MatchString(s) })
	time.Sleep(50 * time.Millisecond)
	return err
}

// followed follows the ids of some updates.
func followed(k keyboard, rounds int) error {
	var every times
	for range 2 * rounds {
		if _, err := k.Press("1", gauge.Says("━ 1 Updates")); err != nil {
			return err
		}
		if err := k.Type("j"); err != nil {
			return err
		}
		time.Sleep(200 * time.Millisecond)
		begin := time.Now()
		if err := k.Type("*"); err != nil {
			return err
		}
		one, err := k.until(begin, func(string) bool { return true })
		if err != nil {
			return err
		}
		every.add(one)
		if _, err := k.Press("4", gauge.Says("━ 4 Log")); err != nil {
			return err
		}
		if err := k.bare(); err != nil {
			return err
		}
	}
	every.print("following an update's ids")
	return nil
}

// left returns a search up in its middle by typing on: how soon stands that on the screen?
func left(k keyboard, rounds int) error {
	var took []time.Duration
	for range 3 * rounds {
		if err := k.open(); err != nil {
			return err
		}
		if err := k.Type(pasted("no such text")); err != nil {
			return err
		}
		time.Sleep(60 * time.Millisecond)
		d, err := k.Press("s", gauge.Says("filter › no such texts"))
		if err != nil {
			return err
		}
		took = append(took, d)
		if err := k.close("\x1b"); err != nil {
			return err
		}
		time.Sleep(300 * time.Millisecond)
	}
	tell("a search given up by typing on, until that is shown", took)
	return nil
}

// rows returns what stands below the log's heading.
func rows(screen string) string {
	if at := heading.FindStringIndex(screen); at != nil {
		return screen[at[1]:]
	}
	return ""
}

// pause is how long a screen stands before the next key: longer than from one frame to the next.
const pause = 20 * time.Millisecond

// scrolled scrolls in what a filter has let through, while it is being searched and afterwards.
func scrolled(k keyboard, rounds int) error {
	var during, after []time.Duration
	for range rounds {
		for _, f := range []string{"update", "location", "tion", "policy", "windows", "reboot", "failed"} { // more than are remembered
			if err := k.open(); err != nil {
				return err
			}
			if err := k.Type(pasted(f) + "\r"); err != nil {
				return err
			}
			if _, err := k.Until(func(s string) bool { return !strings.Contains(s, "filter ›") && full(s) }, time.Minute); err != nil {
				return err
			}
			for n := 0; n < 5; time.Sleep(pause) {
				before, took := k.Screen(), &during
				if complete(before) {
					took, n = &after, n+1
				}
				d, err := k.Press("\x1b[5~", func(s string) bool { r := rows(s); return r != "" && r != rows(before) }) // page up
				if err != nil {
					return err
				}
				*took = append(*took, d)
			}
			if err := k.Type("G"); err != nil { // to the end, where the heading counts no lines
				return err
			}
			if err := k.bare(); err != nil {
				return err
			}
		}
	}
	tell("a page up while a filter is being searched", during)
	tell("a page up afterwards", after)
	return nil
}

// tell tells the times from a key to its frame.
func tell(what string, took []time.Duration) {
	if took = sorted(took); len(took) > 0 {
		fmt.Printf("  %-52s p50 %.1f p99 %.1f   (%d)\n", what, gauge.Of(took, 0.5), gauge.Of(took, 0.99), len(took))
	}
}
