package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"ccmtail/config"
	"ccmtail/internal/text"
)

// configCommand returns the command config.
func (p *invocation) configCommand() *cobra.Command {
	var s settings
	var writeSample bool
	var out outputFile
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show the effective settings and their source, or write a sample",
		Long: `config prints the effective settings as TOML, each with its source: default, file, environment or flag.
The output is itself a valid configuration file. Mistakes in the file are reported with their line.

The file is config.toml in the folder ccmtail of your configuration folder: %AppData% on Windows, ~/.config on
Linux, ~/Library/Application Support on macOS. CCMTAIL_CONFIG or --config selects another file. ccmtail never
changes it; --init writes a commented sample if there is no file yet.

ccmtail itself writes two more files: filters.toml, in the same folder, holds the filters you saved on the screen.
state.toml, in your folder for state, holds the screen's layout, the marks, and the filter and command history.

[keys] uses the names of the actions, as : on the screen lists them:

  [keys]
  pause = "Space"                 # taken from "page down", which has it by default
  "next error" = ["e", "Ctrl-n"]
  quit = ""                       # no key; Ctrl-c always quits`,
		Example: `  ccmtail config
  ccmtail config --init
  ccmtail config --theme light -o my.toml`,
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if writeSample {
				return p.writeSample(s.file)
			}
			if err := s.load(cmd); err != nil {
				return err
			}
			if len(s.Passed) > 0 {
				return errors.New("the effective settings are not shown: a file cannot be read")
			}
			for _, line := range s.fileLocations() {
				fmt.Fprintf(p.out, "# %s\n", text.Clean(line))
			}
			return s.Write(p.out, vocabulary())
		},
	}
	s.addFlags(cmd)
	cmd.Flags().BoolVar(&writeSample, "init", false, "write a commented sample to the default path, if there is no file yet")
	out.addFlag(p, cmd)
	return cmd
}

// fileLocations returns lines with the paths of the files, and what creates those that do not exist.
func (s *settings) fileLocations() []string {
	location := func(path, creator string) string {
		if path == "" {
			return "none"
		}
		if _, err := os.Stat(path); err == nil {
			return path
		}
		return path + " (no such file; " + creator + ")"
	}
	return []string{
		"Effective settings of ccmtail.",
		"file:          " + location(s.paths.Config, "ccmtail config --init writes a sample"),
		"saved filters: " + location(s.paths.Filters, `"save filter" on the screen creates it`),
		"state:         " + location(s.paths.State, "the screen creates it on exit"),
	}
}

// writeSample writes a sample configuration to file, or to the default path if file is empty, and
// prints the path. It does not overwrite a file.
func (p *invocation) writeSample(file string) error {
	paths, err := config.FindPaths(file)
	if paths.Config == "" {
		return fmt.Errorf("no configuration folder: %w; name a file with --config FILE", err)
	}
	err = config.WriteSample(paths.Config)
	switch {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s already exists; it was not changed", text.Clean(paths.Config))
	case err != nil:
		return fmt.Errorf("write a sample: %w", err)
	}
	fmt.Fprintf(p.out, "%s\n", text.Clean(paths.Config))
	return nil
}
