package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
	"ccmtail/summary"
)

// change is one line of the events: something that became different, and the record that says so.
type change struct {
	Time   *stamp  `json:"time"` // null where the record has no time of its own
	Client string  `json:"client,omitempty"`
	Kind   string  `json:"kind"` // update-state, deployment-state, window, restart, scan, finding, gap
	ID     string  `json:"id,omitempty"`
	KB     string  `json:"kb,omitempty"`
	Title  string  `json:"title,omitempty"`
	From   string  `json:"from,omitempty"`
	To     string  `json:"to"`
	Result *string `json:"result"`
	Text   string  `json:"text,omitempty"`
	Log    string  `json:"log"`
	File   string  `json:"file"`
	Line   int     `json:"line"`

	at       time.Time
	rec      event.RecordID
	evidence model.Evidence
	label    string         // what people call the update
	finding  *model.Finding // whose Text is looked for when it is written
}

// ChangeWriter writes state changes, each once: Next writes those that are new since the last call.
// It belongs to one goroutine.
type ChangeWriter struct {
	w       io.Writer
	text    bool
	clients map[int]*writtenState
}

// writtenState is what has been written of one client.
type writtenState struct {
	fold         store.Fold
	written      map[string]bool
	followsClock bool           // its time is that of the clock
	eventCount   int            // of which it was told
	shortened    int            // steps that were left out of histories by then
	gaps         map[string]int // by log
}

// NewChangeWriter writes to w as NDJSON, or as text for people.
func NewChangeWriter(w io.Writer, text bool) *ChangeWriter {
	return &ChangeWriter{w: w, text: text, clients: map[int]*writtenState{}}
}

// asOf returns the time a client's changes are told up to: now if it is followed, else that of its
// newest record.
func (t *writtenState) asOf(client *store.Client, now time.Time) time.Time {
	_, last := client.TimeRange()
	if !client.Live || last.IsZero() || now.Before(last) {
		return last
	}
	if t.followsClock = t.followsClock || now.Sub(last) < store.StaleAfter; t.followsClock {
		return now
	}
	return last
}

// WriteNew writes what is new in v, in the order of time. What time alone makes it tells as of now
// where a client is followed, and as of the newest record elsewhere.
func (w *ChangeWriter) WriteNew(v *store.Snapshot, now time.Time) error {
	for i := range v.Clients {
		t := w.clients[i]
		if t == nil {
			t = &writtenState{written: map[string]bool{}, gaps: map[string]int{}}
			w.clients[i] = t
		}
		one := &v.Clients[i]
		name := ""
		if len(v.Clients) > 1 {
			name = one.Name
		}
		if err := w.writeGaps(t, one, name); err != nil {
			return fmt.Errorf("write events: %w", err)
		}
		if err := w.writeClient(t, one, now, name); err != nil {
			return fmt.Errorf("write events: %w", err)
		}
	}
	return nil
}

// writeClient writes what is new of a client. Where steps have been left out of histories since, it
// looks at the states on the way: each has all steps of the events just before it.
func (w *ChangeWriter) writeClient(t *writtenState, c *store.Client, now time.Time, name string) error {
	s := changesOf(c, t.fold.AfterFirst(c.Events, c.Events.Len()), t.asOf(c, now))
	if n := s.State.DroppedSteps(); n > t.shortened {
		t.shortened = n
		for at := t.eventCount; at < c.Events.Len(); at += model.MinHistory {
			then := t.fold.AfterFirst(c.Events, at)
			if err := w.writeState(t, changesOf(c, then, then.At), name); err != nil {
				return err
			}
		}
	}
	t.eventCount = c.Events.Len()
	return w.writeState(t, s, name)
}

func changesOf(c *store.Client, s *model.State, at time.Time) clientDocs {
	return clientDocs{summary.Of(c, s, at, model.FitRules{}, nil)}
}

// writeState writes what has not been written of a state.
func (w *ChangeWriter) writeState(t *writtenState, s clientDocs, name string) error {
	all := s.changes()
	for _, ch := range all {
		ch.Client = name
		if key := ch.key(); !t.written[key] {
			t.written[key] = true
			if err := w.writeChange(s, ch); err != nil {
				return err
			}
		}
	}
	if len(t.written) > 4*len(all)+maxWritten { // what is in no history any more does not come back
		clear(t.written)
		for _, ch := range all {
			t.written[ch.key()] = true
		}
	}
	return nil
}

// maxWritten is how many changes are known to be written though no history has them.
const maxWritten = 10_000

// key tells a client's changes apart.
func (ch *change) key() string { return fmt.Sprintf("%s %s %s %d", ch.Kind, ch.ID, ch.To, ch.rec) }

func (w *ChangeWriter) writeChange(s clientDocs, ch change) error {
	if ch.finding != nil {
		ch.Text = s.findingText(ch.finding, ch.To)
	}
	if !w.text {
		return w.writeJSON(ch)
	}
	p := text.NewPrinter(w.w)
	what := ch.ID
	if ch.KB != "" {
		what = ch.label
	}
	result := ""
	if ch.Result != nil && *ch.Result != "0x00000000" {
		result = " " + *ch.Result
	}
	p.Line("%s  %-16s %s %s%s  %s (%s)", s.Zoned(ch.at), ch.Kind, what, ch.words(), result, ch.Title+ch.Text, s.Where(ch.evidence))
	return p.Err()
}

func (w *ChangeWriter) writeJSON(ch change) error {
	b, err := json.Marshal(ch)
	if err != nil {
		return err
	}
	_, err = w.w.Write(append(text.EscapeHidden(b), '\n'))
	return err
}

// words says the change for people: "installing → pending restart".
func (ch *change) words() string {
	word := func(name string) string { return cmp.Or(summary.StateWord(ch.Kind, name), name) }
	if ch.From == "" {
		return word(ch.To)
	}
	return word(ch.From) + " → " + word(ch.To)
}

// changes returns everything that has changed for a client, in the order of time.
func (s clientDocs) changes() []change {
	var all []change
	add := func(e model.Evidence, ch change) {
		p := s.evidenceDoc(e)
		ch.Time, ch.Log, ch.File, ch.Line = p.Time, p.Log, p.File, p.Line
		ch.at, ch.rec, ch.evidence = e.At, e.Rec, e
		all = append(all, ch)
	}
	for _, u := range s.State.Updates() {
		transitionChanges(u.Transitions, func(e model.Evidence, ch change) {
			ch.Kind, ch.ID, ch.KB, ch.Title, ch.label = "update-state", u.ID.String(), u.KB, u.Title, summary.UpdateLabel(u)
			add(e, ch)
		})
	}
	for _, d := range s.State.Deployments() {
		transitionChanges(d.Transitions, func(e model.Evidence, ch change) {
			ch.Kind, ch.ID = "deployment-state", d.ID.String()
			add(e, ch)
		})
	}
	for _, n := range s.State.Windows.Notices {
		add(n.Evidence, change{Kind: "window", To: strings.ToLower(n.Name)})
	}
	for _, r := range s.State.RestartSteps {
		add(r.Evidence, change{Kind: "restart", To: r.Name})
	}
	s.scanChanges(add)
	for _, f := range s.Findings() {
		e := f.Evidence[0]
		e.At = f.Since // what only time makes a finding is one from then on
		add(e, change{Kind: "finding", ID: f.ID, To: findingFound, finding: f})
		if !f.Active() {
			add(f.Cleared, change{Kind: "finding", ID: f.ID, To: "cleared", finding: f})
		}
	}
	slices.SortStableFunc(all, func(a, b change) int { return a.at.Compare(b.at) })
	return all
}

// findingFound is the change by which a finding becomes one.
const findingFound = "found"

// findingText returns the sentence of a finding. One that has just become one says what it said at
// that moment: what time alone makes says how long it has lasted.
func (s clientDocs) findingText(f *model.Finding, to string) string {
	if to == findingFound && !f.Since.Equal(f.Evidence[0].At) {
		for _, then := range s.State.FindingsAt(f.Since.Add(1)) {
			if then.ID == f.ID && then.Update == f.Update && then.Evidence[0].Rec == f.Evidence[0].Rec {
				f = then
				break
			}
		}
	}
	return summary.Sentence(f.Text)
}

// transitionChanges turns transitions into changes, each from the state before it.
func transitionChanges[S interface{ String() string }](all []model.Transition[S], add func(model.Evidence, change)) {
	from := ""
	for _, t := range all {
		ch := change{From: from, To: t.State.String()}
		if t.HasCode {
			ch.Result = stringOrNil(t.Code.String())
		}
		add(t.Evidence, ch)
		from = ch.To
	}
}

func (s clientDocs) scanChanges(add func(model.Evidence, change)) {
	for _, c := range s.State.Scans() {
		id := c.Source.String()
		if !c.Start.At.IsZero() {
			add(c.Start, change{Kind: "scan", ID: id, To: "started", Text: c.Server})
		}
		if !c.Ended {
			continue
		}
		to := "completed"
		if c.Result.Failed() {
			to = "failed"
		}
		add(c.End, change{Kind: "scan", ID: id, From: "started", To: to, Result: stringOrNil(c.Result.String())})
	}
}
