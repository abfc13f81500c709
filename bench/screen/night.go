//go:build linux

package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"ccmtail/bench/gauge"
	"ccmtail/demo"
)

// night is one that is watched.
type night struct {
	clients []string
	keys    []string // that somebody presses in turn
	after   time.Duration
	news    []string // what the terminal is told, in alphabetical order
}

// nights are that of one client, which falls silent in the end, and that of a fleet. A fleet calls a
// client silent only after an hour.
var nights = []night{
	{
		[]string{"PC0147"}, []string{"?", "\x1b", "4k", "r", "\x1b", "G"}, 75 * time.Second,
		[]string{"ccmtail PC0147: KB5081905 failed 0x80070643", "ccmtail PC0147: restart requested", "ccmtail PC0147: silent for 1 min"},
	},
	{
		[]string{"PC0147", "PC0148"}, []string{"?", "\x1b", "j", "\r", "}", "\x1b", "k"}, 10 * time.Second,
		[]string{"ccmtail PC0147: KB5081905 failed 0x80070643", "ccmtail PC0147: restart requested"},
	},
}

const nightSettings = `[notify]
states = ["failed", "restart-requested", "silent"]
bell = true
osc = "9"
silent_after = "1m"
`

// nightRecord is a record of the demo's evening: when it was written, and what stands around the time.
type nightRecord struct {
	at         time.Time
	log        string
	head, tail string
}

var recordTime = regexp.MustCompile(`(?s)(<!\[LOG\[.*?\]LOG\]!><time=")([0-9:.]+)([+-]\d+" date=")([0-9-]+)(".*?>)`)

// nightRecords returns the records of the demo's native logs in the order of time.
func nightRecords() (all []nightRecord) {
	capture := demo.Capture()
	names, err := fs.Glob(capture, "*.log")
	gauge.Must(err)
	for _, name := range names {
		text, err := fs.ReadFile(capture, name)
		gauge.Must(err)
		for _, m := range recordTime.FindAllSubmatch(text, -1) {
			at, err := time.Parse("15:04:05.000 01-02-2006", string(m[2])+" "+string(m[4]))
			gauge.Must(err)
			all = append(all, nightRecord{at, name, string(m[1]), string(m[5])})
		}
	}
	slices.SortStableFunc(all, func(a, b nightRecord) int { return a.at.Compare(b.at) })
	return all
}

// append writes the record as of now.
func (r *nightRecord) append(dir string) {
	now := time.Now().UTC().Add(-5 * time.Hour)
	f, err := os.OpenFile(filepath.Join(dir, r.log), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	gauge.Must(err)
	_, err = fmt.Fprintf(f, "%s%s+300\" date=\"%s%s\r\n", r.head, now.Format("15:04:05.000"), now.Format("01-02-2006"), r.tail)
	gauge.Must(err)
	gauge.Must(f.Close())
}

// watch shows clients live, into the logs of the first of which the demo's evening is written in d, and
// reports whether the terminal was told of everything once and of nothing twice. Meanwhile somebody
// looks at help, an earlier moment and a client.
func (n *night) watch(program string, d time.Duration) bool {
	home, err := os.MkdirTemp("", "bench-screen-night")
	gauge.Must(err)
	defer os.RemoveAll(home)
	gauge.Must(os.MkdirAll(filepath.Join(home, "ccmtail"), 0o755))
	gauge.Must(os.WriteFile(filepath.Join(home, "ccmtail", "config.toml"), []byte(nightSettings), 0o644))
	records := nightRecords()
	var dirs []string
	for _, name := range n.clients {
		dir := filepath.Join(home, name)
		gauge.Must(os.MkdirAll(dir, 0o755))
		records[0].append(dir)
		dirs = append(dirs, dir)
	}
	watched := dirs[0]
	var raw transcript
	t, err := gauge.Start(gauge.Options{Quiet: quiet, Env: []string{"NO_COLOR=", "TMUX=", "XDG_CACHE_HOME=" + home, "XDG_CONFIG_HOME=" + home}, Written: &raw}, program, dirs...)
	gauge.Must(err)
	await(t, "LIVE")
	time.Sleep(2 * time.Second)
	begun, first, all := time.Now(), records[0].at, records[len(records)-1].at.Sub(records[0].at)
	pressed := 0
	for i := 1; i < len(records); i++ {
		time.Sleep(time.Until(begun.Add(time.Duration(float64(records[i].at.Sub(first)) / float64(all) * float64(d)))))
		records[i].append(watched)
		if i%20 == 0 {
			gauge.Must(t.Type(n.keys[pressed%len(n.keys)]))
			pressed++
		}
	}
	time.Sleep(n.after)
	gauge.Must(t.Leave())
	return raw.verdict(len(records), d, n.news)
}

// transcript is what a program writes.
type transcript struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (t *transcript) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.Write(p)
}

var (
	notice  = regexp.MustCompile(`\x1b\]9;([^\a\x1b]*)\a`)
	control = regexp.MustCompile(`\x1b\][^\a\x1b]*(\a|\x1b\\)`)
	counted = regexp.MustCompile(`\x1b\]2;[^\a\x1b]*\(\+(\d+)\)`)
)

// verdict prints what the terminal was told and whether that is what happened.
func (t *transcript) verdict(records int, d time.Duration, news []string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	text := t.text.String()
	var told []string
	for _, m := range notice.FindAllStringSubmatch(text, -1) {
		told = append(told, m[1])
	}
	slices.Sort(told)
	bells, most := strings.Count(control.ReplaceAllString(text, ""), "\a"), "0"
	for _, m := range counted.FindAllStringSubmatch(text, -1) {
		most = max(most, m[1])
	}
	fmt.Printf("a night of %d records in %v: %d bells, most in the title +%s, told: %s\n", records, d, bells, most, strings.Join(told, " | "))
	ok := slices.Equal(told, news) && bells == len(news)
	fmt.Printf("%-50s %6d      aim = %d  %s\n", "notifications of a night, each once", len(told), len(news), map[bool]string{true: "ok", false: "MISSED"}[ok])
	return ok
}
