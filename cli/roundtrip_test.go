package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"ccmtail/demo"
	"ccmtail/feed"
	"ccmtail/store"
)

// outputOf returns the output of a command, which must succeed.
func outputOf(t *testing.T, args ...string) []byte {
	t.Helper()
	var out, errOut bytes.Buffer
	if c := run(t.Context(), args, strings.NewReader(""), &out, &errOut, time.Now); c != exitDone {
		t.Fatalf("%v: exit code %d, %s", args, c, &errOut)
	}
	return out.Bytes()
}

// demoLogs writes the logs of the demo to a folder.
func demoLogs(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), demo.Client)
	if err := demo.Write(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// serverInSentence is where the sentence of a finding names a server.
var serverInSentence = regexp.MustCompile(`(distribution point) \S+ `)

// withoutNames returns a JSON report without the values that redaction may change: names, paths,
// servers, and the sizes of logs.
func withoutNames(v any) any {
	switch v := v.(type) {
	case map[string]any:
		_, isLog := v["format"]
		for k, x := range v {
			isName := k == "name" && !isLog || k == "path" || k == "server"
			if isName || isLog && k == "bytes" {
				v[k] = nil
				continue
			}
			v[k] = withoutNames(x)
		}
	case []any:
		for i := range v {
			v[i] = withoutNames(v[i])
		}
	case string:
		return serverInSentence.ReplaceAllString(v, "$1 SERVER ")
	}
	return v
}

func TestARedactedCopyReportsTheSame(t *testing.T) {
	dir := demoLogs(t)
	copied := filepath.Join(t.TempDir(), "copy.zip")
	outputOf(t, "redact", "-o", copied, dir)
	var reports [2]any
	for i, source := range []string{dir, copied} {
		b := outputOf(t, "report", "--format", "json", source)
		if source == dir { // the owner's name is also in titles and names of files
			b = regexp.MustCompile(`(?i)contoso`).ReplaceAll(b, []byte("DOMAIN1"))
		}
		if err := json.Unmarshal(b, &reports[i]); err != nil {
			t.Fatal(err)
		}
		reports[i] = withoutNames(reports[i])
	}
	a, _ := json.MarshalIndent(reports[0], "", " ")
	b, _ := json.MarshalIndent(reports[1], "", " ")
	equalLines(t, strings.Split(string(a), "\n"), strings.Split(string(b), "\n"))

	text := strings.ToLower(string(outputOf(t, "export", copied)))
	original := strings.ToLower(string(outputOf(t, "export", dir)))
	for _, host := range []string{demo.Client, "dp02", "contoso", "chicago"} {
		host = strings.ToLower(host)
		if !strings.Contains(original, host) {
			t.Errorf("the original does not contain %s", host)
		}
		if i := strings.Index(text, host); i >= 0 {
			t.Errorf("the copy contains %s: %s", host, text[max(i-60, 0):min(i+60, len(text))])
		}
	}
}

// equalLines fails the test at the first line in which a and b differ.
func equalLines(t *testing.T, a, b []string) {
	t.Helper()
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Fatalf("line %d of %d: first\n%s\nthen\n%s", i, len(a), a[i], b[i])
		}
	}
	if len(a) != len(b) {
		t.Fatalf("first %d lines, then %d", len(a), len(b))
	}
}

// readAll returns the client of a source.
func readAll(t *testing.T, source string) *store.Client {
	t.Helper()
	return &readAs(t, source, feed.Options{}).Clients[0]
}

// readAs returns the snapshot of a source that has been read to its end.
func readAs(t *testing.T, source string, o feed.Options) *store.Snapshot {
	t.Helper()
	f, err := feed.Open([]string{source}, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return f.Snapshot()
}

// recordLines returns a line for each record, with the columns of CMTrace.
func recordLines(c *store.Client) []string {
	var out []string
	for row := range c.Records.Len() {
		r := c.Records.Record(c.Records.ID(row))
		out = append(out, fmt.Sprintf("%s %s %s %d %q", r.Time.Format(time.RFC3339Nano), r.Component, r.Level, r.Thread, r.Message))
	}
	return out
}

// stateLines returns lines with the final states and the transitions of updates and deployments.
func stateLines(c *store.Client) []string {
	var fold store.Fold
	s := fold.AfterFirst(c.Events, c.Events.Len())
	var out []string
	for _, u := range s.Updates() {
		code, _ := u.Result()
		out = append(out, fmt.Sprint(u.ID, u.KB, u.State, code, u.AttemptCount()))
		for _, x := range u.Transitions {
			out = append(out, fmt.Sprint("  ", x.State, x.At(), x.Code))
		}
	}
	for _, d := range s.Deployments() {
		out = append(out, fmt.Sprint(d.ID, d.State, d.Error))
		for _, x := range d.Transitions {
			out = append(out, fmt.Sprint("  ", x.State, x.At(), x.Code))
		}
	}
	return out
}

func TestAnExportForCMTraceHasTheSameContent(t *testing.T) {
	dir := demoLogs(t)
	merged := filepath.Join(t.TempDir(), "merged.log")
	if err := os.WriteFile(merged, outputOf(t, "export", "--format", "cmtrace", dir), 0o600); err != nil {
		t.Fatal(err)
	}
	a, b := readAll(t, dir), readAll(t, merged)
	equalLines(t, recordLines(a), recordLines(b))
	equalLines(t, stateLines(a), stateLines(b))
	if len(stateLines(a)) < 20 {
		t.Error("too few lines to compare")
	}
}

func TestNegativeCodesAreNoFlags(t *testing.T) {
	root := (&invocation{}).rootCommand()
	for args, want := range map[string]string{
		"explain -1 --in X --format json 5": "explain --in X --format json 5 -- -1",
		"explain --in=X -2 -3 -- -4 x":      "explain --in=X -- -2 -3 -4 x",
		"--memory 1G explain -5":            "--memory 1G explain -- -5",
		"explain 5 -o x":                    "explain 5 -o x",
		"report -5":                         "report -5",
	} {
		if got := strings.Join(codesBehindFlags(root, strings.Fields(args)), " "); got != want {
			t.Errorf("%s: got %s, want %s", args, got, want)
		}
	}
	for _, args := range []string{"explain", "explain --in X", "explain 5 --in", "explain 5 --in=", "explain 5 --jsno", "explain --format xml 5"} {
		if c := run(t.Context(), strings.Fields(args), strings.NewReader(""), io.Discard, io.Discard, time.Now); c != exitUsage {
			t.Errorf("%s: exit code %d", args, c)
		}
	}
}

func TestExportFollowFilters(t *testing.T) {
	dir := t.TempDir()
	log := filepath.Join(dir, "WUAHandler.log")
	appendRecord(t, log, "10:00:00.000", "first wanted")
	out := &output{}
	done := make(chan int, 1)
	ctx, stop := context.WithCancel(t.Context())
	go func() {
		args := []string{"export", "--follow", "--filter", "wanted", "--filter", "!other", dir}
		done <- run(ctx, args, strings.NewReader(""), out, io.Discard, time.Now)
	}()
	out.await(t, "first wanted")
	appendRecord(t, log, "10:00:01.000", "other wanted")
	appendRecord(t, log, "10:00:02.000", "nothing")
	appendRecord(t, log, "10:00:03.000", "last wanted.")
	got := out.await(t, "last wanted.")
	stop()
	<-done
	if n := strings.Count(got, "\n"); n != 2 {
		t.Errorf("%d records, want 2:\n%s", n, got)
	}
}
