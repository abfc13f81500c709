package main

import (
	"errors"
	"os"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"ccmtail/model/errcode"
)

func (p *program) explain() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [--json] CODE...",
		Short: "Say what an error code means",
		Long: `explain takes error codes in any notation that logs use: 0x80240022, 8024402C, -2145124318, 2149842978,
1603, 0x2efd, or a symbol like WU_E_ALL_UPDATES_FAILED.`,
		Example: `  ccmtail explain 0x87D00664 -2145124318 1603`,
		// A negative code looks like a flag.
		DisableFlagParsing: true,
		ValidArgsFunction:  cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			json := false
			var codes []string
			for _, a := range args {
				switch a {
				case "-h", "--help":
					return cmd.Help()
				case "--json":
					json = true
				default:
					codes = append(codes, a)
				}
			}
			if len(codes) == 0 {
				return usageError{errors.New("ccmtail explain needs a CODE, such as 0x80240022 or -2145124318")}
			}
			if json {
				return errcode.ExplainJSON(p.out, codes, errcode.Options{})
			}
			return errcode.Explain(p.out, codes, p.explainOptions())
		},
	}
}

// explainOptions fit the terminal, if there is one.
func (p *program) explainOptions() errcode.Options {
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
