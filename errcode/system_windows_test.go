package errcode

import (
	"strings"
	"testing"
)

func TestSystemTextStandsInForAMeaning(t *testing.T) {
	const sharingPaused = 0x80070046 // which has a name, but no meaning
	info := Lookup(sharingPaused)
	if info.Meaning != "" || info.SystemText == "" || strings.ContainsAny(info.SystemText, "\r\n") {
		t.Errorf("have %+v", info)
	}
	var b strings.Builder
	err := Explain(&b, []string{"70"}, Options{Width: 200})
	if err != nil || !strings.Contains(b.String(), info.SystemText+" (text of this Windows)") {
		t.Errorf("%v\n%s", err, &b)
	}
	if info := Lookup(0x80240022); info.SystemText != "" {
		t.Errorf("system text for a code that has a meaning: %+v", info)
	}
}
