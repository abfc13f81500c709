package cli

import (
	"context"
	"errors"
	"os"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"ccmtail/errcode"
	"ccmtail/feed"
	"ccmtail/model/event"
	"ccmtail/report"
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
			o := p.explainOptions()
			if len(x.sources) > 0 {
				if o.Seen, err = p.findCode(cmd.Context(), x.sources, !x.json); err != nil {
					return err
				}
			}
			if x.json {
				return errcode.ExplainJSON(p.out, x.codes, o)
			}
			return errcode.Explain(p.out, x.codes, o)
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

// findCode reads sources and says where they met a code; in words also that they did not.
func (p *invocation) findCode(ctx context.Context, sources []string, words bool) (func(errcode.Info) []string, error) {
	f, err := p.openFeed(sources, feed.Options{EventsOnly: true})
	if err != nil {
		return nil, err
	}
	if err := f.Run(ctx); err != nil {
		return nil, err
	}
	v := f.Snapshot()
	return func(info errcode.Info) []string {
		lines := report.FindCode(v, func(c event.Code) bool {
			return uint32(c) == info.Code || errcode.Lookup(uint32(c)).HRESULT == info.HRESULT
		})
		if lines == nil && words {
			lines = []string{"no update, deployment, download or scan ended with this code"}
		}
		return lines
	}, nil
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
