package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"ccmtail/fleet"
	"ccmtail/internal/atomicfile"
	"ccmtail/internal/crash"
	"ccmtail/internal/text"
	"ccmtail/report"
	"ccmtail/store"
	"ccmtail/summary"
)

// fleetFiles are the files that are kept while clients are followed: a journal of their events, and
// gauges for a monitoring system.
type fleetFiles struct{ journal, metrics string }

// addFlags adds the flags to a command.
func (k *fleetFiles) addFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&k.journal, "journal", "", "append the events of all clients to a file a day in this `DIR`, as the command events prints them; "+
		"it is read at the start, so that no event is written twice")
	cmd.Flags().StringVar(&k.metrics, "metrics", "", "replace this `FILE` every 15 s by gauges in the OpenMetrics format, for a textfile collector")
	offerFolders(cmd, "journal")
	offerFiles(cmd, "metrics", "prom")
}

// wanted reports whether any file is to be kept.
func (k *fleetFiles) wanted() bool { return k.journal != "" || k.metrics != "" }

// metricsInterval is how often the gauges are written.
const metricsInterval = 15 * time.Second

// keptFiles are the files of a fleet that is running.
type keptFiles struct {
	journal *journal // nil: none
	metrics string
	say     func(failure string) // tells at once why a file could not be kept; nil tells nothing

	mu     sync.Mutex
	failed []string // why they could not be kept, each once
}

// note notes why a file could not be kept.
func (k *keptFiles) note(what string, err error) {
	if err == nil {
		return
	}
	said := text.Clean(fmt.Sprintf("%s: %v", what, err))
	k.mu.Lock()
	defer k.mu.Unlock()
	if !slices.Contains(k.failed, said) {
		k.failed = append(k.failed, said)
		if k.say != nil {
			k.say(said)
		}
	}
}

// failures returns why the files could not be kept.
func (k *keptFiles) failures() []string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return slices.Clone(k.failed)
}

// err returns an error if the files could not be kept all the time.
func (k *keptFiles) err() error {
	if all := k.failures(); len(all) > 0 {
		return errors.New(strings.Join(all, "; "))
	}
	return nil
}

// keep opens the files and returns the options with which the fleet tells its news to them. Without a
// journal it opens nothing.
func (p *invocation) keep(k fleetFiles, o fleet.Options) (fleet.Options, *keptFiles, error) {
	kept := &keptFiles{metrics: k.metrics}
	if k.journal == "" {
		return o, kept, nil
	}
	journal, err := openJournal(k.journal, p.now())
	if err != nil {
		return o, nil, err
	}
	kept.journal = journal
	changes := report.NewChangeWriter(journal, false, report.ChangeOptions{})
	changes.Skip(journal.isWritten)
	others := o.OnNews
	o.OnNews = func(number int, c *store.Client) {
		journal.day = p.now()
		if err := changes.WriteClient(number, c, journal.day); err != nil {
			kept.note("write --journal", err)
		}
		if others != nil {
			others(number, c)
		}
	}
	return o, kept, nil
}

// runFleet runs a fleet and keeps its files until ctx ends.
func (p *invocation) runFleet(ctx context.Context, f *fleet.Fleet, k *keptFiles) {
	var metrics sync.WaitGroup
	metrics.Go(crash.Guarded(func() { p.writeMetrics(ctx, k, f) }))
	collectLate(ctx, f.Len(), f.Loaded())
	f.Run(ctx)
	metrics.Wait()
	if k.journal != nil {
		k.note("write --journal", k.journal.close())
	}
}

// writeMetrics replaces the gauges every metricsInterval until ctx ends, and once more then. Without a
// file it does nothing.
func (p *invocation) writeMetrics(ctx context.Context, k *keptFiles, f *fleet.Fleet) {
	if k.metrics == "" {
		return
	}
	tick := time.NewTicker(metricsInterval)
	defer tick.Stop()
	select {
	case <-f.Loaded():
	case <-ctx.Done():
		return // sums of a part would be taken for those of all
	}
	for ctx.Err() == nil {
		k.note("write --metrics "+k.metrics, withoutPath(p.writeMetricsOnce(k.metrics, f)))
		select {
		case <-tick.C:
		case <-ctx.Done():
		}
	}
}

func (p *invocation) writeMetricsOnce(file string, f *fleet.Fleet) error {
	rows, _ := f.Changed(0)
	out, err := atomicfile.Replace(file, 0o644)
	if err != nil {
		return err
	}
	return out.Fill(context.Background(), func(w io.Writer) error { return report.OpenMetrics(w, summary.FleetOf(rows, p.now())) })
}

// withoutPath returns why a file could not be written, without the name of a temporary file beside it,
// which is another one each time.
func withoutPath(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
