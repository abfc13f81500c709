// Package report writes what is known about clients at one moment as text or as data. It reads
// nothing, has no clock, and leaves out what the logs do not say.
package report

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"ccmtail/model"
	"ccmtail/store"
	"ccmtail/summary"
)

// Options say what to report.
type Options struct {
	// At is the moment; zero means the end of what was read.
	At time.Time
	// Rules are the run time and margin assumed for "what fits" where the logs do not name them;
	// the zero value means Current Branch's.
	Rules model.FitRules
	// Colour lets Text colour the words of states and severities. It says nothing by colour alone.
	Colour bool
	// All lets Text list the updates that need nothing, and the findings that have cleared; else it
	// counts them.
	All bool
	// Summary leaves out what is said of each client alone.
	Summary bool
	// Pages says that each client has a page of its own, beside that of all; see PageNames.
	Pages bool
}

// form is a format: what is written of each client, and what stands before and behind that when all of
// them are known.
type form struct {
	client     func(w io.Writer, s *summary.AsOf, r *Report) error // nil: nothing
	head, foot func(w io.Writer, r *Report) error                  // nil: nothing
	// needsText: it quotes records.
	needsText bool
}

// forms are the formats by name.
var forms = map[string]form{
	"csv":         {client: csvClient, head: csvHead},
	"html":        {client: htmlClient, head: htmlHead, foot: htmlFoot, needsText: true},
	"json":        {client: jsonClient, head: jsonHead, foot: jsonFoot},
	"markdown":    {client: markdownClient, head: markdownHead, needsText: true},
	"openmetrics": {head: openMetrics},
	"text":        {client: textClient, head: textHead},
}

// Formats returns the names of the formats, in order.
func Formats() []string { return slices.Sorted(maps.Keys(forms)) }

// NeedsText reports whether the report of so many clients quotes records.
func NeedsText(format string, o Options, clients int) bool {
	f := forms[format]
	return f.needsText && (clients == 1 || !o.Summary && (format != "html" || clients <= maxArticles && !o.Pages))
}

// Report is a report in the making. Clients are added one by one. Of each it keeps a summary, and what
// is to be written of it, compressed.
type Report struct {
	Options
	form    form
	w       io.Writer
	several bool
	clients []summary.ClientSummary
	texts   summary.Texts
	parts   parts
	asOf    summary.Time // of the first client
	fleet   *summary.Fleet
	dropped string // of the client added last
}

// New returns a report of so many clients that Close writes to w, in one of the Formats. Nothing is
// written before.
func New(format string, w io.Writer, o Options, clients int) (r *Report, ok bool) {
	f, ok := forms[format]
	r = &Report{Options: o, form: f, w: w, several: clients > 1, texts: summary.Texts{}}
	if format == "html" && r.several && (clients > maxArticles || o.Pages) || r.several && o.Summary && format != "json" && format != "csv" {
		r.form.client = nil
	}
	return r, ok
}

// Add adds a client. It is not kept.
func (r *Report) Add(c *store.Client) error {
	client := *c
	s := summary.ClientAt(&client, r.At, r.Rules)
	client.Events = client.Events.Evicted() // all that is asked for of them from here on
	if len(r.clients) == 0 {
		r.asOf = s.Time(s.At)
	}
	var err error
	if r.form.client != nil {
		err = r.form.client(&r.parts, s, r)
	}
	r.clients, r.dropped = append(r.clients, s.ClientSummary(r.texts)), s.DroppedText()
	return err
}

// Dropped says what is kept no longer of the client that was added last, "" if all is.
func (r *Report) Dropped() string { return r.dropped }

// Clients returns the summaries of the clients that have been added.
func (r *Report) Clients() []summary.ClientSummary { return r.clients }

// Fleet returns the sums of the clients that have been added.
func (r *Report) Fleet() *summary.Fleet {
	if r.fleet == nil || r.fleet.Clients() != len(r.clients) {
		r.fleet = summary.FleetOf(r.clients, r.At)
	}
	return r.fleet
}

// Close writes the report.
func (r *Report) Close() error {
	for _, part := range []func(io.Writer, *Report) error{r.form.head, func(w io.Writer, r *Report) error { return r.parts.copyTo(w) }, r.form.foot} {
		if part == nil {
			continue
		}
		if err := part(r.w, r); err != nil {
			return err
		}
	}
	return nil
}

// Write writes the report of a snapshot in one of the Formats.
func Write(w io.Writer, format string, v *store.Snapshot, o Options) error {
	r, ok := New(format, w, o, len(v.Clients))
	if !ok {
		return fmt.Errorf("%s: unknown format", format)
	}
	for i := range v.Clients {
		if err := r.Add(&v.Clients[i]); err != nil {
			return err
		}
	}
	return r.Close()
}

// JSON writes the report of a snapshot as one JSON document, schema version 1.
func JSON(w io.Writer, v *store.Snapshot, o Options) error { return Write(w, "json", v, o) }

// Text writes the report of a snapshot for people. Nothing of a log reaches w unsanitised.
func Text(w io.Writer, v *store.Snapshot, o Options) error { return Write(w, "text", v, o) }

// HTML writes the report of a snapshot as one page that needs nothing but itself: no network, and no
// script to be read. All text of a log is escaped for the place it stands in.
func HTML(w io.Writer, v *store.Snapshot, o Options) error { return Write(w, "html", v, o) }

// Markdown writes the report of a snapshot for a ticket, in the dialect of GitHub, GitLab and Azure
// DevOps. No text of a log is taken for markup there, and none reaches w with a control character in
// it.
func Markdown(w io.Writer, v *store.Snapshot, o Options) error { return Write(w, "markdown", v, o) }

// asOfTime returns the time the report is about: the one asked for, else that of the newest record
// of all.
func (r *Report) asOfTime() time.Time { return r.Fleet().At }
