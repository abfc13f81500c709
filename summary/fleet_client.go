package summary

import (
	"slices"
	"strings"
	"time"

	"ccmtail/internal/arrange"
	"ccmtail/model"
	"ccmtail/model/event"
)

// ClientSummary is what a fleet keeps of a client, so that the client itself need not be kept: some
// kilobytes, and texts that clients have in common only once.
type ClientSummary struct {
	Number     int // of the client in its fleet, from 0 on
	Name, Path string
	Site       string // whose collector tells of it; "" if it is read here
	// Loading says that the client is being read for the first time: there is more than what is here.
	Loading bool
	// Visited is when the client was last read, and Retry when one that cannot be read is tried again;
	// zero if that is not known.
	Visited, Retry time.Time
	Error          string // why it cannot be read, "" if it can
	Incomplete     string // that logs could not be read, "" if all could
	Replaced       string // when its logs were replaced by another client's, and what tells it; "" if they were not
	Verdict        string // how it stands, in one sentence
	// At is the moment that all this is about: where the logs have ended, their end.
	At time.Time
	// State is how the client stands by itself; a fleet adds that it is silent.
	State ClientState
	// LastRecord is the time of its newest record, as of the moment of the summary; Said is the same in
	// words. Zero and "" if there is none.
	LastRecord time.Time
	Said       string
	Updates    []UpdateSummary // in the order of attention
	Causes     []CauseSummary
	Stuck      []StuckSummary
	// RestartRequested is when a restart was last requested; zero if none was.
	RestartRequested time.Time
	// Openings are when its maintenance window is open, from LastRecord on; Unrestricted says that
	// nothing restricts it.
	Openings     []model.TimeRange
	Unrestricted bool
	// History is when the client came into which state, as far as its updates tell, oldest first.
	History []StateSince
}

// StateSince is a state that a client has been in since some time.
type StateSince struct {
	Since time.Time
	State ClientState
}

// UpdateSummary is what a fleet keeps of an update of a client.
type UpdateSummary struct {
	ID        event.GUID
	KB, Title string
	Since     time.Time
	Reason    string // why it is where it is, in a few words; of one that is pending
	State     model.UpdateState
	Pending   bool
	HasCode   bool
	Code      event.Code // it failed with
}

// CauseSummary is what a fleet keeps of a finding that lasts: the finding, and its sentence without
// what is said of this client only.
type CauseSummary struct {
	ID       string
	Severity model.Severity
	Text     string
}

// StuckSummary is what does not go on, with the record that says so.
type StuckSummary struct {
	Kind     model.StuckKind
	Update   event.GUID // the first one that does not go on; zero if it is about the client
	KB       string
	Since    time.Time
	Said     string // Since on the client's clock
	Why      string
	Evidence Place
}

// Place is where a record stands, and its time; without a file there is no record.
type Place struct {
	Time      time.Time // zero where the record has none of its own
	Log, File string
	Line      int
}

// String returns the place as people read it: "WUAHandler.log:43".
func (p Place) String() string { return where(p.File, p.Line) }

const (
	maxReason   = 40                 // characters of UpdateSummary.Reason
	openingsFor = 8 * 24 * time.Hour // that a summary knows of
	maxOpenings = 16
)

// Texts are what the summaries of several clients say alike. Each takes up memory once.
type Texts map[string]string

// share returns a text that keeps nothing else of its client in memory.
func (t Texts) share(s string) string {
	if known, ok := t[s]; ok {
		return known
	}
	s = strings.Clone(s)
	if t != nil {
		t[s] = s
	}
	return s
}

// Share makes the texts of a summary those that other clients' summaries have, where they are alike.
func (c *ClientSummary) Share(texts Texts) {
	for i := range c.Updates {
		u := &c.Updates[i]
		u.KB, u.Title, u.Reason = texts.share(u.KB), texts.share(u.Title), texts.share(u.Reason)
	}
	for i := range c.Causes {
		c.Causes[i].Text = texts.share(c.Causes[i].Text)
	}
	for i := range c.Stuck {
		v := &c.Stuck[i]
		v.KB, v.Evidence.Log, v.Evidence.File = texts.share(v.KB), texts.share(v.Evidence.Log), texts.share(v.Evidence.File)
	}
}

// ClientSummary returns what a fleet keeps of the client. What others say too it shares with them; nil
// texts share nothing.
func (s *AsOf) ClientSummary(texts Texts) ClientSummary {
	stuck := s.State.StuckAt(s.At, s.Rules)
	c := ClientSummary{
		Name: s.Name, Path: s.Path, At: s.At, Incomplete: IncompleteText(s.Client), Replaced: s.replacedText(), Verdict: s.VerdictSentence(), State: s.clientState(stuck),
	}
	for i := range stuck {
		c.Stuck = append(c.Stuck, s.stuckSummary(&stuck[i], texts))
	}
	if s.Err != nil {
		c.Error = s.Err.Error()
	}
	if _, last := s.TimeRange(); HasTime(last) {
		if last.After(s.At) {
			last = s.At
		}
		c.LastRecord, c.Said = last, s.Zoned(last)
	}
	c.RestartRequested = s.restartRequested()
	for _, u := range s.Updates() {
		c.Updates = append(c.Updates, s.updateSummary(u, texts))
	}
	arrange.By(c.Updates, func(a, b UpdateSummary) int { return Urgency(a.State) - Urgency(b.State) })
	for _, f := range s.Causes() {
		if cause := causeSummary(f, texts); !slices.Contains(c.Causes, cause) {
			c.Causes = append(c.Causes, cause)
		}
	}
	c.Unrestricted = s.WindowStatus().Restricted == event.No
	for _, o := range s.State.Openings(s.At, s.At.Add(openingsFor)) {
		if len(c.Openings) < maxOpenings {
			c.Openings = append(c.Openings, o.TimeRange)
		}
	}
	return c
}

// restartRequested returns when a restart was last requested; zero if none was.
func (s *AsOf) restartRequested() time.Time {
	for _, step := range slices.Backward(s.State.RestartSteps) {
		if step.Name == model.RestartRequested {
			return step.At()
		}
	}
	return time.Time{}
}

// TellsTheSame reports whether two summaries of a client differ in nothing but when it was visited
// and what follows from the time alone.
func (c *ClientSummary) TellsTheSame(o *ClientSummary) bool {
	return c.Number == o.Number && c.Name == o.Name && c.Path == o.Path && c.Site == o.Site && c.Loading == o.Loading && c.State == o.State &&
		c.Retry.Equal(o.Retry) && c.Error == o.Error && c.Incomplete == o.Incomplete && c.Replaced == o.Replaced && c.Verdict == o.Verdict &&
		c.LastRecord.Equal(o.LastRecord) && c.Said == o.Said && c.RestartRequested.Equal(o.RestartRequested) && c.Unrestricted == o.Unrestricted &&
		slices.Equal(c.Updates, o.Updates) && slices.Equal(c.Causes, o.Causes) && slices.Equal(c.Stuck, o.Stuck) &&
		slices.Equal(c.Openings, o.Openings) && slices.Equal(c.History, o.History) && c.hasEnded() == o.hasEnded()
}

func (s *AsOf) updateSummary(u *model.Update, texts Texts) UpdateSummary {
	r := UpdateSummary{
		ID: u.ID, KB: texts.share(u.KB), Title: texts.share(u.Title), State: u.State, Pending: u.Pending(), Since: u.Since().At(),
	}
	if r.Pending {
		r.Reason = texts.share(s.ShortReason(u, maxReason))
	}
	if code, ok := u.Result(); ok && u.State == model.Failed {
		r.Code, r.HasCode = code, true
	}
	return r
}

// causeSummary returns a finding as several clients may have it.
func causeSummary(f *model.Finding, texts Texts) CauseSummary {
	text, general := f.OfMany()
	if !general {
		values := slices.Clone(text.Values)
		for i, v := range values {
			switch v.(type) {
			case time.Duration:
				values[i] = "some time"
			case model.Times:
				values[i] = ""
			}
		}
		text.Values = values
	}
	return CauseSummary{ID: f.ID, Severity: f.Severity, Text: texts.share(Capitalized(Sentence(text)))}
}

// placeOf returns where a piece of evidence stands.
func (s *AsOf) placeOf(e model.Evidence, texts Texts) Place {
	p := Place{Log: texts.share(e.Log().String()), File: texts.share(s.FileName(e)), Line: int(e.Line)}
	if e.Timed() {
		p.Time = e.At()
	}
	return p
}

func (s *AsOf) stuckSummary(v *model.Stuck, texts Texts) StuckSummary {
	r := StuckSummary{Kind: v.Kind, Since: v.Since, Said: s.Zoned(v.Since), Why: s.stuckSentence(v), Evidence: s.placeOf(v.Proof, texts)}
	if len(v.Updates) > 0 {
		r.Update, r.KB = v.Updates[0].ID, texts.share(v.Updates[0].KB)
	}
	return r
}

// stuckSentence says what does not go on, and since when.
func (s *AsOf) stuckSentence(v *model.Stuck) string {
	who, since := s.stuckUpdates(v.Updates), " (since "+s.Short(v.Since)+")"
	n := len(v.Updates)
	switch v.Kind {
	case model.StuckInstalling:
		limit := "the run time"
		if v.Assumed {
			limit = "the assumed run time"
		}
		if v.Together > 1 {
			limit += " of the " + Count(v.Together, "update") + " installed together"
		}
		return who + " " + Verb(n, "has", "have") + " been installing for " + s.Lasted(v.Since) + ", longer than " + limit + inBrackets(Duration(v.RunTime))
	case model.StuckDownload:
		return who + " " + Verb(n, "has", "have") + " got no byte for " + s.Lasted(v.Since)
	case model.StuckInWindow:
		return who + " " + Verb(n, "fits", "fit") + " into the open maintenance window and " + Verb(n, "does", "do") + " not install" + since
	case model.StuckRestart:
		if v.Since.Before(s.State.Restart.Deadline) || s.State.Restart.Deadline.IsZero() {
			return "a restart has been needed for " + s.Lasted(v.Since) + inBrackets(who)
		}
		return "the restart has been overdue for " + s.Lasted(v.Since) + inBrackets(who)
	case model.StuckScan:
		return "no scan has succeeded for " + s.Lasted(v.Since) + inBrackets(v.Code.String())
	}
	return ""
}

// stuckUpdates names updates: the first, and how many more there are.
func (s *AsOf) stuckUpdates(all []*model.Update) string {
	if len(all) == 0 {
		return ""
	}
	who := UpdateLabel(all[0])
	if more := len(all) - 1; more > 0 {
		who += " and " + Grouped(more) + " more"
	}
	return who
}
