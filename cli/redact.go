package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

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
	var kept []string
	cmd := &cobra.Command{
		Use:   "redact -o OUT.zip SOURCE",
		Short: "Write an anonymised copy of a capture",
		Long: `redact writes an anonymised copy of a capture as a .zip. It replaces the names of computers, domains and users,
SIDs, IP and MAC addresses, site codes, serial numbers, hardware ids, the ids of tenants, devices and clients,
tokens, keys and passwords, and the names and thumbprints of certificates. It also replaces every other word that is
not known to be harmless, as words of Windows, ConfigMgr and plain English are; --keep keeps more. The same name
always gets the same replacement, so the copy can be replayed and followed like the original. Then it searches the
copy for all these names and says what is left. It prints the list of replacements: do not share that list, and
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
			return p.writeRedacted(cmd.Context(), args[0], out, guids, kept)
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "", "write the copy to this `ZIP`; it must not exist yet")
	cmd.Flags().BoolVar(&guids, "guids", false, "also replace GUIDs; they still match each other in the copy, but no longer the site")
	cmd.Flags().StringSliceVar(&kept, "keep", nil, "keep `WORDS` that would be replaced, in any case, such as the name of a product")
	offerFiles(cmd, "output", "zip")
	return cmd
}

// writeRedacted writes a redacted copy of a source to the file out, which must not exist, and prints
// the replacements.
func (p *invocation) writeRedacted(ctx context.Context, source, out string, guids bool, kept []string) error {
	f, err := atomicfile.Create(out, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s already exists; name another file", out)
	}
	if err != nil {
		return fmt.Errorf("create archive: %w", err)
	}
	r := redact.New()
	r.GUIDs = guids
	r.Keep(kept...)
	open := func() (*tail.Source, error) { return tail.Open(source, tail.Options{}) }
	if err := f.Fill(ctx, func(w io.Writer) error { return r.Capture(ctx, open, w) }); err != nil {
		if ctx.Err() != nil {
			return interruptedError{noCopy}
		}
		return err
	}
	p.sayReplaced(r, out)
	p.sayLeftOut(r.LeftOut())
	p.sayUnread(r.Unread()...)
	for _, left := range r.Left() {
		fmt.Fprintf(p.errOut, "ccmtail: still in the copy: %s\n", text.Clean(left))
	}
	if n := len(r.Left()); n > 0 {
		return errors.Join(unlessComplete(r.Unread()), fmt.Errorf("names are left in the copy; check %s before you share it", text.Clean(out)))
	}
	return unlessComplete(r.Unread())
}

// sayReplaced prints which names were replaced in the copy out.
func (p *invocation) sayReplaced(r *redact.Redactor, out string) {
	for _, n := range r.Names() {
		fmt.Fprintf(p.out, "%-8s %-32s → %-24s %s\n", n.Kind, text.Clean(n.Text), text.Clean(n.StandIn), countText(n.Count, "time"))
	}
	fmt.Fprintf(p.out, "%s replaced; copy written to %s\n", countText(len(r.Names()), "name"), text.Clean(out))
}

// maxLeftOut is how many files that are not in a copy are named.
const maxLeftOut = 20

// sayLeftOut says which files are not in the copy.
func (p *invocation) sayLeftOut(files []string) {
	if len(files) == 0 {
		return
	}
	var b strings.Builder
	for i, name := range files[:min(len(files), maxLeftOut)] {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(text.Clean(name))
	}
	if more := len(files) - maxLeftOut; more > 0 {
		fmt.Fprintf(&b, " and %d more", more)
	}
	fmt.Fprintf(p.errOut, "ccmtail: only logs are copied; not in the copy: %s\n", b.String())
}

// countText returns a number with a noun: "1 name", "2 names".
func countText(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}
