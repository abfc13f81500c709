//go:build nohub

package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"
)

var errNoHubHere = errors.New("this ccmtail was built without the hub (tag nohub)")

// fleetCommand and collectCommand return commands that say that they are not in this build.
func (p *invocation) fleetCommand() *cobra.Command {
	return commandNotHere("fleet", "Show the fleet that the hub holds")
}

func (p *invocation) collectCommand() *cobra.Command {
	return commandNotHere("collect", "Follow clients without a screen, and send to the hub")
}

func commandNotHere(name, short string) *cobra.Command {
	return &cobra.Command{
		Use: name, Short: short + " (not in this build)", DisableFlagParsing: true,
		RunE: func(*cobra.Command, []string) error { return errNoHubHere },
	}
}

func (p *invocation) examineHub(context.Context, *settings) error { return errNoHubHere }

func (p *invocation) reportHub(context.Context, []string, *reportFlags) error { return errNoHubHere }

func (e *eventsRun) writeHub(context.Context, []string) error { return errNoHubHere }
