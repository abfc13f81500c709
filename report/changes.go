package report

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// change is one line of the events: something that became different, and the record that says so.
type change struct {
	Time   *stamp  `json:"time"` // null where the record has no time of its own
	Client string  `json:"client,omitempty"`
	Kind   string  `json:"kind"` // update-state, deployment-state, window, restart, scan, finding
	ID     string  `json:"id,omitempty"`
	KB     string  `json:"kb,omitempty"`
	Title  string  `json:"title,omitempty"`
	From   string  `json:"from,omitempty"`
	To     string  `json:"to"`
	Result *string `json:"result"`
	Text   string  `json:"text,omitempty"`
	Log    string  `json:"log"`
	Line   int     `json:"line"`

	at    time.Time
	rec   event.RecordID
	found *model.Finding // whose Text is looked for when it is written
}

// Changes writes state changes, each once: Next writes those that are new since the last call. It belongs
// to one goroutine.
type Changes struct {
	w       io.Writer
	text    bool
	clients map[int]*told
}

// told is what has been written of one client.
type told struct {
	fold      store.Fold
	done      map[string]bool
	awake     bool // its time is that of the clock
	events    int  // of which it was told
	shortened int  // steps that were left out of histories by then
}

// NewChanges writes to w as NDJSON, or as text for people.
func NewChanges(w io.Writer, text bool) *Changes {
	return &Changes{w: w, text: text, clients: map[int]*told{}}
}

// moment is the time a client's changes are told up to: now if it is followed, else that of its newest record.
func (t *told) moment(client *store.Client, now time.Time) time.Time {
	_, last := client.Span()
	if !client.Live || last.IsZero() || now.Before(last) {
		return last
	}
	if t.awake = t.awake || now.Sub(last) < store.Stale; t.awake {
		return now
	}
	return last
}

// Next writes what is new in v, in the order of time. What time alone makes it tells as of now where a client is followed, and
// as of the newest record elsewhere.
func (c *Changes) Next(v *store.Snapshot, now time.Time) error {
	for i := range v.Clients {
		t := c.clients[i]
		if t == nil {
			t = &told{done: map[string]bool{}}
			c.clients[i] = t
		}
		one := &v.Clients[i]
		name := ""
		if len(v.Clients) > 1 {
			name = one.Name
		}
		if err := c.client(t, one, now, name); err != nil {
			return fmt.Errorf("write events: %w", err)
		}
	}
	return nil
}

// client writes what is new of a client. Where steps have been left out of histories since, it looks at the states on the
// way: each has all steps of the events just before it.
func (w *Changes) client(t *told, c *store.Client, now time.Time, name string) error {
	s := client{&subject{Client: c, state: t.fold.First(c.Events, c.Events.Len()), at: t.moment(c, now)}}
	if n := s.state.Shortened(); n > t.shortened {
		t.shortened = n
		for at := t.events; at < c.Events.Len(); at += model.LongestHistory {
			then := t.fold.First(c.Events, at)
			if err := w.new(t, client{&subject{Client: c, state: then, at: then.At}}, name); err != nil {
				return err
			}
		}
	}
	t.events = c.Events.Len()
	return w.new(t, s, name)
}

// new writes what has not been written of a state.
func (c *Changes) new(t *told, s client, name string) error {
	all := s.changes()
	for _, ch := range all {
		ch.Client = name
		if key := ch.key(); !t.done[key] {
			t.done[key] = true
			if err := c.write(s, ch); err != nil {
				return err
			}
		}
	}
	if len(t.done) > 4*len(all)+mostDone { // what is in no history any more does not come back
		clear(t.done)
		for _, ch := range all {
			t.done[ch.key()] = true
		}
	}
	return nil
}

// mostDone is how many changes are known to be written though no history has them.
const mostDone = 10_000

// key tells a client's changes apart.
func (ch *change) key() string { return fmt.Sprintf("%s %s %s %d", ch.Kind, ch.ID, ch.To, ch.rec) }

func (c *Changes) write(s client, ch change) error {
	if ch.found != nil {
		ch.Text = s.atFirst(ch.found)
	}
	if !c.text {
		b, err := json.Marshal(ch)
		if err != nil {
			return err
		}
		_, err = c.w.Write(append(escaped(b), '\n'))
		return err
	}
	p := printer{w: c.w}
	what := ch.ID
	if ch.KB != "" {
		what = "KB" + ch.KB
	}
	result := ""
	if ch.Result != nil && *ch.Result != "0x00000000" {
		result = " " + *ch.Result
	}
	p.line("%s  %-16s %s %s%s  %s (%s:%d)", s.timeText(ch.at), ch.Kind, what, strings.TrimPrefix(ch.From+" > "+ch.To, " > "), result,
		ch.Title+ch.Text, ch.Log, ch.Line)
	return p.err
}

// changes is everything that has changed for a client, in the order of time.
func (s client) changes() []change {
	var all []change
	add := func(e model.Evidence, ch change) {
		p := s.place(e)
		ch.Time, ch.Log, ch.Line, ch.at, ch.rec = p.Time, p.Log, p.Line, e.At, e.Rec
		all = append(all, ch)
	}
	for _, u := range s.state.Updates() {
		steps(u.Transitions, func(e model.Evidence, ch change) {
			ch.Kind, ch.ID, ch.KB, ch.Title = "update-state", u.ID.String(), u.KB, u.Title
			add(e, ch)
		})
	}
	for _, d := range s.state.Deployments() {
		steps(d.Transitions, func(e model.Evidence, ch change) {
			ch.Kind, ch.ID = "deployment-state", d.ID.String()
			add(e, ch)
		})
	}
	for _, n := range s.state.Windows.Notices {
		add(n.Evidence, change{Kind: "window", To: strings.ToLower(n.Name)})
	}
	for _, r := range s.state.Restarts {
		add(r.Evidence, change{Kind: "restart", To: r.Name})
	}
	s.scanChanges(add)
	for _, f := range s.state.FindingsAt(s.at) {
		e := f.Evidence[0]
		e.At = f.Since // what only time makes a finding is one from then on
		add(e, change{Kind: "finding", ID: f.ID, To: "found", found: f})
		if !f.Lasts() {
			add(f.Cleared, change{Kind: "finding", ID: f.ID, To: "cleared", Text: f.Text})
		}
	}
	slices.SortStableFunc(all, func(a, b change) int { return a.at.Compare(b.at) })
	return all
}

// atFirst is the sentence of a finding as of the moment at which it became one: what time alone makes says how long it has lasted.
func (s client) atFirst(f *model.Finding) string {
	if f.Since.Equal(f.Evidence[0].At) {
		return f.Text
	}
	for _, then := range s.state.FindingsAt(f.Since.Add(1)) {
		if then.ID == f.ID && then.Update == f.Update && then.Evidence[0].Rec == f.Evidence[0].Rec {
			return then.Text
		}
	}
	return f.Text
}

// steps turns transitions into changes, each from the state before it.
func steps[S interface{ String() string }](all []model.Transition[S], add func(model.Evidence, change)) {
	from := ""
	for _, t := range all {
		ch := change{From: from, To: t.State.String()}
		if t.HasCode {
			ch.Result = said(t.Code.String())
		}
		add(t.Evidence, ch)
		from = ch.To
	}
}

func (s client) scanChanges(add func(model.Evidence, change)) {
	for _, c := range s.state.Scans() {
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
		add(c.End, change{Kind: "scan", ID: id, From: "started", To: to, Result: said(c.Result.String())})
	}
}
