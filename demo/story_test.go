package demo

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

var guidForm = regexp.MustCompile(`[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}`)

// parseStory returns the embedded story.
func parseStory(t *testing.T) story {
	t.Helper()
	s, err := parse(storyText())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// at returns the time of a record on the client's clock.
func (s story) at(r record) time.Time {
	c, _ := time.Parse("15:04:05.999999999", r.clock)
	return s.date.Add(time.Duration(c.Hour())*time.Hour + time.Duration(c.Minute())*time.Minute +
		time.Duration(c.Second())*time.Second + time.Duration(c.Nanosecond()))
}

// find returns the records of a component whose text matches a pattern, and the groups of each match.
func (s story) find(component, pattern string) (rs []record, groups [][]string) {
	re := regexp.MustCompile(pattern)
	for _, r := range s.records {
		if m := re.FindStringSubmatch(r.text); m != nil && r.component == component {
			rs, groups = append(rs, r), append(groups, m[1:])
		}
	}
	return rs, groups
}

// namedOnce matches the ids that a client names in one record only.
var namedOnce = regexp.MustCompile(`(Detection job \({|UpdateClassification = |MTC task for reboot ')` + guidForm.String())

// TestNoGUIDOccursOnce finds GUIDs that are misspelt.
func TestNoGUIDOccursOnce(t *testing.T) {
	count := map[string]int{}
	for _, r := range parseStory(t).records {
		for _, g := range guidForm.FindAllString(namedOnce.ReplaceAllString(r.text, ""), -1) {
			count[strings.ToLower(g)]++
		}
	}
	if len(count) < 50 {
		t.Errorf("only %d GUIDs", len(count))
	}
	for g, n := range count {
		if n == 1 {
			t.Errorf("%s occurs once", g)
		}
	}
}

// TestEachContentHasAllItsRecords follows each update through the logs: by the GUID of its bundle,
// that of its content, and those of its transfer jobs.
func TestEachContentHasAllItsRecords(t *testing.T) {
	s := parseStory(t)
	_, bundles := s.find("UpdatesHandler", `^Bundle update \((\S+)\) is requesting download`)
	_, leaves := s.find("UpdatesHandler", `^Content Text = <Content ContentId="(\S+)" Version="1">(.*)</Content>`)
	if len(bundles) != 7 || len(leaves) != 7 {
		t.Fatalf("%d bundles and %d contents, want 7 of each", len(bundles), len(leaves))
	}
	for i, leaf := range leaves {
		id := regexp.QuoteMeta(leaf[0])
		for component, pattern := range map[string]string{
			"UpdatesStore":  `raised state message for update \(` + bundles[i][0] + `\) with state \(Missing\)`,
			"ContentAccess": `Hash verification succeeded for content ` + id + `\.1 `,
		} {
			if rs, _ := s.find(component, pattern); len(rs) == 0 {
				t.Errorf("%s: no %s", bundles[i][0], pattern)
			}
		}
		_, ctm := s.find("ContentAccess", `^Submitted CTM job (\S+) to download Content `+id+`\.1 `)
		_, dts := s.find("ContentTransferManager", `^CTM job (\S+) \(corresponding DTS job (\S+)\) started download from '\S+/`+id+`'`)
		if len(ctm) != 1 || len(dts) != 1 || ctm[0][0] != dts[0][0] {
			t.Fatalf("%s: CTM jobs %v, DTS jobs %v", id, ctm, dts)
		}
		checkBytes(t, s, dts[0][1], leaf[1])
	}
}

// checkBytes checks that a DTS job transfers as many bytes as the files of the content have.
func checkBytes(t *testing.T, s story, job, files string) {
	t.Helper()
	want := 0
	for _, m := range regexp.MustCompile(` Size="(\d+)"`).FindAllStringSubmatch(files, -1) {
		n, _ := strconv.Atoi(m[1])
		want += n
	}
	_, steps := s.find("DataTransferService", `^Job: `+regexp.QuoteMeta(job)+
		`, Total Files: \d+, Transferred Files: \d+, Total Bytes: (\d+), Transferred Bytes: (\d+)$`)
	last := 0
	for _, step := range steps {
		total, _ := strconv.Atoi(step[0])
		done, _ := strconv.Atoi(step[1])
		if total != want || done <= last || done > total {
			t.Errorf("job %s: %d after %d of %d bytes, want %d", job, done, last, total, want)
		}
		last = done
	}
	if len(steps) < 2 || last != want {
		t.Errorf("job %s: %d steps to %d bytes, want %d", job, len(steps), last, want)
	}
	if rs, _ := s.find("DataTransferService", `^Starting BITS job '\S+' for DTS job '`+regexp.QuoteMeta(job)); len(rs) != 1 {
		t.Errorf("job %s has %d BITS jobs", job, len(rs))
	}
}

func TestTheTimesOfTheWindow(t *testing.T) {
	s := parseStory(t)
	opens, closes := s.date.Add(21*time.Hour), s.date.Add(23*time.Hour)
	rs, groups := s.find("ServiceWindowManager", `^ActiveServiceWindow has (\d+) seconds left$`)
	if len(rs) == 0 {
		t.Fatal("no record with the seconds that are left")
	}
	for i, r := range rs {
		n, _ := strconv.Atoi(groups[i][0])
		end := s.at(r).Add(time.Duration(n) * time.Second)
		if d := closes.Sub(end); d < 0 || d >= time.Second {
			t.Errorf("%s: %d seconds left end at %v", r.clock, n, end)
		}
	}
	installs, _ := s.find("WUAHandler", `^(Async installation of updates started\.|Update \d+ \(\S+\) finished installing)`)
	for _, r := range installs {
		if at := s.at(r); at.Before(opens) || at.After(closes) {
			t.Errorf("%s is outside the window: %s", r.clock, r.text)
		}
	}
	if len(installs) != 7 {
		t.Errorf("%d installation records, want the start and 6 results", len(installs))
	}
	for pattern, want := range map[string]time.Time{
		`^CUpdateAssignmentsManager received a SERVICEWINDOWEVENT START Event$`: opens,
		`^Starting install for assignment `:                                     opens,
	} {
		rs, _ := s.find("UpdatesDeploymentAgent", pattern)
		if len(rs) != 1 || s.at(rs[0]).Sub(want) > time.Second || s.at(rs[0]).Before(want) {
			t.Errorf("%s: %v", pattern, rs)
		}
	}
}

// TestScheduleTokens compares the schedule token of each window with the start and the duration that
// the listing names.
func TestScheduleTokens(t *testing.T) {
	s := parseStory(t)
	_, ids := s.find("ServiceWindowManager", `^Populating instance of ServiceWindow with ID=(\S+), ScheduleString=(\w+), Type=(\d)$`)
	_, starts := s.find("ServiceWindowManager", `^(?:StartTime is (.*)|This is a one shot Service Window that has already finished\.)$`)
	_, durations := s.find("ServiceWindowManager", `^Duration for the Service Window is Total days: (\d+), hours: (\d+), mins: 00, secs: 00$`)
	if len(ids) != 27 || len(starts) != 27 || len(durations) != 27 {
		t.Fatalf("%d windows, %d starts, %d durations; want 3 listings of 9", len(ids), len(starts), len(durations))
	}
	types := map[string]int{}
	for i, id := range ids {
		types[id[2]]++
		if starts[i][0] == "" {
			continue
		}
		weekday, clock, length := decodeWeekly(t, id[1])
		start, err := time.Parse("01/02/06 15:04:05", starts[i][0])
		days, _ := strconv.Atoi(durations[i][0])
		hours, _ := strconv.Atoi(durations[i][1])
		if err != nil || start.Weekday() != weekday || start.Format("15:04") != clock || length != days*24+hours {
			t.Errorf("%s: %v %s for %d h in the token, %v for %d d %d h in the listing", id[0], weekday, clock, length, start, days, hours)
		}
	}
	if types["4"] != 3 || types["6"] != 24 {
		t.Errorf("windows by type: %v", types)
	}
}

// decodeWeekly returns the weekday, the time of day and the duration in hours of a schedule token,
// which must be weekly.
func decodeWeekly(t *testing.T, token string) (day time.Weekday, clock string, hours int) {
	t.Helper()
	n, err := strconv.ParseUint(token, 16, 64)
	if err != nil {
		t.Fatal(err)
	}
	a, b := n>>32, n&0xffffffff
	if kind := b >> 19 & 7; kind != 3 || b&1 == 1 {
		t.Fatalf("%s is no weekly token in local time", token)
	}
	return time.Weekday(b>>16&7) - 1, fmt.Sprintf("%02d:%02d", a>>21&31, a>>26), int(b>>22&31*24 + b>>27)
}

func TestTheTimesOfTheRestart(t *testing.T) {
	s := parseStory(t)
	zone := time.Duration(s.bias) * time.Minute
	deadline := s.date.Add(21*time.Hour + 58*time.Minute + 31*time.Second)
	asked, by := s.find("RebootCoordinator", `^Entered ScheduleRebootImpl - .* set Rebootby = (\d+)\. `)
	_, local := s.find("RebootCoordinator", `^Scheduled reboot from agent UpdatesDeploymentAgent\. Deadline local time: (.* PM), `)
	_, notice := s.find("UpdatesDeploymentAgent", `^Notify reboot with deadline = (.*), Ignore reboot Window = False, `)
	grace, secs := s.find("RebootCoordinator", `^Notified UI grace period start with (\d+) grace seconds and 300 final seconds\.$`)
	done, _ := s.find("RebootCoordinator", `^Reboot initiated$`)
	up, _ := s.find("UpdatesDeploymentAgent", `^Service startup system task$`)
	if len(asked) != 1 || len(local) != 1 || len(notice) != 1 || len(grace) != 1 || len(done) != 1 || len(up) != 2 {
		t.Fatalf("asked %v, local %v, notice %v, grace %v, done %v, up %v", asked, local, notice, grace, done, up)
	}
	epoch, _ := strconv.ParseInt(by[0][0], 10, 64)
	if have := time.Unix(epoch, 0).UTC(); !have.Equal(deadline.Add(zone)) {
		t.Errorf("Rebootby is %v, want %v", have, deadline.Add(zone))
	}
	if have := deadline.Format("01/02/2006 03:04:05 PM"); have != local[0][0] {
		t.Errorf("deadline text is %s, want %s", local[0][0], have)
	}
	if have := deadline.Format("Monday, Jan 02, 2006. - 15:04:05"); have != notice[0][0] {
		t.Errorf("notice is %s, want %s", notice[0][0], have)
	}
	n, _ := strconv.Atoi(secs[0][0])
	for what, at := range map[string]time.Time{
		"countdown ends": s.at(grace[0]).Add(time.Duration(n) * time.Second), "restart": s.at(done[0])} {
		if d := at.Sub(deadline); d < 0 || d > 2*time.Second {
			t.Errorf("%s %v after the deadline", what, d)
		}
	}
	if gap := s.at(up[1]).Sub(s.at(done[0])); gap < 3*time.Minute || gap > 5*time.Minute {
		t.Errorf("the client is away for %v", gap)
	}
}

// TestKB969897IsNotInstalled checks the records of the update that does not fit into the window.
func TestKB969897IsNotInstalled(t *testing.T) {
	s := parseStory(t)
	_, queried := s.find("UpdatesStore", `^Queried Update \((\S+)\): Status=Missing, Title=.*\(KB969897\), BulletinID=, QNumbers=969897,`)
	if len(queried) != 1 {
		t.Fatalf("KB969897 is queried %d times", len(queried))
	}
	id := queried[0][0]
	_, of := s.find("UpdatesDeploymentAgent", `/SUM_`+id+`\) added to the targeted list of deployment \((\S+)\)$`)
	if len(of) != 1 {
		t.Fatalf("KB969897 is in %d deployments", len(of))
	}
	if rs, _ := s.find("WUAHandler", id+`\) finished installing`); len(rs) != 0 {
		t.Errorf("it finished installing at %s", rs[0].clock)
	}
	var refused []record
	for i, r := range s.records {
		if strings.HasPrefix(r.text, "No current service window") && strings.HasSuffix(r.text, "= 5400") {
			refused = append(refused, s.thread(i, 3)...)
		}
	}
	want := []string{"No current service window available to run updates assignment with time required = 5400",
		"No service window available to run updates assignment",
		"This assignment (" + of[0][0] + ") will be retried once the service window is available."}
	if len(refused) != 9 {
		t.Fatalf("it is refused in %d records, want 9", len(refused))
	}
	for group := range slices.Chunk(refused, 3) {
		for i, r := range group {
			if r.text != want[i] {
				t.Errorf("%s: have %q, want %q", r.clock, r.text, want[i])
			}
		}
	}
}

// thread returns n records from the i-th on that have its component and thread.
func (s story) thread(i, n int) (rs []record) {
	first := s.records[i]
	for _, r := range s.records[i:] {
		if r.component == first.component && r.thread == first.thread && len(rs) < n {
			rs = append(rs, r)
		}
	}
	return rs
}

func TestResultsOfTheInstallation(t *testing.T) {
	s := parseStory(t)
	_, results := s.find("WUAHandler", `^Update (\d) \((\S+)\) finished installing \((0x\w{8})\), Reboot Required\? (Yes|No)$`)
	_, listed := s.find("WUAHandler", `^(\d)\. Update \(Missing\): .* \((\S+), \d+\)$`)
	reboots, failed := []string{}, 0
	for i, r := range results {
		if r[0] != listed[i][0] || r[1] != listed[i][1] {
			t.Errorf("result %v does not match the list's %v", r, listed[i])
		}
		if r[2] == "0x80070643" {
			failed++
		}
		if r[3] == "Yes" {
			reboots = append(reboots, r[1])
		}
	}
	_, after := s.find("WUAHandler", `^Update \((\S+)\) has finished the post reboot operation\. HResult: 0x00000000\.$`)
	if len(results) != 6 || failed != 1 || len(reboots) != 2 || len(after) != 2 ||
		after[0][0] != reboots[0] || after[1][0] != reboots[1] {
		t.Errorf("%d results, %d failed, reboots %v, after the restart %v", len(results), failed, reboots, after)
	}
}

func TestNamesAreFictional(t *testing.T) {
	for _, host := range regexp.MustCompile(`[\w.-]+\.(?:com|net|org)\b`).FindAllString(storyText(), -1) {
		if host != "contoso.com" && !strings.HasSuffix(host, ".contoso.com") {
			t.Errorf("the story names %s", host)
		}
	}
}
