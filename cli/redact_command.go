package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/spf13/cobra"

	"ccmtail/internal/atomicfile"
	"ccmtail/internal/text"
	"ccmtail/redact"
	"ccmtail/tail"
)

func (p *program) redact() *cobra.Command {
	var out string
	var guids bool
	cmd := &cobra.Command{
		Use:   "redact -o OUT.zip SOURCE",
		Short: "Copy a capture without the names in it",
		Long: `redact writes the logs of a source into a zip with computers, domains, users, SIDs, IP addresses, site codes
and the names in certificates replaced, the same name by the same stand-in everywhere: the copy still links and
replays as the original does. It lists what it replaced, by the real names: keep that list to yourself, and look the
copy over before you give it away.`,
		Example: `  ccmtail redact -o for-the-forum.zip C:\Windows\CCM\Logs`,
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) != 1:
				return usageError{fmt.Errorf("%s needs one SOURCE", cmd.CommandPath())}
			case args[0] == "-":
				return usageError{errors.New("a pipe cannot be read twice: name a file or folder")}
			case out == "":
				return usageError{errors.New("say where to write with -o OUT.zip")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.writeRedacted(cmd.Context(), args[0], out, guids)
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "", "write this `ZIP`; it must not exist")
	cmd.Flags().BoolVar(&guids, "guids", false, "replace GUIDs too: links within the copy hold, those to the site are gone")
	completesFile(cmd, "output", "zip")
	return cmd
}

func (p *program) writeRedacted(ctx context.Context, source, out string, guids bool) error {
	f, err := atomicfile.Create(out, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already; name another file", out)
	}
	if err != nil {
		return fmt.Errorf("create archive: %w", err)
	}
	r := redact.New()
	r.GUIDs = guids
	open := func() (*tail.Source, error) { return tail.Open(source, tail.Options{}) }
	if err := f.Fill(ctx, func(w io.Writer) error { return r.Capture(ctx, open, w) }); err != nil {
		return err
	}
	for _, n := range r.Names() {
		fmt.Fprintf(p.out, "%-8s %-32s is now %-24s %s\n", n.Kind, text.Clean(n.Text), n.StandIn, counted(n.Count, "time"))
	}
	fmt.Fprintf(p.out, "%s replaced; the copy is %s\n", counted(len(r.Names()), "name"), out)
	return nil
}

// counted is a number of things: "1 name", "2 names".
func counted(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}
