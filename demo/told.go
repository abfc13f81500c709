package demo

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"ccmtail/internal/arrange"
)

// site is where and how a client has its evening: elsewhere, slower or faster, and up to some moment.
type site struct {
	client, city string
	bias         int           // in minutes: UTC = local time + bias
	pace         float64       // how long the hour from 21:00 takes, in hours
	end          time.Duration // the time after midnight at which its logs end; 0 for none
}

// home is the site of the demo's only client.
var home = site{client: Client, city: "Chicago", bias: 300, pace: 1}

// Logs returns the content of each log of a client with this fate, by name.
func (f *Fate) Logs(code string) map[string][]byte { return render(f.tell(evening(), home, code)) }

// evening returns the embedded story. It panics if that cannot be parsed, which the tests exclude.
func evening() story {
	s, err := parse(storyText())
	if err != nil {
		panic("demo: " + err.Error())
	}
	return s
}

// tell returns a story as it is in this fate, at a site.
func (f *Fate) tell(s story, at site, code string) story {
	var all []record
	for _, r := range s.records {
		if (f.Until == "" || r.clock <= f.Until) && f.change(&r) {
			all = append(all, r)
		}
	}
	all = slices.Concat(all, f.extra, f.alive())
	arrange.By(all, func(a, b record) int { return strings.Compare(a.clock, b.clock) })
	to := story{date: s.date, bias: at.bias}
	for _, r := range all {
		r.text = strings.ReplaceAll(r.text, "CODE", code)
		if t := at.move(&r); at.end == 0 || t < at.end {
			to.records = append(to.records, r)
		}
	}
	if at.end > 0 && f.livesOn() {
		to.records = append(to.records, aliveAt(at.end))
	}
	return to
}

// change edits a record, and reports whether it is there at all.
func (f *Fate) change(r *record) bool {
	log := logName(r.component)
	for _, e := range f.edits {
		if e.log != "" && e.log != log || r.clock < e.from || e.before != "" && r.clock >= e.before || !strings.Contains(r.text, e.has) {
			continue
		}
		if e.drop {
			return false
		}
		r.text = strings.ReplaceAll(r.text, e.old, e.to)
	}
	return true
}

// livesOn reports whether the client goes on when its fate has ended the evening.
func (f *Fate) livesOn() bool { return f.Until == "" || f.AliveUntil != "" }

// alive returns the records that show that the client is alive after its fate has ended the evening.
func (f *Fate) alive() (all []record) {
	if f.Until == "" || f.AliveUntil == "" {
		return nil
	}
	for t := clockTime(f.Until) + 5*time.Minute; t <= clockTime(f.AliveUntil); t += 5 * time.Minute {
		all = append(all, aliveAt(t))
	}
	return all
}

// aliveAt returns a record that shows that a client is alive, and nothing else.
func aliveAt(t time.Duration) record {
	return record{clockText(t, 3), "BgbAgent", "5512", "1", "Successfully sent keep-alive message."}
}

// clockTime returns how long after midnight a clock shows a time: of the form 15:04, 15:04:05 or
// 15:04:05.000 with any decimals.
func clockTime(clock string) time.Duration {
	var h, m int
	var s float64
	_, _ = fmt.Sscanf(clock, "%d:%d:%g", &h, &m, &s)
	return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(s*float64(time.Second)+0.5)
}

// clockText is the reverse, with some decimals.
func clockText(t time.Duration, decimals int) string {
	return time.Time{}.Add(t).Format("15:04:05." + strings.Repeat("0", decimals))
}

// opens and restarts are when the hour begins and ends that takes as long as the site's pace, closes when
// the window does.
const (
	opens    = 21 * time.Hour
	restarts = 22 * time.Hour
	closes   = 23 * time.Hour
)

// moved returns the time of the site at which happens what happens at home at another.
func (s *site) moved(t time.Duration) time.Duration {
	if t <= opens {
		return t
	}
	return opens + time.Duration(float64(min(t, restarts)-opens)*s.pace) + max(t-restarts, 0)
}

// restartDue is when the restart is due at home, which the records tell as restartDueEpoch, too.
const (
	restartDue      = 21*time.Hour + 58*time.Minute + 31*time.Second
	restartDueEpoch = 1773802711
)

var (
	secondsLeft = regexp.MustCompile(`has \d+ seconds left`)
	utcStamp    = regexp.MustCompile(`DateTime = "(\d{14})`)
)

// move brings a record to the site: its time, which it returns, and what it says of places, names and
// other times.
func (s *site) move(r *record) time.Duration {
	if *s == home {
		return clockTime(r.clock)
	}
	decimals := len(r.clock) - strings.IndexByte(r.clock, '.') - 1
	t := s.moved(clockTime(r.clock))
	r.clock = clockText(t, decimals)
	due := s.moved(restartDue).Truncate(time.Second)
	r.text = strings.NewReplacer(
		home.client, s.client,
		"Current AD site of machine is "+home.city, "Current AD site of machine is "+s.city,
		strconv.Itoa(restartDueEpoch), strconv.Itoa(restartDueEpoch+int((due-restartDue)/time.Second)+60*(s.bias-home.bias)),
		"21:58:31", clockText(due, 0)[:8],
		"09:58:31 PM", time.Time{}.Add(due).Format("03:04:05 PM"),
	).Replace(r.text)
	r.text = secondsLeft.ReplaceAllStringFunc(r.text, func(string) string {
		return fmt.Sprintf("has %d seconds left", int((closes-t)/time.Second))
	})
	r.text = utcStamp.ReplaceAllStringFunc(r.text, func(stamp string) string {
		const layout = `DateTime = "20060102150405`
		at, err := time.Parse(layout, stamp)
		if err != nil {
			return stamp
		}
		return at.Add(time.Duration(s.bias-home.bias) * time.Minute).Format(layout)
	})
	return t
}
