package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestEventsUntil: the command ends with the first change into a state, with 3 if that is a failure,
// and what was there before it began does not count with --since now.
func TestEventsUntil(t *testing.T) {
	const a = "1b1b0a0d-52a8-4c14-9c0e-61c1e0f1a001"
	for _, test := range []struct {
		args, result string
		code         int
	}{
		{"events --since now --until installed,failed", "0x80070643", exitStateMatched},
		{"events --since now --until INSTALLED,failed --filter kb:5000002", "0x00000000", exitDone},
		{"events --since -60m --until installed --format text", "0x00000000", exitDone},
	} {
		dir := t.TempDir()
		log := filepath.Join(dir, "WUAHandler.log")
		appendRecord(t, log, "10:00:00.000", "Update (Missing): An update (KB5000001) ("+a+", 101)")
		appendRecord(t, log, "10:00:01.000", "Async installation of updates started.")
		appendRecord(t, log, "10:00:02.000", "Update 1 ("+a+") finished installing (0x80070643), Reboot Required? No")
		out := &output{}
		ctx, stop := context.WithTimeout(t.Context(), patience)
		code := make(chan int, 1)
		noon := func() time.Time { return time.Date(2026, 3, 17, 17, 0, 0, 0, time.UTC) }
		go func() {
			code <- run(ctx, append(strings.Fields(test.args), dir), strings.NewReader(""), out, io.Discard, noon)
		}()
		for n := 0; ; n++ { // another update each time: it may take what comes before it follows for what was there
			select {
			case got := <-code:
				if got != test.code {
					t.Errorf("%s: exit code %d\n%s", test.args, got, &out.buf)
				}
			case <-time.After(100 * time.Millisecond):
				at := time.Date(0, 1, 1, 11, 10, n, 0, time.UTC).Format("15:04:05.000")
				b := fmt.Sprintf("1b1b0a0d-52a8-4c14-9c0e-%012d", n)
				appendRecord(t, log, at, "Update (Missing): Another one (KB5000002) ("+b+", 101)")
				appendRecord(t, log, at, "Async installation of updates started.")
				appendRecord(t, log, at, "Update 1 ("+b+") finished installing ("+test.result+"), Reboot Required? No")
				continue
			}
			break
		}
		stop()
		if got := out.buf.String(); strings.Contains(got, "10:00:0") || strings.Contains(got, "T15:00:0") || !strings.Contains(got, "5000002") {
			t.Errorf("%s: written\n%s", test.args, got)
		}
	}
}

// TestEventsAreFiltered: by kind, state, update and time, and what is wrong with an expression is said.
func TestEventsAreFiltered(t *testing.T) {
	logs := demoLogs(t)
	lines := func(args ...string) int {
		return bytes.Count(outputOf(t, append(append([]string{"events"}, args...), logs)...), []byte("\n"))
	}
	all := lines()
	for args, want := range map[string]func(n int) bool{
		"--filter|kind:restart":                        func(n int) bool { return n > 0 && n < all/3 },
		"--filter|state:failed kind:update-state":      func(n int) bool { return n > 0 && n < 5 },
		"--filter|kb:5081905 !state:installing":        func(n int) bool { return n > 1 && n < all/3 },
		"--filter|!kb:5081905":                         func(n int) bool { return n > all/2 && n < all },
		"--filter|kind:scan|--filter|kind:restart":     func(n int) bool { return n == 0 },
		"--since|now":                                  func(n int) bool { return n < 3 },
		"--since|-1h":                                  func(n int) bool { return n > 0 && n < all/2 },
		"--since|03-17 21:00":                          func(n int) bool { return n > 0 && n < all },
		"--since|start":                                func(n int) bool { return n == all },
		"--filter|after:21:00 sql server|--since|20:0": nil,
	} {
		if want == nil {
			if c := run(t.Context(), append(append([]string{"events"}, strings.Split(args, "|")...), logs), nil, io.Discard, io.Discard, time.Now); c != exitUsage {
				t.Errorf("%s: exit code %d", args, c)
			}
		} else if n := lines(strings.Split(args, "|")...); !want(n) {
			t.Errorf("%s: %d of %d lines", args, n, all)
		}
	}
	var said bytes.Buffer
	if c := run(t.Context(), []string{"events", "--filter", "sql state:faild", logs}, nil, io.Discard, &said, time.Now); c != exitUsage || !strings.Contains(said.String(), "^^^^^") {
		t.Errorf("exit code %d, said %s", c, &said)
	}
	said.Reset()
	zip := []string{"events", "--until", "superseded", filepath.Join(logs, "WUAHandler.log")}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if c := run(ctx, zip, nil, io.Discard, &said, time.Now); c != exitInterrupted {
		t.Errorf("exit code %d, said %s", c, &said)
	}
}
