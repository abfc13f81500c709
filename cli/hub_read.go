//go:build !nohub

package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"ccmtail/hub"
	"ccmtail/internal/text"
	"ccmtail/query"
	"ccmtail/report"
	"ccmtail/store"
	"ccmtail/summary"
)

// parseFleetSources reads sources that are the hub's fleet.
func parseFleetSources(sources []string) (all []hub.Source, err error) {
	for _, source := range sources {
		name, client, isClient := strings.Cut(source[len(fleetSource):], "/")
		var one hub.Source
		if name != "" || isClient {
			if one.Site, err = hub.ParseSite(name); err != nil {
				return nil, usageError{fmt.Errorf("%s: %w", source, err)}
			}
		}
		if one.Client = client; isClient && client == "" {
			return nil, usageError{fmt.Errorf("%s: name a client behind the /", source)}
		}
		all = append(all, one)
	}
	return all, nil
}

// localClock is this computer's clock, for times as they are typed.
type localClock struct{}

// Wall returns a time on the clock.
func (localClock) Wall(t time.Time) time.Time { return t.In(time.Local) }

// UTC returns the moment at which the clock shows a time.
func (localClock) UTC(wall time.Time) time.Time {
	return time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), 0, time.Local).UTC()
}

// reportHub writes the report of what the hub holds.
func (p *invocation) reportHub(ctx context.Context, sources []string, flags *reportFlags) error {
	r, err := p.newReportRun(flags)
	if err != nil {
		return err
	}
	some, err := parseFleetSources(sources)
	switch {
	case err != nil:
		return err
	case r.split != "" || r.unknown:
		return usageError{errors.New("--split and --explain-unknown need the clients' logs, which the hub does not hold")}
	case slices.ContainsFunc(some, func(s hub.Source) bool { return s.Client != "" }):
		return usageError{errors.New("the report of one client needs its logs; name them, or print its events: ccmtail events fleet:SITE/CLIENT")}
	}
	viewer, err := hub.OpenViewer(hubSettings(&flags.settings.Hub), sitesOf(some), p.now)
	if err != nil {
		return err
	}
	defer viewer.Close()
	limitGarbage()
	if err := r.readHub(ctx, viewer); err != nil {
		return err
	}
	rows, _ := viewer.Changed(0)
	all, _, err := report.OfSummaries(r.format, r.out, r.options, rows)
	if err != nil {
		return err
	}
	if ctx.Err() != nil {
		return interruptedError{nothingWritten}
	}
	if err := unlessGone(all.Close()); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	if err := r.check(all); err != nil {
		return err
	}
	return p.sayHubIncomplete(viewer, all.Fleet())
}

// sitesOf returns the sites of sources, none for all.
func sitesOf(sources []hub.Source) (sites []hub.Site) {
	for _, s := range sources {
		if s.Site == "" {
			return nil
		}
		sites = append(sites, s.Site)
	}
	return sites
}

// readHub reads what the hub holds as of the moment of --at, and sets the moment of the report.
func (r *reportRun) readHub(ctx context.Context, viewer *hub.Viewer) error {
	if err := viewer.ReadAll(ctx); err != nil {
		return fmt.Errorf("read the hub: %w", err)
	}
	rows, _ := viewer.Changed(0)
	var newest time.Time
	for i := range rows {
		if rows[i].LastRecord.After(newest) {
			newest = rows[i].LastRecord
		}
	}
	now := r.now()
	if now.Sub(newest).Abs() >= store.StaleAfter {
		now = newest // nothing goes on any more
	}
	r.options.At = now
	if r.at == "" {
		return nil
	}
	at, err := query.Times{Clock: localClock{}, At: now, First: now, Last: now}.Parse(r.at)
	if err != nil {
		return usageError{fmt.Errorf("--at: %w", err)}
	}
	r.options.At = at
	return viewer.ReadPast(ctx, at)
}

// sayHubIncomplete says what is not up to date or cannot be read, and returns an error if there is
// anything.
func (p *invocation) sayHubIncomplete(viewer *hub.Viewer, f *summary.Fleet) error {
	_, _, failures := viewer.Progress()
	for _, failure := range failures {
		p.sayUnread(failure)
	}
	silent := summary.SilentText(viewer.Silent(), time.Local)
	if silent != "" {
		fmt.Fprintf(p.errOut, "ccmtail: %s\n", text.Clean(silent))
	}
	unread := f.InState(summary.ClientUnreadable)
	switch {
	case len(unread)+len(failures) > 0:
		return incompleteError{clients: len(unread) + len(failures)}
	case silent != "":
		return errors.New("perhaps not all clients are up to date")
	}
	return nil
}

// writeHub writes the changes of what the hub holds, until there are no more or ctx ends.
func (e *eventsRun) writeHub(ctx context.Context, sources []string) error {
	some, err := parseFleetSources(sources)
	if err != nil {
		return err
	}
	if e.files.wanted() {
		return usageError{errors.New("--journal and --metrics are kept by whoever reads the logs; the hub is a journal itself")}
	}
	printer, err := e.hubPrinter(&interruptibleWriter{ctx: ctx, w: e.out})
	if err != nil {
		return err
	}
	unread := 0
	wanted := hub.EventsWanted{Sources: some, Since: printer.Since, New: e.follow && e.sinceNow(), Follow: e.follow, Bad: func(err error) {
		unread++
		e.sayUnread(err.Error())
	}}
	err = hub.ReadEvents(ctx, hubSettings(&e.settings.Hub), wanted, e.now(), func(site hub.Site, event *hub.Event) error {
		return printer.Print(&report.ToldChange{Site: string(site), Change: event.Change})
	})
	switch {
	case ctx.Err() != nil:
		return interruptedError{outputCut}
	case err != nil:
		return e.outcome(unlessGone(err))
	case unread > 0:
		return fmt.Errorf("%s could not be read, so the output is incomplete", countText(unread, "event"))
	}
	return e.outcome(nil)
}

// hubPrinter returns what prints the changes that are wanted.
func (e *eventsRun) hubPrinter(w io.Writer) (*report.ChangePrinter, error) {
	times := query.Times{Clock: localClock{}, At: e.now(), First: e.now(), Last: e.now()}
	printer := &report.ChangePrinter{W: w, Text: e.format == "text", Zone: time.Local, Until: e.states}
	var err error
	if e.since != "" && !(e.follow && e.sinceNow()) {
		if printer.Since, err = times.Parse(e.since); err != nil {
			return nil, usageError{fmt.Errorf("--since: %w", err)}
		}
	}
	printer.Filters, err = e.parseFilters(times)
	if err != nil {
		return nil, usageError{err}
	}
	return printer, nil
}
