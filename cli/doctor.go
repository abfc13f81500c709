package cli

import (
	"io"

	"github.com/spf13/cobra"

	"ccmtail/doctor"
	"ccmtail/feed"
	"ccmtail/store"
)

// doctorCommand returns the command doctor.
func (p *invocation) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor [SOURCE...]",
		Short: "Show which logs are there, how far back they reach, and what to turn on",
		Long: `doctor shows which logs of the software update process are there and which are missing, how much of
them ccmtail understands, how far back they reach, their time zone, and what to turn on for more detail.

` + sourcesHelp + `
Without a SOURCE, doctor reads the client on this computer.`,
		Example: `  ccmtail doctor C:\Windows\CCM\Logs`,
		RunE: func(cmd *cobra.Command, args []string) error {
			args, err := orOwnClient(args)
			if err != nil {
				return err
			}
			v, err := p.readAll(cmd.Context(), args, feed.Options{})
			if err != nil {
				return err
			}
			if err := p.writeWhole(cmd.Context(), "examination", func(w io.Writer) error { return writeExaminations(w, v) }); err != nil {
				return err
			}
			return p.sayIncomplete(v)
		},
	}
}

func writeExaminations(w io.Writer, v *store.Snapshot) error {
	for i := range v.Clients {
		if err := doctor.Write(w, &v.Clients[i], doctor.Examine(&v.Clients[i])); err != nil {
			return err
		}
	}
	return nil
}
