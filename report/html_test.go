package report_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"ccmtail/report"
	"ccmtail/store"
)

// fractionOf returns what stands between two markers of a page, which must be there once.
func fractionOf(t *testing.T, page, begin, end string) string {
	t.Helper()
	if n := strings.Count(page, begin); n != 1 {
		t.Fatalf("%d times %q, want once", n, begin)
	}
	_, rest, _ := strings.Cut(page, begin)
	got, _, ok := strings.Cut(rest, end)
	if !ok {
		t.Fatalf("no %q after %q", end, begin)
	}
	return got
}

// TestPolicyNamesStyleAndScript: the hashes of the page's policy are those of what stands in the
// page.
func TestPolicyNamesStyleAndScript(t *testing.T) {
	page := write(t, "html", readDemo(t), report.Options{})
	policy := html.UnescapeString(fractionOf(t, page, `<meta http-equiv="Content-Security-Policy" content="`, `"`))
	hash := func(s string) string {
		sum := sha256.Sum256([]byte(s))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	want := "default-src 'none'; style-src " + hash(fractionOf(t, page, "<style>", "</style>")) +
		"; script-src " + hash(fractionOf(t, page, "<script>", "</script>")) + "; base-uri 'none'; form-action 'none'"
	if policy != want {
		t.Errorf("policy\n%s, want\n%s", policy, want)
	}
}

// TestPageIsWellFormed reads pages as XML, which is strict where browsers guess, and looks at every
// element: nothing leads out of the page, nothing runs but the one script, every reference has its
// target.
func TestPageIsWellFormed(t *testing.T) {
	for name, v := range map[string]*store.Snapshot{
		"demo": readDemo(t), "hostile": hostile(t), "small": read(t, "testdata/PC0231"), "two": read(t, "testdata/PC0231", "testdata/PC0231"),
		"no update": readLog(t, "CcmExec.log", "CcmExec", "Starting CCMEXEC service..."),
	} {
		t.Run(name, func(t *testing.T) { examine(t, write(t, "html", v, report.Options{})) })
	}
}

var (
	empties = regexp.MustCompile(`<(meta[^>]*|br)>`)
	urls    = map[string]bool{"src": true, "href": true, "action": true, "data": true, "poster": true, "srcset": true}
)

func examine(t *testing.T, page string) {
	page = strings.Replace(page, fractionOf(t, page, "<style>", "</style>"), "", 1)
	page = strings.Replace(page, fractionOf(t, page, "<script>", "</script>"), "", 1)
	d := xml.NewDecoder(strings.NewReader(empties.ReplaceAllString(page, "<$1/>")))
	ids, wanted := map[string]bool{}, map[string]bool{}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range start.Attr {
			name := a.Name.Local
			switch {
			case name == "id" && ids[a.Value]:
				t.Errorf("id %s twice", a.Value)
			case name == "id":
				ids[a.Value] = true
			case strings.HasPrefix(name, "on"), name == "style":
				t.Errorf("%s has %s", start.Name.Local, name)
			case name == "aria-labelledby":
				for _, id := range strings.Fields(a.Value) {
					wanted[id] = true
				}
			case urls[name] && !strings.HasPrefix(a.Value, "#"):
				t.Errorf("%s leads out to %s", start.Name.Local, a.Value)
			case urls[name]:
				wanted[a.Value[1:]] = true
			}
		}
		switch start.Name.Local {
		case "img", "iframe", "object", "embed", "link", "base", "form":
			t.Errorf("has a %s", start.Name.Local)
		}
	}
	for id := range wanted {
		if !ids[id] {
			t.Errorf("nothing has the id %s", id)
		}
	}
}

// TestPageSaysItInWords: what colour and signs say is also said in words.
func TestPageSaysItInWords(t *testing.T) {
	page := write(t, "html", read(t, "testdata/PC0231"), report.Options{})
	body := page[strings.Index(page, "<main>"):]
	tag := regexp.MustCompile(`<[^>]*>`)
	words := html.UnescapeString(tag.ReplaceAllString(body, " "))
	for _, want := range []string{
		"PC0231", "2026-03-10 21:14:01", "UTC-05:00", "1 failed", "pending restart", "waiting for window", "does not fit",
		"no window known is long enough", "ERROR_INSTALL_FAILURE", "WUAHandler.log:6",
		"Update 2 (3f0a51d2-7c1e-4a55-9a6e-1f6f0d0c1a02) finished installing (0x80070643), Reboot Required? No",
		`Feature pack | "quoted" *starred* <b>bold</b>`, "2 h 30 min > 1 h 45 min", "installing from 2026-03-10 21:00:20",
	} {
		if !strings.Contains(strings.Join(strings.Fields(words), " "), want) {
			t.Errorf("does not say %q", want)
		}
	}
}

// TestBarsStayInThePicture: every bar has a width and lies between the names and the right edge,
// also where a capture has steps without a time or spans years.
func TestBarsStayInThePicture(t *testing.T) {
	bar := regexp.MustCompile(`<rect class="bar [a-z]+" x="([0-9.]+)" y="[0-9.]+" width="([0-9.]+)" height="[0-9.]+" rx="[0-9.]+"><title>`)
	for name, c := range map[string]struct {
		v    *store.Snapshot
		at   string
		bars int // at least
	}{
		"demo": {v: readDemo(t), bars: 40}, "demo in the window": {v: readDemo(t), at: "2026-03-18T02:42:00Z", bars: 40},
		"weeks apart": {v: read(t, "testdata/post.txt"), bars: 7}, "small": {v: read(t, "testdata/PC0231"), bars: 12},
	} {
		var o report.Options
		if c.at != "" {
			o.At, _ = time.Parse(time.RFC3339, c.at)
		}
		page := write(t, "html", c.v, o)
		all := bar.FindAllStringSubmatch(page, -1)
		if len(all) < c.bars {
			t.Errorf("%s: %d bars, want at least %d", name, len(all), c.bars)
		}
		for _, m := range all {
			x, _ := strconv.ParseFloat(m[1], 64)
			w, _ := strconv.ParseFloat(m[2], 64)
			if x < 250 || w < 2.5 || x+w > 1143 {
				t.Errorf("%s: a bar from %v to %v", name, x, x+w)
			}
		}
		if strings.Contains(page, "1970-") {
			t.Errorf("%s: an unknown time is drawn as 1970", name)
		}
	}
}

// TestUntimedStepsAreNotDrawn: lines without a time of their own give rows in the table, and no
// picture.
func TestUntimedStepsAreNotDrawn(t *testing.T) {
	file := filepath.Join(t.TempDir(), "post.txt")
	text := "1. Update (Missing): Update for Windows XP (KB961118) (" + hostileID + ", 100)\n" +
		"Update 1 (" + hostileID + ") finished installing (0x80070643), Reboot Required? No\n"
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	page := write(t, "html", read(t, file), report.Options{})
	if strings.Contains(page, `class="gantt"`) || strings.Contains(page, "1970-") {
		t.Error("draws a time that no line tells")
	}
	if !strings.Contains(page, "KB961118") {
		t.Error("does not list the update")
	}
}
