package parsers

import (
	"strings"
	"testing"

	"ccmtail/model/store"
)

// TestAUsualTailSaysWhatItSaysToTheReaderOfAllTails changes, leaves out and doubles every byte of tails.
func TestAUsualTailSaysWhatItSaysToTheReaderOfAllTails(t *testing.T) {
	tails := []string{
		`<time="22:20:42.915+360" date="05-23-2017" component="CAS" context="" type="1" thread="5096" file="a.cpp:163">`,
		`<time="02:00:00.000-90" date="12-01-2019" component="WUAHandler" context="" type="3" thread="1" file="">`,
	}
	var all []string
	for _, s := range tails {
		all = append(all, s, s+"\r\n", s+"<![LOG[")
		for i := range len(s) {
			for _, c := range []string{"", "\"", "\n", "\r", "0", "9", "+", ">", " ", s[i:i+1] + s[i:i+1]} {
				all = append(all, s[:i]+c+s[i+1:])
			}
			all = append(all, s[:i])
		}
	}
	var f, g Framer
	usual := 0
	for _, s := range all {
		var a, b store.Frame
		n, st := f.usual([]byte(s), &a)
		if n == 0 {
			continue
		}
		usual++
		m, want, timed := g.unusual([]byte(s), true, &b)
		if n != m || st != want || !timed || a.Component != b.Component || a.Thread != b.Thread || a.Level != b.Level || b.Flags != 0 {
			t.Errorf("%q:\n%d %+v %+v\nwant\n%d %+v %+v", s, n, st, a, m, want, b)
		}
		if strings.ContainsAny(s[:n], "\r\n") {
			t.Errorf("%q has a line break", s[:n])
		}
	}
	if usual < 250 {
		t.Errorf("%d of %d are usual", usual, len(all))
	}
}
