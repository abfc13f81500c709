package cli

import (
	"errors"
	"slices"
	"strings"
)

// fleetSource is what a source begins with that is the hub's fleet: fleet: all of it, fleet:SITE
// one site, fleet:SITE/CLIENT one client.
const fleetSource = "fleet:"

const fleetSourceHelp = `A SOURCE may also be fleet: for all that the hub of config.toml holds, or fleet:SITE for one site of it.

`

// isFleetSource reports whether a source is the hub's fleet.
func isFleetSource(source string) bool {
	return len(source) >= len(fleetSource) && strings.EqualFold(source[:len(fleetSource)], fleetSource)
}

// wantFleet reports whether the sources are the hub's fleet. They cannot be that and others.
func wantFleet(sources []string, list *clientList) (bool, error) {
	switch {
	case !slices.ContainsFunc(sources, isFleetSource):
		return false, nil
	case list.file != "" || !allOf(sources, isFleetSource):
		return false, usageError{errors.New("the hub's fleet and other sources are not read together; leave out one of them")}
	}
	return true, nil
}

func allOf(sources []string, is func(string) bool) bool {
	return !slices.ContainsFunc(sources, func(s string) bool { return !is(s) })
}

// refuseFleet returns an error if the hub's fleet is a source of a command that reads logs.
func refuseFleet(command string, sources []string) error {
	if slices.ContainsFunc(sources, isFleetSource) {
		return usageError{errors.New(command + " reads logs, which the hub does not hold; report, events and fleet read the hub")}
	}
	return nil
}
