package cli

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

// versionCommand returns the command version.
func (p *invocation) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "version",
		Short:             "Show the version, the commit, and what it was built with",
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(p.out, "ccmtail version %s\n%s %s/%s\n", build, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}
