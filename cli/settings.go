package cli

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"ccmtail/config"
	"ccmtail/hub"
	"ccmtail/internal/text"
	"ccmtail/query"
	"ccmtail/ui"
)

const configHelp = `Settings are read from config.toml in your configuration folder. ccmtail config shows them and the path of the
file; ccmtail config --init writes a sample. --config FILE or the environment variable CCMTAIL_CONFIG selects another
file; --config "" uses none.`

// vocabulary returns the values that the screen accepts, for the configuration.
func vocabulary() *config.Vocabulary {
	return teachable(&config.Vocabulary{
		Themes: ui.Themes(), Clocks: ui.Clocks(), Columns: ui.LogColumns(), DefaultColumns: ui.DefaultLogColumns(),
		Colours: ui.Colours(), Styles: ui.Styles(), Key: ui.ParseKey,
		NotifyStates: ui.NotifyStates(), OSCNumbers: ui.OSCNumbers(),
		Roles: ui.ThemeRoles(), CheckStyle: ui.CheckStyle, CheckHubURL: hub.CheckURL,
		CheckSite: func(site string) error { _, err := hub.ParseSite(site); return err },
		Actions: func(changed map[string][]string) (all []config.Action) {
			for _, b := range ui.Bindings(changed) {
				all = append(all, config.Action(b))
			}
			return all
		},
	})
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
	for _, passed := range s.Passed {
		fmt.Fprintf(cmd.ErrOrStderr(), "ccmtail: %v\n", configError(passed))
	}
	if os.Getenv("NO_COLOR") != "" {
		must(s.Set("theme", "none", words, config.Origin{Kind: config.Environment, Name: "NO_COLOR"}))
	}
	if variable := asciiLocale(os.Getenv); variable != "" && runtime.GOOS != "windows" && s.Origins["ascii"].Kind == config.Default {
		must(s.Set("ascii", true, words, config.Origin{Kind: config.Environment, Name: variable}))
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

// linesError is an error of several lines without control characters.
type linesError string

// Error implements error.
func (e linesError) Error() string { return string(e) }

// asciiLocale returns the environment variable that says that the terminal does not show UTF-8, "" if
// none does: of those that set the locale, the first that is set counts. Where it names no encoding,
// as "de_DE" does, that is not known. On Windows these variables say nothing of the console.
func asciiLocale(env func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		locale := env(name)
		if locale == "" {
			continue
		}
		_, encoding, named := strings.Cut(locale, ".")
		encoding, _, _ = strings.Cut(encoding, "@")
		encoding = strings.ReplaceAll(encoding, "-", "")
		if locale == "C" || locale == "POSIX" || named && !strings.EqualFold(encoding, "utf8") {
			return name
		}
		return ""
	}
	return ""
}

// configError returns an error of the configuration without control characters. It is a usageError
// if the content of the file is wrong, and not if the file cannot be read.
func configError(err error) error {
	var mistakes config.Errors
	if !errors.As(err, &mistakes) {
		return errors.New(text.Clean(err.Error()))
	}
	var lines []string
	for _, m := range mistakes {
		lines = append(lines, text.Clean(m.Error()))
	}
	before := strings.TrimSuffix(err.Error(), mistakes.Error())
	return usageError{linesError(text.Clean(before) + strings.Join(lines, "\n  "))}
}

// oneLine returns an error on one line.
func oneLine(err error) string { return strings.ReplaceAll(err.Error(), "\n", "; ") }

// screenOptions returns the options of the screen.
func (s *settings) screenOptions() ui.Options {
	o := ui.Options{
		Theme: s.Theme, NoMouse: !s.Mouse, ASCII: s.ASCII, Clock: s.Clock, Columns: s.Columns, Wrap: s.Wrap, Fit: s.Fit,
		Keys: s.Keys, Filters: s.savedFilters(), Notify: s.notify(),
	}
	for _, passed := range s.Passed {
		o.Notice = strings.TrimPrefix(o.Notice+"; "+oneLine(configError(passed)), "; ")
	}
	if s.Theme == config.Auto {
		o.Theme = ""
	}
	if s.Clock == config.Last {
		o.Clock = ""
	}
	for _, name := range slices.Sorted(maps.Keys(s.Themes)) {
		o.Themes = append(o.Themes, ui.OwnTheme{Name: name, Like: s.Themes[name].Like, Styles: s.Themes[name].Styles})
	}
	for _, h := range s.Highlights {
		o.Highlights = append(o.Highlights, ui.Highlight{Filter: h.Filter(), Colour: h.Colour, Style: h.Style, MatchOnly: h.On == config.OnMatch})
	}
	if s.paths.Filters != "" {
		o.SaveFilter = s.saveFilter
	}
	return o
}

// notify returns what the terminal is told while nobody looks.
func (s *settings) notify() ui.Notify {
	osc, _ := strconv.Atoi(s.Notify.OSC) // 0 for off
	return ui.Notify{
		States: s.Notify.States, Bell: s.Notify.Bell, OSC: osc, Progress: s.Notify.Progress, SilentAfter: s.Notify.SilentAfter, Tmux: os.Getenv("TMUX") != "",
	}
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
