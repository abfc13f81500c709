package report_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/store"
	"ccmtail/summary"
)

var (
	saidNeed = regexp.MustCompile(`needs ((?:\d+ (?:d|h|min|s) ?)+)`)
	saidCode = regexp.MustCompile(`0x[0-9a-f]{8}|KB\d{6,}`)
	saidWhen = regexp.MustCompile(`has .* left|opens in|lasts \d`)
	amount   = regexp.MustCompile(`(\d+) (d|h|min|s)`)
)

// seconds reads an amount of time as people are told it.
func seconds(said string) (n int) {
	for _, m := range amount.FindAllStringSubmatch(said, -1) {
		k, _ := strconv.Atoi(m[1])
		n += k * map[string]int{"d": 86400, "h": 3600, "min": 60, "s": 1}[m[2]]
	}
	return n
}

// TestNumbersOfASentenceAreInTheRecordsItCites reads why each update is where it is, at every
// record that changes something. Captures of one's own are read too: CCMTAIL_CAPTURES is a folder
// of them.
func TestNumbersOfASentenceAreInTheRecordsItCites(t *testing.T) {
	all := map[string]*store.Snapshot{"demo": readDemo(t)}
	folders, _ := filepath.Glob(filepath.Join("..", "docs", "captures", "*"))
	if own := os.Getenv("CCMTAIL_CAPTURES"); own != "" {
		more, _ := filepath.Glob(filepath.Join(own, "*"))
		folders = append(folders, more...)
	}
	for _, dir := range folders {
		all[dir] = read(t, dir)
	}
	checked := map[string]int{}
	for name, v := range all {
		c := &v.Clients[0]
		var fold store.Fold
		for n := 1; n <= c.Events.Len(); n++ {
			s := fold.AfterFirst(c.Events, n)
			at := s.At.Add(time.Minute)
			judge := s.Judge(at, model.CurrentBranchRules, s.FindingsAt(at))
			for _, u := range s.Updates() {
				what := judge.Verdict(u)
				checkCited(t, name, c, what, checked)
			}
		}
	}
	for _, kind := range []string{"need", "code", "when"} {
		if checked[kind] == 0 {
			t.Errorf("no sentence says a %s", kind)
		}
	}
}

// asWritten returns a code as the records have it: some write it without its zeros, or in decimal.
func asWritten(code, records string) string {
	n, err := strconv.ParseUint(code[2:], 16, 32)
	if err != nil {
		return code
	}
	for _, form := range []string{fmt.Sprintf("error 0x%x", n), fmt.Sprintf("code=%d", n)} {
		if strings.Contains(records, form) {
			return form
		}
	}
	return code
}

// checkCited holds a sentence against the records behind it.
func checkCited(t *testing.T, name string, c *store.Client, v model.Verdict, checked map[string]int) {
	t.Helper()
	why := summary.Sentence(v.Why)
	var cited strings.Builder
	for _, e := range append([]model.Evidence{v.Proof}, v.FurtherProof...) {
		if !e.At().IsZero() {
			r := c.Records.Record(e.Rec)
			cited.WriteString(r.Component + ": " + strings.ToLower(r.Message) + "\n")
		}
	}
	must := func(kind, want string) {
		checked[kind]++
		if !strings.Contains(cited.String(), strings.ToLower(want)) {
			t.Fatalf("%s: %q: nothing cited says %q:\n%s", name, why, want, cited.String())
		}
	}
	if m := saidNeed.FindStringSubmatch(why); m != nil && !strings.Contains(why, "(assumed)") {
		must("need", fmt.Sprint(seconds(m[1])))
	}
	for _, code := range saidCode.FindAllString(why, -1) {
		must("code", asWritten(code, cited.String()))
	}
	if saidWhen.MatchString(why) {
		must("when", "erviceWindow")
	}
}
