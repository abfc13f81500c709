package summary

import (
	"strings"
	"time"

	"ccmtail/model"
	"ccmtail/store"
)

// Content is one content of an update in words: what is downloaded, and how far.
type Content struct {
	Update, File   string
	Badge          Badge
	Bytes          string
	Total          int64
	Started, Ended Time
	Took           string // "" while it lasts
	Server         string
	Attempts       string // "1 retry, 0x80072ee2"; "" if all went well
	Error          Code
	Chain          []Fact // the ids from the update to the bytes
}

// Content puts a content into words.
func (s *AsOf) Content(c *model.Content) Content {
	r := Content{
		Update: UpdateName(s.State, c.Update), File: c.File, Badge: ContentBadges[c.State], Total: c.Total, Started: s.EvidenceTime(c.Started),
		Ended: s.EvidenceTime(c.Ended), Server: c.Server, Attempts: attemptsText(c), Chain: chainOf(c),
	}
	switch {
	case c.Total > 0 && c.Done == c.Total:
		r.Bytes = Size(c.Total)
	case c.Total > 0:
		r.Bytes = SizeOf(c.Done, c.Total)
	}
	if took := c.Ended.At().Sub(c.Started.At()); !c.Ended.At().IsZero() && took > 0 {
		r.Took = Duration(took)
	}
	if c.HasError {
		r.Error = ExplainCode(c.Error)
	}
	return r
}

// Scan is a scan for updates in words.
type Scan struct {
	Start, End Time
	Server     string
	Source     string
	Result     Code
	Badge      Badge
	Outcome    string // "completed in 3 min 20 s", "failed 0x80240022", "end not in the logs, begun 5 min ago"
	Sentence   string // "Begun …, failed … with 0x80240022 WU_E_…: …"
}

// Scan puts a scan into words.
func (s *AsOf) Scan(c model.Scan) Scan {
	r := Scan{Start: s.EvidenceTime(c.Start), Server: c.Server, Source: c.Source.String(), Badge: ScanBadge(&c)}
	r.Outcome = r.Badge.Word
	r.Sentence = "Begun " + r.Start.OrUnknown() + ", " + r.Badge.Word
	if !c.Ended {
		if HasTime(c.Start.At()) {
			r.Outcome += ", begun " + s.Relative(c.Start.At())
		}
		return r
	}
	r.End, r.Result = s.EvidenceTime(c.End), ExplainCode(c.Result)
	r.Sentence += " " + r.End.OrUnknown()
	switch took := c.End.At().Sub(c.Start.At()); {
	case c.Result.Failed():
		r.Outcome += " " + c.Result.String()
		r.Sentence += " with " + strings.TrimSuffix(r.Result.String(), ".")
	case HasTime(c.Start.At()) && took >= 0:
		r.Outcome += " in " + Duration(took)
		r.Sentence += " (in " + Duration(took) + ")"
	}
	return r
}

// Log is how much of a log was read, in words.
type Log struct {
	Name, Format string
	Records      int // damaged ones too
	Bytes        int64
	Size         string
	First, Last  Time
	Trouble      string
}

// Log puts into words how much of a log was read.
func (s *AsOf) Log(l store.Log) Log {
	return Log{
		Name: l.Name, Format: l.Format.String(), Records: l.Records + l.Damaged, Bytes: l.Bytes, Size: Size(l.Bytes), First: s.Time(l.First), Last: s.Time(l.Last),
		Trouble: TroubleText(&l),
	}
}

// TroubleText returns what is wrong with a log, "" if nothing is: "2 damaged records, 1 gap, open
// failed: access denied".
func TroubleText(l *store.Log) string {
	var all []string
	if l.Damaged > 0 {
		all = append(all, Count(l.Damaged, "damaged record"))
	}
	if l.Gaps > 0 {
		all = append(all, Count(l.Gaps, "gap"))
	}
	if l.Err != "" {
		all = append(all, l.State+": "+l.Err)
	}
	return strings.Join(all, ", ")
}

// maxUnreadNames is how many logs that could not be read a sentence names.
const maxUnreadNames = 5

// IncompleteText says that logs of a client could not be read, and why; "" if all could: "2 logs
// could not be read: CAS.log (permission denied), WUAHandler.log (in use) – what follows may be
// wrong."
func IncompleteText(c *store.Client) string {
	unread := c.Unread()
	n := len(unread)
	if n == 0 {
		return ""
	}
	names := strings.Join(unread[:min(n, maxUnreadNames)], ", ")
	if n > maxUnreadNames {
		names += " and " + Count(n-maxUnreadNames, "other")
	}
	return Count(n, "log") + " could not be read: " + names + " – what follows may be wrong."
}

// replacedText says that the client's logs were replaced by another one's: in a few words, and behind a
// colon what tells it. "" if they were not.
func (s *AsOf) replacedText() string {
	r := s.Replaced
	if r.At.IsZero() {
		return ""
	}
	why := r.Log + " begins before the end of what had been read"
	if r.Log == "" {
		why = "the client's ID is " + r.ID.String() + ", and was " + r.Former.String()
	}
	return "logs replaced " + s.Short(r.At) + ": " + why
}

// FormatText returns how a log is written, and how far it has been read.
func FormatText(l *store.Log) string {
	text := l.Format.String() + ", at byte " + Grouped(int(l.Offset))
	if l.Pending > 0 {
		text += ", " + Count(int(l.Pending), "byte") + " of a record"
	}
	return text
}

// ReadingText returns how far the reading of logs is: "reading 3.0 of 8.4 MB, 36%, 12 s left". left
// 0 is not known.
func ReadingText(read, total int64, left time.Duration) string {
	switch {
	case total <= 0 && read == 0:
		return "reading the logs"
	case total <= 0:
		return "reading, " + Size(read) + " so far"
	}
	text := "reading " + SizeOf(read, total) + ", " + PercentText(read, total)
	if left > 0 {
		text += ", " + Estimate(left) + " left"
	}
	return text
}

// Incomplete returns why not everything is known of the client, nil if it is: what could not be read, and
// what is kept no longer.
func (s *AsOf) Incomplete() []string {
	all := s.Client.Incomplete()
	if dropped := s.DroppedText(); dropped != "" {
		all = append(all, dropped)
	}
	return all
}

// DroppedText says how much is kept no longer, "" if all is.
func (s *AsOf) DroppedText() string {
	if s.State == nil {
		return ""
	}
	idle, others := s.State.DroppedUpdates, s.State.DroppedPending
	var all []string
	if idle > 0 {
		all = append(all, Grouped(idle)+" updates that need nothing") // never one alone
	}
	if others > 0 {
		all = append(all, Grouped(others)+" others")
	}
	for _, other := range []struct {
		n    int
		what string
	}{{s.State.DroppedDeployments, "deployments"}, {s.State.DroppedFindings, "findings"}, {s.State.DroppedWindows, "maintenance windows"}} {
		if other.n > 0 {
			all = append(all, Grouped(other.n)+" "+other.what)
		}
	}
	if len(all) == 0 {
		return ""
	}
	last := len(all) - 1
	if last > 0 {
		all = []string{strings.Join(all[:last], ", ") + " and " + all[last]}
	}
	return all[0] + " are no longer kept (--memory)"
}

// EvictedText says until when nothing is kept, "" if nothing was dropped; when says the time.
func (s *AsOf) EvictedText(when func(time.Time) string) string {
	until := s.EvictedUntil()
	if until.IsZero() {
		return ""
	}
	return "records before " + when(until) + " were dropped (--memory)"
}
