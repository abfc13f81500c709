package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"ccmtail/errcode"
	"ccmtail/feed"
	"ccmtail/model/event"
	"ccmtail/report"
	"ccmtail/store"
)

// explainArgs is the arguments of explain.
type explainArgs struct {
	json, help     bool
	sources, codes []string
}

func (p *invocation) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [--json] [--in SOURCE] CODE...",
		Short: "Explain error codes",
		Long: `explain shows what error codes mean and what to do. It takes every notation found in logs: 0x80240022, 8024402C,
-2145124318, 2149842978, 1603, 0x2efd, or a symbol such as WU_E_ALL_UPDATES_FAILED.

--in SOURCE also lists the updates, deployments, downloads and scans of that source that got the code, each with its
phase, attempt, time and log line. --in can be repeated. --json prints JSON.`,
		Example: `  ccmtail explain 0x87D00664 -2145124318 1603
  ccmtail explain --in capture.zip 0x80070643`,
		// A negative code looks like a flag.
		DisableFlagParsing: true,
		ValidArgsFunction:  cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			x, err := parseExplainArgs(args)
			switch {
			case err != nil:
				return usageError{err}
			case x.help:
				return cmd.Help()
			}
			return p.explain(cmd.Context(), x)
		},
	}
}

// parseExplainArgs reads the arguments; what is no flag of explain is a code, and so is all that
// follows "--".
func parseExplainArgs(args []string) (x explainArgs, err error) {
	for i := 0; i < len(args); i++ {
		source, isIn := strings.CutPrefix(args[i], "--in=")
		switch {
		case args[i] == "-h" || args[i] == "--help":
			return explainArgs{help: true}, nil
		case args[i] == "--json":
			x.json = true
		case args[i] == "--in" && i+1 < len(args):
			i++
			x.sources = append(x.sources, args[i])
		case isIn && source != "":
			x.sources = append(x.sources, source)
		case args[i] == "--":
			x.codes = append(x.codes, args[i+1:]...)
			i = len(args)
		case isIn || args[i] == "--in":
			return x, errors.New("--in needs a SOURCE: a folder of logs, a log file, a .zip, or - for standard input")
		default:
			x.codes = append(x.codes, args[i])
		}
	}
	if len(x.codes) == 0 {
		return x, errors.New("ccmtail explain needs a CODE, such as 0x80240022 or -2145124318")
	}
	return x, nil
}

func (p *invocation) explain(ctx context.Context, x explainArgs) error {
	o, write := p.explainOptions(), errcode.Explain
	if x.json {
		write = errcode.ExplainJSON
	}
	v := &store.Snapshot{}
	if len(x.sources) > 0 {
		var err error
		if v, err = p.readAll(ctx, x.sources, feed.Options{EventsOnly: true}); err != nil {
			return err
		}
		o.Seen = findCode(v, !x.json)
	}
	if err := p.writeWhole(ctx, "explanation", func(w io.Writer) error { return write(w, x.codes, o) }); err != nil {
		return err
	}
	return p.sayIncomplete(v)
}

// findCode returns a function that says where sources met a code; in words also that they did not.
func findCode(v *store.Snapshot, words bool) func(errcode.Info) []string {
	return func(info errcode.Info) []string {
		lines := report.FindCode(v, func(c event.Code) bool {
			return uint32(c) == info.Code || errcode.Lookup(uint32(c)).HRESULT == info.HRESULT
		})
		if lines == nil && words {
			lines = []string{"no update, deployment, download or scan ended with this code"}
		}
		return lines
	}
}

// explainOptions fit the terminal, if there is one.
func (p *invocation) explainOptions() errcode.Options {
	out, ok := p.out.(*os.File)
	if !ok || !term.IsTerminal(out.Fd()) {
		return errcode.Options{}
	}
	width, _, err := term.GetSize(out.Fd())
	if err != nil {
		return errcode.Options{}
	}
	return errcode.Options{Width: width, Bold: os.Getenv("NO_COLOR") == ""}
}
