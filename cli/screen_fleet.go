package cli

import (
	"cmp"
	"context"

	"ccmtail/feed"
	"ccmtail/fleet"
	"ccmtail/internal/crash"
	"ccmtail/store"
	"ccmtail/ui"
)

// screenFleet is a fleet as the screen asks for it.
type screenFleet struct {
	*fleet.Fleet
	opening feed.Options // of a client
	kept    *keptFiles
}

// Progress implements ui.Fleet.
func (f screenFleet) Progress() ui.FleetProgress {
	clients, bytes, limits := f.Fleet.Progress()
	return ui.FleetProgress{Clients: clients, Bytes: bytes, Limits: limits, Failures: f.kept.failures()}
}

// OpenClient implements ui.Fleet.
func (f screenFleet) OpenClient(number int) (ui.Source, func(), error) {
	client, stop, err := f.Open(number, f.opening)
	if err != nil {
		return nil, nil, err
	}
	return client, stop, nil
}

// sources returns the clients' paths, so that nothing is written over them.
func (f screenFleet) sources() *store.Snapshot {
	rows, _ := f.Changed(0)
	all := &store.Snapshot{Clients: make([]store.Client, len(rows))}
	for i := range rows {
		all.Clients[i].Path = rows[i].Path
	}
	return all
}

// openClients is how many clients of a fleet are open as a whole at a time: the one that is shown and the
// three before.
const openClients = 4

// openFleet returns a fleet with the memory limit. Half of it is for the clients that are opened.
func (p *invocation) openFleet(found *feed.Clients, o fleet.Options, k *keptFiles) screenFleet {
	opening := feed.Options{
		Follow: true, Preview: true, Rules: p.rules, Memory: p.limitMemory(), OnLarge: useHugePages,
	}
	keepGarbageLow()
	o.Now, o.Memory, o.UserRules = p.now, opening.Memory/2, opening.Rules
	opening.Memory /= 2 * openClients
	return screenFleet{fleet.New(found, o), opening, k}
}

// replayFleet plays the captures of many clients on the screen. They are read to their present ends.
func (p *invocation) replayFleet(ctx context.Context, found *feed.Clients, s *settings, o ui.Options) error {
	f := p.openFleet(found, fleet.Options{Rules: s.Fit}, &keptFiles{})
	f.opening.Follow = false
	return p.runFleetScreen(ctx, f, s, o)
}

// runFleetScreen shows a fleet on the screen until the user quits, or a signal ends it.
func (p *invocation) runFleetScreen(ctx context.Context, f screenFleet, s *settings, o ui.Options) error {
	signalled := ctx
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	p.completeScreen(s, &o, screenFiles{f.sources})
	done := make(chan struct{})
	go crash.Guarded(func() { defer close(done); p.runFleet(ctx, f.Fleet, f.kept) })()
	err := ui.RunFleet(ctx, f, o)
	cancel()
	<-done
	if signalled.Err() != nil {
		return interruptedError{screenClosed}
	}
	return cmp.Or(err, f.kept.err())
}
