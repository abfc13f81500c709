package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"ccmtail/internal/atomicfile"
)

// outputHelp says what --output does.
const outputHelp = `--output FILE writes a file, whole or not at all, and replaces one of that name. In PowerShell it is better than >,
which changes the encoding. Its ending selects the format where --format does not.`

// markCSV begins a CSV file with a byte order mark: Excel and Windows PowerShell read one without
// it in the code page of the system.
func markCSV(w io.Writer, format string) error {
	if !strings.EqualFold(format, "csv") {
		return nil
	}
	_, err := io.WriteString(w, "\ufeff")
	return err
}

// outputFile is the flag --output of a command, and what the format of the file follows from.
type outputFile struct {
	name    string
	format  *string           // --format, nil if the command has none
	endings map[string]string // formats by the ending of the name
}

// addFlag adds the flag to a command. What the command writes then goes to the file.
func (o *outputFile) addFlag(p *invocation, cmd *cobra.Command) {
	cmd.Flags().StringVarP(&o.name, "output", "o", "", "write to this `FILE`, whole or not at all")
	write := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if o.name == "" || o.name == "-" {
			return write(cmd, args)
		}
		p.writes = o.name
		if err := o.check(cmd); err != nil {
			return usageError{err}
		}
		return o.fill(cmd.Context(), p, func() error { return write(cmd, args) })
	}
}

// check returns an error if the file is to be written before it is whole. It sets the format.
func (o *outputFile) check(cmd *cobra.Command) error {
	if follow := cmd.Flags().Lookup("follow"); follow != nil && follow.Changed {
		return errors.New("--output writes a file when it is whole, and --follow goes on; leave one of them out")
	}
	if o.format != nil && !cmd.Flags().Changed("format") {
		if byEnding := o.endings[strings.ToLower(filepath.Ext(o.name))]; byEnding != "" {
			*o.format = byEnding
		}
	}
	return nil
}

// protect returns an error if the file of --output is one that is read, or would be a log of what
// is read.
func (p *invocation) protect(sources ...string) error {
	if p.writes == "" {
		return nil
	}
	for _, source := range sources {
		matches, err := filepath.Glob(source)
		if err != nil || len(matches) == 0 {
			matches = []string{source}
		}
		for _, m := range matches {
			if err := refuseTarget(p.writes, m, source); err != nil {
				return usageError{err}
			}
		}
	}
	return nil
}

// fill runs a command that writes the file. A command that wrote all it could, and says that it was
// not everything, leaves the file.
func (o *outputFile) fill(ctx context.Context, p *invocation, write func() error) error {
	file, err := atomicfile.Replace(o.name, 0o644)
	if err != nil {
		return fmt.Errorf("--output: %w", err)
	}
	terminal := p.out
	defer func() { p.out = terminal }()
	var outcome error
	err = file.Fill(ctx, func(w io.Writer) error {
		p.out = w
		if o.format != nil {
			if err := markCSV(w, *o.format); err != nil {
				return err
			}
		}
		if outcome = write(); isWritten(outcome) {
			return nil
		}
		return outcome
	})
	switch {
	case ctx.Err() != nil:
		return interruptedError{nothingWritten}
	case outcome != nil:
		return outcome
	case err != nil:
		return fmt.Errorf("--output: %w", err)
	}
	return nil
}

// isWritten reports whether a command that ends so has written what it had to: it only says
// something about that.
func isWritten(err error) bool {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			if !isWritten(e) {
				return false
			}
		}
		return true
	}
	var state stateError
	var incomplete incompleteError
	return err == nil || errors.As(err, &state) || errors.As(err, &incomplete)
}

// refuseTarget returns an error if a file that is to be written is a source, or would be a log in
// it.
func refuseTarget(name, source, shown string) error {
	is, err := os.Stat(source)
	if err != nil {
		return nil
	}
	if target, err := os.Stat(name); err == nil && os.SameFile(is, target) {
		return fmt.Errorf("%s is one of the files being read; choose another name", name)
	}
	ending := filepath.Ext(name)
	isLog := strings.EqualFold(ending, ".log") || strings.EqualFold(ending, ".lo_")
	if is.IsDir() && isLog && isWithin(name, is) {
		return fmt.Errorf("%s would be read as a log of %s; choose another folder", name, shown)
	}
	return nil
}

// parseFormat returns the name of a format, which may be typed in any case.
func parseFormat(typed string, known []string) (string, error) {
	for _, name := range known {
		if strings.EqualFold(typed, name) {
			return name, nil
		}
	}
	return "", usageError{fmt.Errorf("--format %s: unknown format; use one of %s", typed, strings.Join(known, ", "))}
}
