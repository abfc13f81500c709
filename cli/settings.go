package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ccmtail/config"
	"ccmtail/internal/text"
	"ccmtail/query"
	"ccmtail/ui"
)

const configHelp = `Settings are read from config.toml in your configuration folder. ccmtail config shows them and the path of the
file; ccmtail config --init writes a sample. --config FILE or the environment variable CCMTAIL_CONFIG selects another
file; --config "" uses none.`

// vocabulary returns the values that the screen accepts, for the configuration.
func vocabulary() *config.Vocabulary {
	return &config.Vocabulary{
		Themes: ui.Themes(), Clocks: ui.Clocks(), Columns: ui.LogColumns(), DefaultColumns: ui.DefaultLogColumns(),
		Colours: ui.Colours(), Styles: ui.Styles(), Key: ui.ParseKey,
		Actions: func(changed map[string][]string) (all []config.Action) {
			for _, b := range ui.Bindings(changed) {
				all = append(all, config.Action(b))
			}
			return all
		},
	}
}

// settings holds the configuration, and the flags that override it.
type settings struct {
	*config.Settings
	paths config.Paths

	file, theme, clock string
	mouse, ascii       bool
}

// addConfigFlag adds the flag --config to a command.
func (s *settings) addConfigFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&s.file, "config", "", "read the settings from this `FILE`; \"\" for none")
	offerFiles(cmd, "config", "toml")
}

// addFlags adds --config and the flags that override settings to a command.
func (s *settings) addFlags(cmd *cobra.Command) {
	s.addConfigFlag(cmd)
	cmd.Flags().StringVar(&s.theme, "theme", "", "colour `THEME`: "+strings.Join(ui.Themes(), ", ")+", or auto")
	cmd.Flags().StringVar(&s.clock, "clock", "", "`CLOCK` for all times: "+strings.Join(ui.Clocks(), ", ")+", or last (as in the last run)")
	cmd.Flags().BoolVar(&s.mouse, "mouse", true, "use the mouse; --mouse=false leaves it to the terminal")
	cmd.Flags().BoolVar(&s.ascii, "ascii", false, "draw with ASCII characters only")
	offerValues(cmd, "theme", append([]string{config.Auto}, ui.Themes()...)...)
	offerValues(cmd, "clock", append([]string{config.Last}, ui.Clocks()...)...)
}

// load reads the configuration, and overrides it by the environment and the flags of a command. It
// fails with a usageError if one of them is wrong.
func (s *settings) load(cmd *cobra.Command) (err error) {
	hasFlag := cmd.Flags().Changed("config")
	s.paths, _ = config.FindPaths(s.file) // if there is no configuration folder, there is no file
	if hasFlag && s.file == "" {
		s.paths.Config, s.paths.Filters = "", ""
	}
	words := vocabulary()
	if s.Settings, err = config.Read(s.paths, words); err != nil {
		return configError(err)
	}
	if os.Getenv("NO_COLOR") != "" {
		must(s.Set("theme", "none", words, config.Origin{Kind: config.Environment, Name: "NO_COLOR"}))
	}
	for name, value := range map[string]any{"theme": s.theme, "clock": s.clock, "mouse": s.mouse, "ascii": s.ascii} {
		if f := cmd.Flags().Lookup(name); f == nil || !f.Changed {
			continue
		}
		if err := s.Set(name, value, words, config.Origin{Kind: config.Flag, Name: name}); err != nil {
			return usageError{fmt.Errorf("--%s: %w", name, err)}
		}
	}
	return nil
}

// configError returns an error of the configuration without control characters. It is a usageError
// if the content of the file is wrong, and not if the file cannot be read.
func configError(err error) error {
	lines := strings.Split(err.Error(), "\n")
	for i := range lines {
		lines[i] = text.Clean(lines[i])
	}
	clean := errors.New(strings.Join(lines, "\n"))
	var mistakes config.Errors
	if errors.As(err, &mistakes) {
		return usageError{clean}
	}
	return clean
}

// screenOptions returns the options of the screen.
func (s *settings) screenOptions() ui.Options {
	o := ui.Options{
		Theme: s.Theme, NoMouse: !s.Mouse, ASCII: s.ASCII, Clock: s.Clock, Columns: s.Columns, Wrap: s.Wrap, Fit: s.Fit,
		Keys: s.Keys, Filters: s.savedFilters(),
	}
	if s.Theme == config.Auto {
		o.Theme = ""
	}
	if s.Clock == config.Last {
		o.Clock = ""
	}
	for _, h := range s.Highlights {
		o.Highlights = append(o.Highlights, ui.Highlight{Filter: h.Filter(), Colour: h.Colour, Style: h.Style, MatchOnly: h.On == config.OnMatch})
	}
	if s.paths.Filters != "" {
		o.SaveFilter = s.saveFilter
	}
	return o
}

// savedFilters returns the named filters. There are none before load.
func (s *settings) savedFilters() query.Saved {
	if s.Settings == nil {
		return nil
	}
	return s.Filters
}

// saveFilter saves a filter of the screen under a name. It fails if the configuration file has a
// filter of that name.
func (s *settings) saveFilter(name string, expressions []string) error {
	if s.Origins["filters."+name].Kind == config.File {
		return fmt.Errorf("%s already has a filter of this name", filepath.Base(s.paths.Config))
	}
	return config.SaveFilter(s.paths.Filters, name, expressions)
}

// completeFilter is the shell completion of --filter: it offers filterTerms and the named filters.
func (s *settings) completeFilter(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	offers := slices.Clone(filterTerms)
	if s.load(cmd) == nil {
		for name := range s.Filters {
			offers = append(offers, "@"+name)
		}
		slices.Sort(offers[len(filterTerms):])
	}
	return offers, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}
