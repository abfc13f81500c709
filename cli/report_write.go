package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"ccmtail/doctor"
	"ccmtail/feed"
	"ccmtail/internal/atomicfile"
	"ccmtail/model"
	"ccmtail/report"
	"ccmtail/store"
)

// reportRun is one run of report: the flags, understood.
type reportRun struct {
	*invocation
	format     string
	at         string // --at, as typed
	options    report.Options
	states     []model.UpdateState // of --fail-on
	conditions []condition         // of --fail-if
	split      string              // folder for pages, "" for none
	unknown    bool                // list what no rule matches instead
	reading    feed.Options
	unread     unreadClients
}

// newReportRun checks the flags.
func (p *invocation) newReportRun(flags *reportFlags) (*reportRun, error) {
	format, err := parseFormat(flags.format, report.Formats())
	if err != nil {
		return nil, err
	}
	r := &reportRun{invocation: p, format: format, at: flags.at, split: flags.split, unknown: flags.explainUnknown}
	switch {
	case r.split != "" && flags.output.name != "":
		return nil, usageError{errors.New("--split writes files of its own; leave --output out")}
	case r.split != "" && r.format != "html":
		return nil, usageError{errors.New("--split writes pages: add --format html")}
	}
	err = checkTime(flags.at)
	if err == nil {
		r.states, err = parseUpdateStates("--fail-on", flags.failOn)
	}
	if err == nil {
		r.conditions, err = parseConditions(flags.failIf)
	}
	if err != nil {
		return nil, usageError{err}
	}
	r.options = report.Options{
		Rules: flags.settings.Fit, Colour: p.canColour(), All: flags.all, Summary: flags.summary, Pages: r.split != "",
	}
	return r, nil
}

// writeReport reads sources and writes their report. It returns a stateError if --fail-on or --fail-if
// matches.
func (p *invocation) writeReport(ctx context.Context, sources []string, flags *reportFlags) error {
	r, err := p.newReportRun(flags)
	if err != nil {
		return err
	}
	if sources, err = p.withoutBinaries(sources); err != nil {
		return err
	}
	found := feed.FindClients(p.sourcesOnce(sources))
	n := found.Len()
	o := feed.Options{EventsOnly: !r.unknown && r.split == "" && !report.NeedsText(r.format, r.options, n)}
	o.EndOnly, o.OnFold = o.EventsOnly && r.at == "", setGCPercentFolding
	r.reading = p.applyLimits(o)
	if n > 1 {
		limitGarbage()
	}
	r.unread.several = n > 1
	if r.unknown {
		return r.listUnknown(ctx, found)
	}
	return r.write(ctx, found)
}

// write writes the report when all clients have been read.
func (r *reportRun) write(ctx context.Context, found *feed.Clients) error {
	var out io.Writer = r.out
	var index bytes.Buffer
	if r.split != "" {
		out = &index
		if err := os.MkdirAll(r.split, 0o755); err != nil {
			return fmt.Errorf("create the folder for the pages: %w", err)
		}
	}
	var all *report.Report
	var names report.PageNames
	err := found.Each(ctx, r.reading, func(c *store.Client) (err error) {
		if found.Len() == 1 {
			setGCPercentWhenRead(r.reading)
		}
		r.unread.add(c)
		if all == nil { // --at is on the clock of the first client
			if r.options.At, err = timeIn(c, r.at); err != nil {
				return err
			}
			all, _ = report.New(r.format, out, r.options, found.Len())
		}
		if r.split != "" {
			if err := r.writePage(ctx, names.Of(c.Name), c); err != nil {
				return err
			}
		}
		err = all.Add(c)
		r.unread.addDropped(c, all.Dropped())
		return err
	})
	if ctx.Err() != nil {
		return interruptedError{nothingWritten}
	}
	if err != nil {
		return err
	}
	if all == nil {
		all, _ = report.New(r.format, out, r.options, found.Len())
	}
	if err := unlessGone(all.Close()); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	if r.split != "" {
		if err := replaceFile(ctx, filepath.Join(r.split, "index.html"), func(w io.Writer) error { _, err := w.Write(index.Bytes()); return err }); err != nil {
			return err
		}
	}
	incomplete := r.sayUnreadClients(found.Limits(), &r.unread)
	if err := r.check(all); err != nil {
		return err
	}
	return incomplete
}

// writePage writes the page of a client.
func (r *reportRun) writePage(ctx context.Context, name string, c *store.Client) error {
	o := r.options
	o.Pages, o.Summary = false, false
	return replaceFile(ctx, filepath.Join(r.split, name), func(w io.Writer) error {
		page, _ := report.New("html", w, o, 1)
		if err := page.Add(c); err != nil {
			return err
		}
		return page.Close()
	})
}

// replaceFile writes a file whole or not at all.
func replaceFile(ctx context.Context, name string, write func(io.Writer) error) error {
	f, err := atomicfile.Replace(name, 0o644)
	if err == nil {
		err = f.Fill(ctx, write)
	}
	if err != nil {
		return fmt.Errorf("write page: %w", err)
	}
	return nil
}

// listUnknown lists the lines that no rule matches.
func (r *reportRun) listUnknown(ctx context.Context, found *feed.Clients) error {
	var whole bytes.Buffer
	err := found.Each(ctx, r.reading, func(c *store.Client) error {
		r.unread.add(c)
		return doctor.WriteUnknown(&whole, c, doctor.FindUnknown(c))
	})
	if err != nil {
		return err
	}
	if err := r.writeWhole(ctx, "report", func(w io.Writer) error { _, err := w.Write(whole.Bytes()); return err }); err != nil {
		return err
	}
	return r.sayUnreadClients(found.Limits(), &r.unread)
}

// check returns a stateError if an update is in one of the states of --fail-on, or a condition of
// --fail-if is met.
func (r *reportRun) check(all *report.Report) error {
	clients := all.Clients()
	for i := range clients {
		for j := range clients[i].Updates {
			if s := clients[i].Updates[j].State; slices.Contains(r.states, s) {
				return stateError{fmt.Errorf("an update is %s", s)}
			}
		}
	}
	for _, c := range r.conditions {
		if is, what := c.holds(all.Fleet()); is {
			return stateError{errors.New(what)}
		}
	}
	return nil
}
