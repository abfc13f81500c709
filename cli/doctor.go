package cli

import (
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"ccmtail/doctor"
	"ccmtail/feed"
	"ccmtail/parsers"
	"ccmtail/store"
)

// doctorFlags holds the flags of doctor.
type doctorFlags struct {
	format   string
	rules    bool
	hub      bool
	clients  clientList
	output   outputFile
	settings settings
}

// doctorCommand returns the command doctor.
func (p *invocation) doctorCommand() *cobra.Command {
	var flags doctorFlags
	cmd := &cobra.Command{
		Use:   "doctor [SOURCE...]",
		Short: "Show which logs are there, how far back they reach, and what to turn on",
		Long: `doctor shows which logs of the software update process are there and which are missing, how much of
them ccmtail understands, how far back they reach, their time zone, and what to turn on for more detail.

` + sourcesHelp + `
Without a SOURCE, doctor reads the client on this computer.

--rules tries the rules of your own in config.toml on the sources instead.

--hub looks at the hub of config.toml instead: whether it answers and is new enough, the settings of its stream, what
you may do there and what you must not, and its clock. It stores and changes nothing.`,
		Example: `  ccmtail doctor C:\Windows\CCM\Logs
  ccmtail doctor --format json capture.zip
  ccmtail doctor --rules --config rules.toml capture.zip
  ccmtail doctor --hub`,
		RunE: func(cmd *cobra.Command, args []string) error { return p.doctor(cmd, args, &flags) },
	}
	flags.settings.addConfigFlag(cmd)
	flags.clients.addFlag(cmd)
	cmd.Flags().StringVar(&flags.format, "format", "text", "`FORMAT` of what it writes: "+strings.Join(doctorFormats, " or "))
	offerValues(cmd, "format", doctorFormats...)
	flags.output.format, flags.output.endings = &flags.format, map[string]string{".json": "json", ".txt": "text"}
	flags.output.addFlag(p, cmd)
	cmd.Flags().BoolVar(&flags.rules, "rules", false, "instead, try your own rules ([[rules]] in config.toml): which lines they fit, and how many")
	cmd.Flags().BoolVar(&flags.hub, "hub", false, "instead, look at the hub of config.toml")
	return cmd
}

// doctor examines sources, or tries the user's rules on them.
func (p *invocation) doctor(cmd *cobra.Command, args []string, flags *doctorFlags) error {
	if err := p.load(cmd, &flags.settings); err != nil {
		return err
	}
	format, err := parseFormat(flags.format, doctorFormats)
	if err != nil {
		return err
	}
	if flags.rules && len(flags.settings.Rules) == 0 {
		return errors.New("there are no rules to try: config.toml has no [[rules]]; docs/guide.md says how to write one")
	}
	if flags.hub {
		if len(args) > 0 || flags.rules || format != "text" {
			return usageError{errors.New("--hub looks at the hub alone, and writes text; leave out sources, --rules and --format")}
		}
		return p.examineHub(cmd.Context(), &flags.settings)
	}
	sources, err := p.sourcesOrOwn(cmd, args, &flags.clients)
	if err != nil {
		return err
	}
	v, err := p.readAll(cmd.Context(), sources, feed.Options{})
	if err != nil {
		return err
	}
	if err := p.writeWhole(cmd.Context(), "examination", func(w io.Writer) error {
		if flags.rules {
			return writeTrials(w, v, format, &flags.settings, p.rules)
		}
		return writeExaminations(w, v, format)
	}); err != nil {
		return err
	}
	return p.sayIncomplete(v)
}

// doctorFormats are the formats of doctor.
var doctorFormats = []string{"text", "json"}

func writeExaminations(w io.Writer, v *store.Snapshot, format string) error {
	if format == "json" {
		return doctor.WriteJSON(w, v.Clients)
	}
	for i := range v.Clients {
		if err := doctor.Write(w, &v.Clients[i], doctor.Examine(&v.Clients[i])); err != nil {
			return err
		}
	}
	return nil
}

// writeTrials writes how the rules of the configuration do on each client.
func writeTrials(w io.Writer, v *store.Snapshot, format string, s *settings, rules *parsers.UserRules) error {
	lines := make([]int, len(s.Rules))
	for i := range s.Rules {
		lines[i] = s.Rules[i].Lines[""]
	}
	var all []doctor.ClientTrials
	for i := range v.Clients {
		all = append(all, doctor.ClientTrials{Client: &v.Clients[i], Trials: doctor.TryRules(&v.Clients[i], rules)})
	}
	if format == "json" {
		return doctor.WriteTrialsJSON(w, all, lines)
	}
	for _, of := range all {
		if err := doctor.WriteTrials(w, of.Client, of.Trials, lines); err != nil {
			return err
		}
	}
	return nil
}
