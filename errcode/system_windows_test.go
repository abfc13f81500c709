package errcode

import (
	"strings"
	"testing"
)

func TestSystemTextIsAskedForTheRest(t *testing.T) {
	const sharingPaused = 0x80070046 // has a name here, but no meaning
	info := Lookup(sharingPaused)
	if info.Meaning != "" || info.SystemText == "" || strings.ContainsAny(info.SystemText, "\r\n") {
		t.Errorf("have %+v", info)
	}
	var b strings.Builder
	if err := Explain(&b, []string{"70"}, Options{Width: 200}); err != nil || !strings.Contains(b.String(), info.SystemText+" (text of this Windows)") {
		t.Errorf("%v\n%s", err, &b)
	}
	if info := Lookup(0x80240022); info.SystemText != "" {
		t.Errorf("asked for a code that has a meaning: %+v", info)
	}
}
