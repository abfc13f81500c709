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

// redactCommand returns the command redact.
func (p *invocation) redactCommand() *cobra.Command {
	var out string
	var guids bool
	cmd := &cobra.Command{
		Use:   "redact -o OUT.zip SOURCE",
		Short: "Write an anonymised copy of a capture",
		Long: `redact writes an anonymised copy of a capture as a .zip. It replaces the names of computers, domains and users,
SIDs, IP addresses, site codes and the names in certificates. The same name always gets the same replacement, so the
copy can be replayed and followed like the original. It prints the list of replacements: do not share that list, and
check the copy before you share it.`,
		Example: `  ccmtail redact -o for-the-forum.zip C:\Windows\CCM\Logs`,
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) != 1:
				return usageError{fmt.Errorf("%s needs one SOURCE", cmd.CommandPath())}
			case args[0] == "-":
				return usageError{errors.New("redact reads the source twice and cannot read a pipe; name a file or folder")}
			case out == "":
				return usageError{errors.New("name the copy with -o OUT.zip")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.writeRedacted(cmd.Context(), args[0], out, guids)
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "", "write the copy to this `ZIP`; it must not exist yet")
	cmd.Flags().BoolVar(&guids, "guids", false, "also replace GUIDs; they still match each other in the copy, but no longer the site")
	offerFiles(cmd, "output", "zip")
	return cmd
}

// writeRedacted writes a redacted copy of a source to the file out, which must not exist, and prints
// the replacements.
func (p *invocation) writeRedacted(ctx context.Context, source, out string, guids bool) error {
	f, err := atomicfile.Create(out, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s already exists; name another file", out)
	}
	if err != nil {
		return fmt.Errorf("create archive: %w", err)
	}
	r := redact.New()
	r.GUIDs = guids
	open := func() (*tail.Source, error) { return tail.Open(source, tail.Options{}) }
	if err := f.Fill(ctx, func(w io.Writer) error { return r.Capture(ctx, open, w) }); err != nil {
		if ctx.Err() != nil {
			return interruptedError{noCopy}
		}
		return err
	}
	for _, n := range r.Names() {
		fmt.Fprintf(p.out, "%-8s %-32s → %-24s %s\n", n.Kind, text.Clean(n.Text), n.StandIn, countText(n.Count, "time"))
	}
	fmt.Fprintf(p.out, "%s replaced; copy written to %s\n", countText(len(r.Names()), "name"), out)
	p.sayUnread(r.Unread()...)
	return unlessComplete(r.Unread())
}

// countText returns a number with a noun: "1 name", "2 names".
func countText(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}
