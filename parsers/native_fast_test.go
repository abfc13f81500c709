package parsers

import (
	"strings"
	"testing"
)

// TestTheFastPathParsesAttributesToTheSameValues compares it with parseAttributes, on attributes of
// which every byte was changed, left out and doubled.
func TestTheFastPathParsesAttributesToTheSameValues(t *testing.T) {
	valid := []string{
		`<time="22:20:42.915+360" date="05-23-2017" component="CAS" context="" type="1" thread="5096" file="a.cpp:163">`,
		`<time="02:00:00.000-90" date="12-01-2019" component="WUAHandler" context="" type="3" thread="1" file="">`,
	}
	var all []string
	for _, s := range valid {
		all = append(all, s, s+"\r\n", s+"<![LOG[")
		for i := range len(s) {
			for _, c := range []string{"", "\"", "\n", "\r", "0", "9", "+", ">", " ", s[i:i+1] + s[i:i+1]} {
				all = append(all, s[:i]+c+s[i+1:])
			}
			all = append(all, s[:i])
		}
	}
	var f, g Framer
	fast := 0
	for _, s := range all {
		n, wall, thread, level := f.fastAttributes([]byte(s))
		if n == 0 {
			continue
		}
		fast++
		m, a, ok := parseAttributes([]byte(s), true)
		want, timed := g.dates.parseNativeTime(a.time, a.date)
		got := recordTime{wall: wall, bias: f.previous.bias}
		if n != m || !ok || !timed || got != want || f.previous.component != string(a.component) || thread != a.thread || level != a.level {
			t.Errorf("%q:\n%d %d %+v %d %d\nwant\n%d %+v %+v", s, n, wall, f.previous, thread, level, m, want, a)
		}
		if strings.ContainsAny(s[:n], "\r\n") {
			t.Errorf("%q has a line break", s[:n])
		}
	}
	if fast < 250 {
		t.Errorf("only %d of %d took the fast path", fast, len(all))
	}
}
