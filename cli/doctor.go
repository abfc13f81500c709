package cli

import (
	"github.com/spf13/cobra"

	"ccmtail/doctor"
	"ccmtail/feed"
)

func (p *program) doctor() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor [SOURCE...]",
		Short: "Say what a source holds, what is missing, and how to see more",
		Long: `doctor reads the sources and says which logs of the update chain are there, how much of them is
understood, how far back they reach, which clock they keep, and what to turn on to see more.

` + sourcesHelp + `
Without a source it looks at this computer's own client.`,
		Example: `  ccmtail doctor C:\Windows\CCM\Logs`,
		RunE: func(cmd *cobra.Command, args []string) error {
			args, err := orOwnClient(args)
			if err != nil {
				return err
			}
			f, err := p.open(args, feed.Options{})
			if err != nil {
				return err
			}
			runErr := f.Run(cmd.Context())
			v := f.Snapshot()
			for i := range v.Clients {
				if err := doctor.Write(p.out, &v.Clients[i], doctor.Examine(&v.Clients[i])); err != nil {
					return err
				}
			}
			return runErr
		},
	}
}
