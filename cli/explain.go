package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"ccmtail/errcode"
	"ccmtail/feed"
	"ccmtail/internal/text"
	"ccmtail/model/event"
	"ccmtail/report"
	"ccmtail/store"
)

// explainFlags holds the flags of explain.
type explainFlags struct {
	format  string
	json    bool // the older name of --format json
	sources []string
	output  outputFile

	settings settings
}

// explainFormats are the formats of explain.
var explainFormats = []string{"text", "json"}

// explainCommand returns the command explain.
func (p *invocation) explainCommand() *cobra.Command {
	var flags explainFlags
	cmd := &cobra.Command{
		Use:   "explain CODE...",
		Short: "Explain error codes",
		Long: `explain shows what error codes mean and what to do. It takes every notation found in logs: 0x80240022, 8024402C,
-2145124318, 2149842978, 1603, 0x2efd, or a symbol such as WU_E_ALL_UPDATES_FAILED.

--in SOURCE also lists the updates, deployments, downloads and scans of that source that got the code, each with its
phase, attempt, time and log line. --in can be repeated.`,
		Example: `  ccmtail explain 0x87D00664 -2145124318 1603
  ccmtail explain --in capture.zip 0x80070643
  ccmtail explain --format json 1603`,
		ValidArgsFunction: cobra.NoFileCompletions,
		Args: func(_ *cobra.Command, codes []string) error {
			if len(codes) == 0 {
				return usageError{errors.New("ccmtail explain needs a CODE, such as 0x80240022 or -2145124318")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, codes []string) error { return p.explainTyped(cmd, codes, &flags) },
	}
	cmd.Flags().StringVar(&flags.format, "format", "text", "output `FORMAT`: "+strings.Join(explainFormats, " or "))
	cmd.Flags().BoolVar(&flags.json, "json", false, "print JSON")
	must(cmd.Flags().MarkHidden("json"))
	cmd.Flags().StringArrayVar(&flags.sources, "in", nil, "also say where this `SOURCE` has the code; can be repeated")
	offerValues(cmd, "format", explainFormats...)
	flags.output.format, flags.output.endings = &flags.format, map[string]string{".json": "json", ".txt": "text"}
	flags.output.addFlag(p, cmd)
	flags.settings.addConfigFlag(cmd)
	p.addColourFlag(cmd)
	return cmd
}

// explainTyped runs explain as it was typed.
func (p *invocation) explainTyped(cmd *cobra.Command, codes []string, flags *explainFlags) error {
	if err := p.load(cmd, &flags.settings); err != nil {
		return err
	}
	format, err := parseFormat(flags.format, explainFormats)
	if err != nil {
		return err
	}
	if slices.Contains(flags.sources, "") {
		return usageError{errors.New("--in needs a SOURCE: a folder of logs, a log file, a .zip, or - for standard input")}
	}
	if err := p.protect(flags.sources...); err != nil {
		return err
	}
	return p.explain(cmd.Context(), codes, flags.sources, flags.json || format == "json")
}

// negativeCode is a code that looks like a flag.
var negativeCode = regexp.MustCompile(`^-[0-9]+$`)

// codesBehindFlags returns the arguments of explain with negative codes behind all flags, where they
// are not taken for such. Those of other commands stay as they are.
func codesBehindFlags(root *cobra.Command, args []string) []string {
	if cmd, _, err := root.Find(args); err != nil || cmd.Name() != "explain" {
		return args
	}
	end := slices.Index(args, "--")
	if end < 0 {
		end = len(args)
	}
	var before, behind []string
	for _, a := range args[:end] {
		if negativeCode.MatchString(a) {
			behind = append(behind, a)
		} else {
			before = append(before, a)
		}
	}
	if len(behind) == 0 {
		return args
	}
	return slices.Concat(before, []string{"--"}, behind, args[min(end+1, len(args)):])
}

// explain writes what codes mean, and where sources have them. Codes that it does not know do not stop
// it from explaining the others.
func (p *invocation) explain(ctx context.Context, codes, sources []string, asJSON bool) error {
	o, write := p.explainOptions(), errcode.Explain
	if asJSON {
		write = errcode.ExplainJSON
	}
	v := &store.Snapshot{}
	if len(sources) > 0 {
		var err error
		if v, err = p.readAll(ctx, sources, feed.Options{EventsOnly: true}); err != nil {
			return err
		}
		o.Seen = findCode(v, !asJSON)
	}
	var unknown error
	err := p.writeWhole(ctx, "explanation", func(w io.Writer) error {
		if asJSON {
			w = text.NewJSONEscaper(w)
		}
		err := write(w, codes, o)
		if errors.Is(err, errcode.ErrNotation) {
			unknown, err = err, nil
		}
		return err
	})
	if err != nil {
		return err
	}
	return errors.Join(unknown, p.sayIncomplete(v))
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
	o := errcode.Options{Bold: p.canColour()}
	if out, ok := p.out.(*os.File); ok && p.onTerminal() {
		if width, _, err := term.GetSize(out.Fd()); err == nil {
			o.Width = width
		}
	}
	return o
}
