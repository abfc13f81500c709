//go:build !nohub

package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"ccmtail/hub"
	"ccmtail/internal/text"
)

// hubInit are the flags of collect that set up a hub.
type hubInit struct {
	print, trial bool // the configuration of a server
	stream       bool // print the stream's settings
	create       bool // make the stream
	key          bool // make the key to redact with
	replicas     int
	sites        []string
}

const hubInitHelp = `To set up a hub: --init prints the configuration of a nats-server with the rights of each user, and with --trial that
of one on this computer to try it; --stream-settings prints the settings of the stream as JSON; --create-stream makes
the stream at the hub of config.toml if there is none, and goes on to collect if there is a SOURCE. --create-redact-key
makes the key of config.toml with which names are replaced, if redact is on.`

// addFlags adds the flags to a command.
func (f *hubInit) addFlags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.print, "init", false, "instead, print the configuration of a nats-server: the hub")
	cmd.Flags().BoolVar(&f.trial, "trial", false, "with --init, of a hub on this computer alone, without certificates")
	cmd.Flags().StringSliceVar(&f.sites, "sites", nil, "with --init, the `SITES` that have a collector (default the one of config.toml)")
	cmd.Flags().BoolVar(&f.stream, "stream-settings", false, "instead, print the settings of the stream as JSON, as nats stream add --config reads them")
	cmd.Flags().BoolVar(&f.create, "create-stream", false, "make the stream at the hub, if there is none")
	cmd.Flags().BoolVar(&f.key, "create-redact-key", false, "instead, make the file of the key that all collectors redact with")
	cmd.Flags().IntVar(&f.replicas, "replicas", 1, "with --create-stream or --stream-settings, on how many servers of a cluster to keep it")
	offerValues(cmd, "sites")
	offerValues(cmd, "replicas", "1", "3", "5")
}

// wanted reports whether a hub is to be set up, and nothing to be collected.
func (f *hubInit) wanted() bool { return f.print || f.stream || f.create || f.trial || f.key }

// check returns an error if the flags or arguments do not fit together.
func (f *hubInit) check(args []string) error {
	n := 0
	for _, is := range []bool{f.print, f.stream, f.create, f.key} {
		if is {
			n++
		}
	}
	switch {
	case n != 1:
		return usageError{errors.New("use one of --init, --stream-settings, --create-stream and --create-redact-key")}
	case len(args) > 0 && !f.create:
		return usageError{fmt.Errorf("nothing is collected; remove %q", args[0])}
	case f.replicas < 1 || f.replicas > 5:
		return usageError{errors.New("--replicas: from 1 to 5")}
	}
	return nil
}

// run sets up the hub, and reports whether that is all that is to be done.
func (f *hubInit) run(ctx context.Context, p *invocation, s *settings, args []string) (done bool, err error) {
	switch err := f.check(args); {
	case err != nil:
		return true, err
	case f.stream:
		return true, p.writeWhole(ctx, "settings", func(w io.Writer) error { return hub.WriteStream(w, f.replicas) })
	case f.print:
		return true, f.printSetup(ctx, p, s)
	case f.key:
		if err := hub.CreateRedactKey(hubSettings(&s.Hub)); err != nil {
			return true, err
		}
		fmt.Fprintf(p.errOut, "ccmtail: made %s; give a copy to every collector, and keep it from all others\n", text.Clean(s.Hub.RedactKey))
		return true, nil
	}
	err = hub.CreateStream(ctx, hubSettings(&s.Hub), f.replicas)
	if errors.Is(err, hub.ErrStreamExists) && len(args) > 0 {
		return false, nil
	}
	if err == nil {
		fmt.Fprintf(p.errOut, "ccmtail: made the stream %s\n", text.Clean(hub.StreamName))
	}
	return len(args) == 0, err
}

// printSetup prints the configuration of a server.
func (f *hubInit) printSetup(ctx context.Context, p *invocation, s *settings) error {
	names := f.sites
	switch {
	case len(names) > 0:
	case s.Hub.Site != "":
		names = []string{s.Hub.Site}
	default:
		names = []string{"p01"}
	}
	sites, err := parseSites(names)
	if err != nil {
		return usageError{fmt.Errorf("--sites: %w", err)}
	}
	return p.writeWhole(ctx, "configuration", func(w io.Writer) error { return hub.WriteSetup(w, hub.Setup{Sites: sites, Trial: f.trial}) })
}
