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

func (p *program) config() *cobra.Command {
	var s settings
	var begin bool
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show the settings in force and where each came from, or write a sample",
		Long: `config prints the settings in force as TOML, each with where it came from: the default, the file, the
environment or a flag. What it prints can be used as a configuration. A mistake in the file is said with its line.

The file is config.toml in the folder ccmtail of your configuration folder: %AppData% on Windows, ~/.config on
Linux, ~/Library/Application Support on macOS. CCMTAIL_CONFIG or --config name another one. It is yours: the
program only reads it, and --init writes a sample if there is none, with every setting explained and none made.

Two more files are the program's: filters.toml beside it has the filters that "save filter" on the screen named,
and state.toml in your cache folder has how the screen was left and what was typed to filter.

In [keys] the actions have the names that : on the screen knows them by:

  [keys]
  pause = "Space"                 # "page down" has it by default, and loses it
  "next error" = ["e", "Ctrl-n"]
  quit = ""                       # no key; Ctrl-c always quits`,
		Example: `  ccmtail config
  ccmtail config --init
  ccmtail config --theme light > my.toml`,
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if begin {
				return p.writeSample(s.file)
			}
			if err := s.read(cmd); err != nil {
				return err
			}
			for _, line := range s.heading() {
				fmt.Fprintf(p.out, "# %s\n", text.Clean(line))
			}
			return s.Write(p.out, vocabulary())
		},
	}
	s.flags(cmd)
	cmd.Flags().BoolVar(&begin, "init", false, "write a sample where the file belongs, if there is none")
	return cmd
}

// heading says where the files are, and whether they are there.
func (s *settings) heading() []string {
	here := func(path, without string) string {
		if path == "" {
			return "none"
		}
		if _, err := os.Stat(path); err == nil {
			return path
		}
		return path + " (not there; " + without + ")"
	}
	return []string{
		"The settings of ccmtail in force.",
		"file:          " + here(s.paths.Config, "ccmtail config --init writes one to change"),
		"saved filters: " + here(s.paths.Filters, `"save filter" on the screen makes it`),
		"state:         " + here(s.paths.State, "the screen makes it when it is left"),
	}
}

// writeSample writes the sample where the configuration belongs.
func (p *program) writeSample(file string) error {
	paths, err := config.FindPaths(file)
	if paths.Config == "" {
		return fmt.Errorf("no folder for a configuration is known: %w; --config FILE names a file", err)
	}
	err = config.WriteSample(paths.Config)
	switch {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s is there already and is left as it is", text.Clean(paths.Config))
	case err != nil:
		return fmt.Errorf("write a sample: %w", err)
	}
	fmt.Fprintf(p.out, "%s\n", text.Clean(paths.Config))
	return nil
}
