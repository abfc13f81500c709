package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"hash/maphash"
	"io"
	"strings"
	"time"

	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/store"
	"ccmtail/summary"
)

// Change is one line of the events: something that became different, and the record that says so.
type Change struct {
	Time   *time.Time `json:"time"` // null where the record has no time of its own
	Client string     `json:"client"`
	Key    string     `json:"key"`
	Kind   string     `json:"kind"` // update-state, deployment-state, window, restart, scan, finding, gap
	ID     *string    `json:"id"`
	KB     *string    `json:"kb"`
	Title  *string    `json:"title"`
	From   *string    `json:"from"`
	To     string     `json:"to"`
	Result *string    `json:"result"`
	Text   *string    `json:"text"`
	Log    string     `json:"log"`
	File   string     `json:"file"`
	Line   int        `json:"line"`
	// Evidence is the beginning of the record's message, where the client's texts are kept.
	Evidence *string `json:"evidence,omitempty"`
}

// change is a change, and what is known of it while its client is at hand.
type change struct {
	Change

	at       time.Time
	rec      event.RecordID
	evidence model.Evidence
	subject  string         // what a finding is about: an update, a deployment or a content
	update   *model.Update  // that has changed, nil if it is something else
	finding  *model.Finding // whose Text is looked for when it is written
}

// ChangeWriter writes state changes, each once: WriteNew writes those that are new since the last call.
// It belongs to one goroutine.
type ChangeWriter struct {
	w       io.Writer
	tell    func(Change) error // in place of w; nil: write
	text    bool
	wanted  ChangeOptions
	several bool // clients, so that a line of text names its own
	clients map[int]*writtenState
	known   func(client, key string) bool // see Skip; may be nil
	reached *ReachedState
}

// writtenState is what has been written of one client.
type writtenState struct {
	fold    store.Fold
	written map[uint64]struct{} // hashes of names
	ChangeMoment
	eventCount int            // of which it was told
	shortened  int            // steps that were left out of histories by then
	gaps       map[string]int // by log
	givenUp    string         // what was not written to stay within the memory limit
	begun      bool           // since and filter are set
	since      time.Time
	filter     []query.ChangeFilter
	silent     bool // what is new is not written, but counts as written
}

// NewChangeWriter writes to w as NDJSON, or as text for people.
func NewChangeWriter(w io.Writer, text bool, o ChangeOptions) *ChangeWriter {
	return &ChangeWriter{w: w, text: text, wanted: o, clients: map[int]*writtenState{}}
}

// GivenUp says what of each client is not among the changes, to stay within the memory limit; only of
// those of which that is so.
func (w *ChangeWriter) GivenUp(v *store.Snapshot) (all []string) {
	for i := range v.Clients {
		if t := w.clients[i]; t != nil && t.givenUp != "" {
			all = append(all, v.Clients[i].Name+": "+t.givenUp)
		}
	}
	return all
}

// WriteNew writes what is new in v, in the order of time. What time alone makes it tells as of now
// where a client is followed, and as of the newest record elsewhere.
func (w *ChangeWriter) WriteNew(v *store.Snapshot, now time.Time) error {
	w.several = len(v.Clients) > 1
	for i := range v.Clients {
		if err := w.writeNew(i, &v.Clients[i], now); err != nil {
			return err
		}
	}
	return nil
}

// Several says whether there are several clients, whose lines of text name them, for WriteClient.
func (w *ChangeWriter) Several(several bool) { w.several = several }

// WriteClient writes what is new of one of many clients, as WriteNew does. Its number is always the same.
// It takes more time than WriteNew, and less memory between two calls.
func (w *ChangeWriter) WriteClient(number int, c *store.Client, now time.Time) error {
	err := w.writeNew(number, c, now)
	w.clients[number].fold = store.Fold{}
	return err
}

// writeNew writes what is new of a client.
func (w *ChangeWriter) writeNew(number int, c *store.Client, now time.Time) error {
	t := w.clients[number]
	if t == nil {
		t = &writtenState{written: map[uint64]struct{}{}, gaps: map[string]int{}, silent: w.wanted.OnlyNew}
		w.clients[number] = t
	}
	if err := w.begin(t, c); err != nil {
		return err
	}
	err := w.writeGaps(t, c)
	if err == nil {
		err = w.writeClient(t, c, t.ChangeMoment.Of(c, now))
	}
	if err != nil {
		return fmt.Errorf("write events: %w", err)
	}
	t.silent = t.silent && (!c.Live || c.Err != nil)
	if w.reached != nil {
		return w.reached
	}
	return nil
}

// Skip makes the writer leave out lines of NDJSON that were written in an earlier run: those of whose
// client and key known returns true.
func (w *ChangeWriter) Skip(known func(client, key string) bool) { w.known = known }

// writeClient writes what is new of a client as of a moment. Where steps have been left out of histories since, it
// looks at the states on the way: each has all steps of the events just before it.
func (w *ChangeWriter) writeClient(t *writtenState, c *store.Client, at time.Time) error {
	s := changesOf(c, c.End(&t.fold), at)
	if n := s.State.DroppedSteps(); n > t.shortened {
		t.shortened = n
		var before time.Time
		for n := t.eventCount; n < c.Events.Len(); n += model.MinHistory {
			then := t.fold.AfterFirst(c.Events, n)
			if err := w.writeState(t, changesOf(c, then, then.At), before); err != nil {
				return err
			}
			before = then.At
		}
	}
	t.eventCount = c.Events.Len()
	t.givenUp = strings.TrimPrefix(s.EvictedText(s.Zoned)+", "+s.DroppedText(), ", ")
	t.givenUp = strings.TrimSuffix(t.givenUp, ", ")
	return w.writeState(t, s, time.Time{})
}

func changesOf(c *store.Client, s *model.State, at time.Time) clientDocs {
	return clientDocs{summary.Of(c, s, at, model.FitRules{}, nil)}
}

// writeState writes what has not been written of a state. What happened before since has been.
func (w *ChangeWriter) writeState(t *writtenState, s clientDocs, since time.Time) error {
	all := s.changes(since)
	for _, ch := range all {
		name := ch.name()
		if _, ok := t.written[name]; !ok {
			t.written[name] = struct{}{}
			if err := w.writeChange(t, s, ch); err != nil {
				return err
			}
		}
	}
	if since.IsZero() && len(t.written) > 4*len(all)+maxWritten { // what is in no history any more does not come back
		clear(t.written)
		for _, ch := range all {
			t.written[ch.name()] = struct{}{}
		}
	}
	return nil
}

// maxWritten is how many changes are known to be written though no history has them.
const maxWritten = 10_000

// nameSeed is the seed of the hashes of names.
var nameSeed = maphash.MakeSeed()

// name returns a hash that tells a client's changes apart, for as long as the program runs.
func (ch *change) name() uint64 {
	return maphash.Comparable(nameSeed, struct {
		kind, id, subject, to string
		rec                   event.RecordID
	}{ch.Kind, orEmpty(ch.ID), ch.subject, ch.To, ch.rec})
}

// writeChange writes a change, if it is wanted.
func (w *ChangeWriter) writeChange(t *writtenState, s clientDocs, ch change) error {
	if t.silent || w.reached != nil || ch.at.Before(t.since) {
		return nil
	}
	ch.Client, ch.Key = s.Client.Name, s.changeKey(&ch)
	if w.known != nil && w.known(ch.Client, ch.Key) {
		return nil
	}
	if ch.finding != nil {
		ch.Text = stringOrNil(s.findingText(ch.finding, ch.To))
	}
	if !t.wants(&ch) {
		return nil
	}
	ch.Evidence = stringOrNil(s.Client.Texts.Of(ch.rec))
	w.reach(&ch)
	if !w.text {
		return w.writeJSON(ch)
	}
	p := text.NewPrinter(w.w)
	what, title := orEmpty(ch.ID), ""
	if u := ch.update; u != nil {
		title = u.Title
		if u.KB != "" {
			what = summary.UpdateLabel(u)
		}
	}
	result := ""
	if code := orEmpty(ch.Result); code != "" && code != "0x00000000" {
		result = " " + code
	}
	p.Line("%s%s  %-16s %s %s%s  %s (%s)", w.prefix(ch.Client), s.Zoned(ch.at), ch.Kind, what, ch.words(), result, title+orEmpty(ch.Text), s.Where(ch.evidence))
	return p.Err()
}

// prefix returns what begins a line of text: the client, if there are several.
func (w *ChangeWriter) prefix(client string) string {
	if !w.several {
		return ""
	}
	return client + "  "
}

func (w *ChangeWriter) writeJSON(ch change) error {
	if w.tell != nil {
		return w.tell(ch.Change)
	}
	b, err := json.Marshal(ch.Change)
	if err != nil {
		return err
	}
	_, err = w.w.Write(append(text.JSONInASCII(b), '\n'))
	return err
}

// words says the change for people: "installing → pending restart".
func (ch *change) words() string {
	word := func(name string) string { return cmp.Or(summary.StateWord(ch.Kind, name), name) }
	if ch.From == nil {
		return word(ch.To)
	}
	return word(*ch.From) + " → " + word(ch.To)
}
