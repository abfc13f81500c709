package cli

import (
	"bytes"
	"testing"
)

func TestAWindowOfItsOwnWaitsForAKey(t *testing.T) {
	for _, c := range []struct {
		code        int
		screen, own bool
		waits       bool
	}{
		{exitFailed, false, true, true}, {exitUsage, true, true, true}, {exitDone, false, true, true}, // what it printed would be gone
		{exitDone, true, true, false}, {exitInterrupted, false, true, false},
		{exitFailed, false, false, false}, {exitDone, false, false, false}, // a shell's window stays
	} {
		var said bytes.Buffer
		waited := false
		p := &invocation{errOut: &said, hadScreen: c.screen}
		p.holdWindow(c.code, func() bool { return c.own }, func() { waited = true })
		if waited != c.waits || (said.Len() > 0) != c.waits {
			t.Errorf("%+v: waited %v, said %q", c, waited, &said)
		}
	}
}
