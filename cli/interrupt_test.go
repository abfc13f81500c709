package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ccmtail/demo"
	"ccmtail/report"
	"ccmtail/store"
)

// TestAnInterruptedCommandWritesNothing: what reads to the end before it writes has nothing to say.
func TestAnInterruptedCommandWritesNothing(t *testing.T) {
	dir := t.TempDir()
	logs, copied := filepath.Join(dir, "logs"), filepath.Join(dir, "copy.zip")
	if err := demo.Write(logs); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	for _, args := range []string{
		"report", "report --format json", "report --format html", "report --fail-on failed", "report --explain-unknown", "doctor", "events", "export",
		"events --follow", "export --follow", "explain 5 --in", "explain --json 5 --in", "redact -o " + copied,
	} {
		var out, errOut bytes.Buffer
		if c := run(ctx, append(strings.Fields(args), logs), strings.NewReader(""), &out, &errOut, time.Now); c != exitInterrupted {
			t.Errorf("%s: exit code %d", args, c)
		}
		said := errOut.String()
		if out.Len() > 0 || !strings.HasPrefix(said, "ccmtail: interrupted: ") || strings.Count(said, "\n") != 1 {
			t.Errorf("%s: written %q, said %q", args, out.String(), said)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left is %v (%v)", left, err)
	}
}

// cancellingWriter ends a context with its first write.
type cancellingWriter struct {
	bytes.Buffer
	stop func()
}

func (s *cancellingWriter) Write(b []byte) (int, error) {
	s.stop()
	return s.Buffer.Write(b)
}

// TestAnInterruptedStreamEndsWithALine: what has been written is whole lines, and fewer than all.
func TestAnInterruptedStreamEndsWithALine(t *testing.T) {
	logs := filepath.Join(t.TempDir(), "logs")
	if err := demo.Write(logs); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"events", "events --format text", "export", "export --format text"} {
		ctx, stop := context.WithCancel(t.Context())
		out, all := &cancellingWriter{stop: stop}, &bytes.Buffer{}
		var errOut bytes.Buffer
		args := append(strings.Fields(command), logs)
		if c := run(ctx, args, strings.NewReader(""), out, &errOut, time.Now); c != exitInterrupted {
			t.Errorf("%s: exit code %d", command, c)
		}
		run(t.Context(), args, strings.NewReader(""), all, &bytes.Buffer{}, time.Now)
		got := out.String()
		if !strings.HasPrefix(all.String(), got) || len(got) == all.Len() || !strings.HasSuffix(got, "\n") {
			t.Errorf("%s: %d of %d bytes, to %q", command, len(got), all.Len(), got[max(0, len(got)-40):])
		}
		if errOut.String() != "ccmtail: interrupted: the output ends early\n" {
			t.Errorf("%s: said %q", command, errOut.String())
		}
	}
}

// TestAReportThatIsBeingWrittenIsWholeOrNothing: the signal may come when all has been read.
func TestAReportThatIsBeingWrittenIsWholeOrNothing(t *testing.T) {
	var out bytes.Buffer
	p := &invocation{out: &out}
	ctx, stop := context.WithCancel(t.Context())
	err := p.writeWhole(ctx, "report", func(w io.Writer) error {
		stop()
		return report.JSON(w, &store.Snapshot{}, report.Options{})
	})
	var interrupted interruptedError
	if !errors.As(err, &interrupted) || out.Len() > 0 {
		t.Errorf("written %q, %v", out.String(), err)
	}
}

// TestAFollowerSaysWhatItLacks: each once, and nothing of a log that has merely gone.
func TestAFollowerSaysWhatItLacks(t *testing.T) {
	var errOut bytes.Buffer
	n := &followNotices{&invocation{errOut: &errOut}, map[string]bool{}, map[string]int{}}
	v := &store.Snapshot{Clients: []store.Client{{Name: "PC1", Logs: []store.Log{
		{Name: "CAS.log", Unread: []string{"CAS.log (in \x1b[31m use)"}}, {Name: "WUAHandler.log", Gaps: 1},
	}}}}
	n.say(v)
	n.say(v)
	v.Clients[0].Logs[1].Gaps = 3
	n.say(v)
	want := "ccmtail: cannot read CAS.log (in <1B>[31m use)\n" +
		"ccmtail: WUAHandler.log: records may be missing: 1 gap\nccmtail: WUAHandler.log: records may be missing: 2 gaps\n"
	if errOut.String() != want {
		t.Errorf("said\n%s, want\n%s", errOut.String(), want)
	}
}
