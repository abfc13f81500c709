package cli

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"ccmtail/summary"
)

const failIfHelp = `--fail-if compares how many clients are in a state with a number, or with a share of all of them: a state, one of
< <= > >=, and a number or a percentage. It may be repeated. Each client is in one state, the worst that goes for it:
unreadable, silent, stuck, failed, pending-reboot, waiting-for-window, installing, in-progress, done or unknown.`

// condition is a condition of --fail-if.
type condition struct {
	state   summary.ClientState
	is      string // how it compares
	than    float64
	percent bool
}

// conditionForm is how a condition is written.
var conditionForm = regexp.MustCompile(`^\s*([a-zA-Z][a-zA-Z -]*?)\s*(<=|>=|<|>)\s*(\d+(?:\.\d+)?)\s*(%?)\s*$`)

// parseConditions parses the conditions of --fail-if.
func parseConditions(texts []string) ([]condition, error) {
	var all []condition
	for _, text := range texts {
		parts := conditionForm.FindStringSubmatch(text)
		if parts == nil {
			return nil, fmt.Errorf("--fail-if %s: write a state, one of < <= > >=, and a number or a percentage, such as failed>2%% or stuck>0", text)
		}
		state, ok := summary.ParseClientState(parts[1])
		if !ok {
			return nil, fmt.Errorf("--fail-if %s: unknown state %s; use %s", text, parts[1], strings.Join(summary.ClientStateNames(), ", "))
		}
		than, err := strconv.ParseFloat(parts[3], 64)
		if err != nil {
			return nil, fmt.Errorf("--fail-if %s: %w", text, err)
		}
		all = append(all, condition{state, parts[2], than, parts[4] != ""})
	}
	return all, nil
}

// holds reports whether the condition is met by clients, and says what they are.
func (c condition) holds(f *summary.Fleet) (ok bool, what string) {
	n := float64(f.States[c.state])
	than := c.than
	if c.percent { // compared as n*100 and than*all: a share of none is not divided by
		n, than = n*100, than*float64(f.Clients())
	}
	switch c.is {
	case "<":
		ok = n < than
	case "<=":
		ok = n <= than
	case ">":
		ok = n > than
	case ">=":
		ok = n >= than
	}
	return ok, fmt.Sprintf("%s of %s: %s", summary.Grouped(f.States[c.state]), summary.Count(f.Clients(), "client"), c)
}

// String returns the condition as it may be written.
func (c condition) String() string {
	s := c.state.String() + c.is + strconv.FormatFloat(c.than, 'f', -1, 64)
	if c.percent {
		s += "%"
	}
	return s
}

// completeConditions is the shell completion of --fail-if: it offers the states.
func completeConditions(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var offers []string
	for _, s := range summary.ClientStateNames() {
		offers = append(offers, s+">")
	}
	return offers, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}
