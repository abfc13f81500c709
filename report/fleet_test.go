package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ccmtail/report"
	"ccmtail/store"
)

// writeFormat writes the report of a snapshot in any of the formats.
func writeFormat(t *testing.T, format string, v *store.Snapshot, o report.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := report.Write(&b, format, v, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// fleetOf returns a snapshot of n clients, of which the last cannot be read.
func fleetOf(t *testing.T, n int) *store.Snapshot {
	t.Helper()
	dir := t.TempDir()
	v := &store.Snapshot{}
	for i := range n {
		name := fmt.Sprintf("PC%04d", i+1)
		folder := filepath.Join(dir, name)
		if err := os.CopyFS(folder, os.DirFS("testdata/PC0231")); err != nil {
			t.Fatal(err)
		}
		c := read(t, folder).Clients[0]
		c.Name = name
		if i == n-1 {
			c = store.Client{Name: name, Path: folder, Records: c.Records, Err: errors.New("the computer does not answer")}
			c.Records = store.New().Records()
		}
		v.Clients = append(v.Clients, c)
	}
	return v
}

func TestJSONOfAFleetFollowsTheSchema(t *testing.T) {
	schema, v := readSchema(t), fleetOf(t, 4)
	for _, o := range []report.Options{{}, {Summary: true}} {
		text := writeFormat(t, "json", v, o)
		if faults := schema.faults(t, text); faults != "" {
			t.Error(faults)
		}
		var got struct {
			Fleet struct {
				Clients    int
				States     map[string]int
				Updates    []struct{ Clients int }
				Unreadable []struct{ Client, Error string }
			}
			Clients []map[string]any
		}
		if err := json.Unmarshal([]byte(text), &got); err != nil {
			t.Fatal(err)
		}
		f := got.Fleet
		if f.Clients != 4 || !maps.Equal(f.States, map[string]int{"failed": 3, "unreadable": 1}) || len(f.Updates) == 0 || f.Updates[0].Clients != 3 {
			t.Errorf("fleet %+v", f)
		}
		if len(f.Unreadable) != 1 || f.Unreadable[0].Client != "PC0004" || f.Unreadable[0].Error != "the computer does not answer" {
			t.Errorf("unreadable %+v", f.Unreadable)
		}
		fields := slices.Sorted(maps.Keys(got.Clients[0]))
		if short := slices.Equal(fields, []string{"error", "name", "states", "verdict"}); short != o.Summary {
			t.Errorf("summary %v: a client has %v", o.Summary, fields)
		}
	}
	var single struct{ Fleet any }
	if err := json.Unmarshal([]byte(writeFormat(t, "json", read(t, "testdata/PC0231"), report.Options{})), &single); err != nil || single.Fleet != nil {
		t.Errorf("one client has the fleet %v, %v", single.Fleet, err)
	}
}

func TestTextAndMarkdownBeginWithSums(t *testing.T) {
	v := fleetOf(t, 3)
	for _, c := range []struct{ format, sums, one string }{
		{"text", "0 of 3 clients are done; 2 have failed, all with 0x80070643; 1 could not be read.", "\nPC0001  "},
		{"markdown", "**0 of 3 clients are done; 2 have failed, all with 0x80070643; 1 could not be read.**", "# Software updates on PC0001\n"},
	} {
		whole, short := writeFormat(t, c.format, v, report.Options{}), writeFormat(t, c.format, v, report.Options{Summary: true})
		at, one := strings.Index(whole, c.sums), strings.LastIndex(whole, c.one)
		if at < 0 || one < at || !strings.HasPrefix(whole, short) {
			t.Errorf("%s: sums at %d, the first client at %d:\n%s", c.format, at, one, short)
		}
		for _, want := range []string{"the computer does not answer", "5099001", "F20"} {
			if !strings.Contains(short, want) {
				t.Errorf("%s does not say %q:\n%s", c.format, want, short)
			}
		}
		if strings.Count(whole, "the computer does not answer") < 2 {
			t.Errorf("%s: the client that could not be read is missing", c.format)
		}
	}
}

func TestCSVHasARowForEachUpdate(t *testing.T) {
	v := fleetOf(t, 3)
	rows, err := csv.NewReader(strings.NewReader(writeFormat(t, "csv", v, report.Options{}))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var d struct {
		Clients []struct {
			Name    string
			Updates []struct{ ID, State string }
		}
	}
	if err := json.Unmarshal([]byte(writeFormat(t, "json", v, report.Options{})), &d); err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, c := range d.Clients {
		for _, u := range c.Updates {
			want = append(want, c.Name+" "+u.ID+" "+u.State)
		}
	}
	want = append(want, "PC0003  ")
	var got []string
	for _, r := range rows[1:] {
		got = append(got, r[0]+" "+r[8]+" "+r[3])
	}
	if !slices.Equal(got, want) || rows[0][0] != "client" {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if last := rows[len(rows)-1]; last[9] != "the computer does not answer" {
		t.Errorf("the last row is %v", last)
	}
	title := writeFormat(t, "csv", readLog(t, "UpdatesDeployment.log", "UpdatesDeploymentAgent",
		`Update (Site_3E5E616F-6499-4ED7-9519-E51E427FBCC6/SUM_4cf25877-1b18-476d-955c-dae234c37a6b) Name (=cmd()) ArticleID (5099001) added to the targeted list of deployment ({BC67FD70-E41A-48D6-BBF5-B7510E8573E8})`), report.Options{})
	if !strings.Contains(title, ",'=cmd(),") {
		t.Errorf("a formula is not kept from running:\n%s", title)
	}
}

// TestPagesOfFleets: few clients have articles, of many there is the table, and with pages of their
// own each row leads to one.
func TestPagesOfFleets(t *testing.T) {
	few, many := fleetOf(t, 3), fleetOf(t, 22)
	for _, c := range []struct {
		v              *store.Snapshot
		o              report.Options
		articles, rows int
	}{{few, report.Options{}, 4, 3}, {few, report.Options{Summary: true}, 1, 3}, {many, report.Options{}, 1, 22}, {few, report.Options{Pages: true}, 1, 3}} {
		page := writeFormat(t, "html", c.v, c.o)
		if got, rows := strings.Count(page, "<article"), strings.Count(page, `<tbody class="row">`); got != c.articles || rows != c.rows {
			t.Errorf("%+v: %d articles, %d rows", c.o, got, rows)
		}
		if !c.o.Pages {
			examine(t, page)
		} else if !strings.Contains(page, `<a href="PC0002.html">PC0002</a>`) {
			t.Error("a row does not lead to its page")
		}
		if strings.Count(page, "<details><summary>") < c.rows {
			t.Error("the rows do not unfold")
		}
	}
	page := writeFormat(t, "html", many, report.Options{})
	if perClient := (len(page) - len(writeFormat(t, "html", &store.Snapshot{}, report.Options{}))) / 22; perClient > 5000 {
		t.Errorf("%d bytes for each client", perClient)
	}
}

func TestPageNames(t *testing.T) {
	var n report.PageNames
	for _, c := range []struct{ client, want string }{
		{"PC0147", "PC0147.html"}, {"pc0147", "pc0147-2.html"}, {"../a b", "a-b.html"}, {"con", "client-con.html"}, {"", "client-.html"}, {"index", "index-2.html"},
		{"<x>", "x.html"},
	} {
		if got := n.Of(c.client); got != c.want {
			t.Errorf("%q: %s, want %s", c.client, got, c.want)
		}
	}
}

// TestOpenMetrics reads the text format by its rules: families in one piece, each with its type,
// samples with labels and a number, no series twice, # EOF at the end.
func TestOpenMetrics(t *testing.T) {
	v := fleetOf(t, 4)
	v.Clients[1].Name = "odd \"name\\\n\x1b"
	text := writeFormat(t, "openmetrics", v, report.Options{})
	sample := regexp.MustCompile(`^([a-z_]+)(?:\{((?:[a-z]+="(?:[^"\\\n]|\\["\\n])*",?)+)\})? (\d+)$`)
	lines := strings.Split(text, "\n")
	if n := len(lines); lines[n-1] != "" || lines[n-2] != "# EOF" || strings.Count(text, "# EOF") != 1 {
		t.Fatalf("does not end as it must: %q", lines[max(0, n-3):])
	}
	family, families, values := "", map[string]bool{}, map[string]int{}
	for _, line := range lines[:len(lines)-2] {
		if name, ok := strings.CutPrefix(line, "# TYPE "); ok {
			family = strings.TrimSuffix(name, " gauge")
			if families[family] || family == name {
				t.Errorf("the family %q is there twice, or no gauge", name)
			}
			families[family] = true
			continue
		}
		if about, ok := strings.CutPrefix(line, "# "); ok {
			kind, rest, _ := strings.Cut(about, " ")
			unit := strings.TrimPrefix(rest, family+" ")
			if kind != "HELP" && kind != "UNIT" || !strings.HasPrefix(rest, family+" ") || kind == "UNIT" && !strings.HasSuffix(family, "_"+unit) {
				t.Errorf("%q does not belong to %s", line, family)
			}
			continue
		}
		m := sample.FindStringSubmatch(line)
		if m == nil || m[1] != family {
			t.Errorf("%q is no sample of %s", line, family)
			continue
		}
		series := m[1] + "{" + m[2] + "}"
		if _, twice := values[series]; twice {
			t.Errorf("%s is there twice", series)
		}
		values[series], _ = strconv.Atoi(m[3])
	}
	for series, want := range map[string]int{
		`ccmtail_clients{state="failed"}`: 3, `ccmtail_clients{state="unreadable"}`: 1, `ccmtail_clients{state="done"}`: 0,
		`ccmtail_update_failures{kb="KB5099002",code="0x80070643"}`: 3, `ccmtail_client_readable{client="PC0004"}`: 0,
		`ccmtail_client_readable{client="PC0001"}`: 1, `ccmtail_client_last_record_age_seconds{client="PC0001"}`: 0,
		`ccmtail_unreadable_sources{}`: 1, `ccmtail_stuck_clients{kind="scan"}`: 0, `ccmtail_updates{kb="KB5099002",state="failed"}`: 3,
	} {
		if got, ok := values[series]; !ok || got != want {
			t.Errorf("%s is %d, %v, want %d", series, got, ok, want)
		}
	}
}

// TestReportIsWrittenAtTheEnd: nothing is written while clients are added, and what is written is the
// same as of a snapshot.
func TestReportIsWrittenAtTheEnd(t *testing.T) {
	v := fleetOf(t, 3)
	for _, format := range report.Formats() {
		var b bytes.Buffer
		r, ok := report.New(format, &b, report.Options{}, len(v.Clients))
		if !ok {
			t.Fatal(format)
		}
		for i := range v.Clients {
			if err := r.Add(&v.Clients[i]); err != nil {
				t.Fatal(err)
			}
		}
		if b.Len() > 0 {
			t.Errorf("%s: %d bytes are written before the end", format, b.Len())
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		if b.String() != writeFormat(t, format, v, report.Options{}) {
			t.Errorf("%s: differs", format)
		}
	}
	if _, ok := report.New("pdf", new(bytes.Buffer), report.Options{}, 1); ok {
		t.Error("an unknown format is taken")
	}
}
