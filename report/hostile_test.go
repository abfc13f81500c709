package report_test

import (
	"bytes"
	"encoding/json"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"ccmtail/model"
	"ccmtail/report"
	"ccmtail/store"
	"ccmtail/summary"
)

// hostileTitle is what a log's text could hold to get out of where it is shown.
const hostileTitle = "</style></script><script>alert(1)</script><img src=x onerror=alert(2)> \x1b[31mred\x1b]0;t\x07 \u202egnp.exe\u202c " +
	"a\u200bb \u0085\u009b2J | cell | ``` ```` `x` [click](http://evil.example) ![i](http://evil.example/p.png) <!-- --> &lt; @admin **bold** \\|"

const hostileID = "3f0a51d2-7c1e-4a55-9a6e-1f6f0d0c1a09"

// hostile returns a client whose only update has that title and failed, and whose logs quote it.
func hostile(t *testing.T) *store.Snapshot {
	return readLog(t, "WUAHandler.log", "WUAHandler",
		"1. Update (Missing): "+hostileTitle+" (KB5099009) ("+hostileID+", 200)",
		"Async installation of updates started.",
		"Update 1 ("+hostileID+") finished installing (0x80070643), Reboot Required? No",
	)
}

var forms = map[string]func(io.Writer, *store.Snapshot, report.Options) error{
	"text": report.Text, "json": report.JSON, "markdown": report.Markdown, "html": report.HTML,
	"events": func(w io.Writer, v *store.Snapshot, _ report.Options) error {
		return report.NewChangeWriter(w, false, report.ChangeOptions{}).WriteNew(v, time.Time{})
	},
	"events text": func(w io.Writer, v *store.Snapshot, _ report.Options) error {
		return report.NewChangeWriter(w, true, report.ChangeOptions{}).WriteNew(v, time.Time{})
	},
	"csv": twice("csv"), "text of two": twice("text"), "markdown of two": twice("markdown"), "html of two": twice("html"),
	"export ndjson": exporting("ndjson"), "export text": exporting("text"), "markdown of things": detailing,
}

// twice writes the report of two clients.
func twice(format string) func(io.Writer, *store.Snapshot, report.Options) error {
	return func(w io.Writer, v *store.Snapshot, o report.Options) error {
		two := &store.Snapshot{Clients: []store.Client{v.Clients[0], v.Clients[0]}}
		two.Clients[1].Name += " again"
		return report.Write(w, format, two, o)
	}
}

// detailing writes the Markdown of an update and of each record.
func detailing(w io.Writer, v *store.Snapshot, _ report.Options) error {
	s := summary.At(v, time.Time{}, model.FitRules{})[0]
	for _, u := range s.State.Updates() {
		if err := report.UpdateMarkdown(w, s, u.ID); err != nil {
			return err
		}
	}
	for row := range s.Records.Len() {
		if err := report.RecordMarkdown(w, s, s.Records.ID(row)); err != nil {
			return err
		}
	}
	return nil
}

func exporting(form string) func(io.Writer, *store.Snapshot, report.Options) error {
	return func(w io.Writer, v *store.Snapshot, _ report.Options) error {
		e, _ := report.NewExporter(w, form)
		records := v.Clients[0].Records
		for row := range records.Len() {
			if err := e.Record(records, records.ID(row)); err != nil {
				return err
			}
		}
		return e.Flush()
	}
}

func write(t *testing.T, form string, v *store.Snapshot, o report.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := forms[form](&b, v, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestNothingHiddenReachesTheReader: no control, direction mark or invisible character of a log is
// in any form as such, and the text is there all the same.
func TestNothingHiddenReachesTheReader(t *testing.T) {
	v := hostile(t)
	for form := range forms {
		got := write(t, form, v, report.Options{})
		if !strings.Contains(got, "gnp.exe") {
			t.Errorf("%s: the title is missing", form)
		}
		page := strings.ReplaceAll(got, "\t", " ") // style and script are indented
		for _, r := range page {
			if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
				t.Errorf("%s: holds %U", form, r)
				break
			}
		}
	}
}

// TestJSONKeepsTheText: what is escaped in JSON is the same text to a program.
func TestJSONKeepsTheText(t *testing.T) {
	var d struct {
		Clients []struct{ Updates []struct{ Title string } }
	}
	if err := json.Unmarshal([]byte(write(t, "json", hostile(t), report.Options{})), &d); err != nil {
		t.Fatal(err)
	}
	if got, want := d.Clients[0].Updates[0].Title, hostileTitle; !strings.HasPrefix(got, want) {
		t.Errorf("title\n%q, want\n%q", got, want)
	}
}

// TestHostileMarkdown: outside code, no character that begins markup stands unescaped, and every
// row of a table has its cells.
func TestHostileMarkdown(t *testing.T) {
	for _, form := range []string{"markdown", "markdown of things"} {
		t.Run(form, func(t *testing.T) { checkMarkup(t, write(t, form, hostile(t), report.Options{})) })
	}
}

func checkMarkup(t *testing.T, got string) {
	fence := ""
	code := regexp.MustCompile("(`+)[^`].*?[^`]?(`+)")
	cells := 0
	for i, line := range strings.Split(got, "\n") {
		switch {
		case fence != "":
			if line == fence {
				fence = ""
			}
			continue
		case strings.HasPrefix(line, "```"):
			fence = strings.TrimSuffix(line, "text")
			continue
		}
		line = regexp.MustCompile(`\\\\`).ReplaceAllString(line, "")
		if n := len(regexp.MustCompile(`(^|[^\\])\|`).FindAllString(line, -1)); strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| ---") {
			if cells == 0 {
				cells = n
			}
			if n != cells {
				t.Errorf("line %d has %d cells, not %d: %s", i+1, n-1, cells-1, line)
			}
		} else {
			cells = 0
		}
		line = regexp.MustCompile(`\\[[:punct:]]`).ReplaceAllString(line, "")
		line = code.ReplaceAllString(line, "")
		if at := strings.IndexAny(line, "<>`[]@"); at >= 0 {
			t.Errorf("line %d holds %q unescaped: %s", i+1, line[at], line)
		}
	}
	if fence != "" {
		t.Error("a fence does not end")
	}
}

// TestColourAddsNothingElse: without its colours the coloured text is the plain one, and the log's
// own escape sequences are in neither.
func TestColourAddsNothingElse(t *testing.T) {
	for name, v := range map[string]*store.Snapshot{"hostile": hostile(t), "demo": readDemo(t)} {
		plain, coloured := write(t, "text", v, report.Options{}), write(t, "text", v, report.Options{Colour: true})
		bare := regexp.MustCompile("\x1b\\[[0-9;]+m").ReplaceAllString(coloured, "")
		if bare != plain {
			t.Errorf("%s: the coloured text differs in more than colours", name)
		}
		if coloured == plain || strings.Contains(plain, "\x1b") {
			t.Errorf("%s: coloured %v, plain has escapes %v", name, coloured != plain, strings.Contains(plain, "\x1b"))
		}
	}
}
