package config

import (
	"fmt"
	"slices"
	"time"

	"ccmtail/model"
)

// Settings are everything that can be set, whole: what nobody set is as by default.
type Settings struct {
	Theme   string // Auto: the one that suits the terminal
	Mouse   bool
	ASCII   bool
	Clock   string   // Last: as the screen was left
	Columns []string // of the log; none: the usual ones
	Wrap    bool
	Fit     model.FitRules
	Filters map[string][]string // by name, of each the expressions that must all fit
	// Highlights are drawn in this order; where two of them meet, the first is seen.
	Highlights []Highlight
	// Keys are the keys of the actions that have been given others, by the action's name. An empty list takes all away.
	Keys map[string][]string

	// Origins say where a setting came from, by its name in the file with dots between: fit.margin, filters.NAME,
	// highlights.0, keys.NAME. One that is not in it is as by default.
	Origins map[string]Origin
	// Found says that there is a file.
	Found bool
}

// Highlight is a rule for how records are drawn.
type Highlight struct {
	Match  string // a filter, or a regular expression between slashes
	Colour string
	Style  string
	On     string // OnRow or OnMatch
}

// Values that stand for themselves.
const (
	Auto    = "auto"
	Last    = "last"
	OnRow   = "row"
	OnMatch = "match"
)

// Vocabulary is what the screen knows, and so what a configuration may say.
type Vocabulary struct {
	Themes, Clocks, Columns, UsualColumns, Colours, Styles []string
	// Actions are the actions with their keys, given those that have been given others.
	Actions func(changed map[string][]string) []Action
	// Key reads a key's name as people write it and gives it back as Actions does.
	Key func(name string) (string, error)
}

// Action is something a key does.
type Action struct {
	Name string
	Keys []string
}

// Defaults are the settings where nobody sets anything.
func Defaults() *Settings {
	return &Settings{
		Theme: Auto, Mouse: true, Clock: Last, Fit: model.CurrentBranchRules,
		Filters: map[string][]string{}, Keys: map[string][]string{}, Origins: map[string]Origin{},
	}
}

// setting is one that has a name of its own.
type setting struct {
	name string
	get  func(*Settings, *Vocabulary) any
	set  func(*Settings, *Vocabulary, any) error
}

// simple are the settings that are one value each, in the order in which they are shown.
var simple = []setting{
	choice("theme", func(s *Settings) *string { return &s.Theme }, func(v *Vocabulary) []string { return append([]string{Auto}, v.Themes...) }),
	choice("clock", func(s *Settings) *string { return &s.Clock }, func(v *Vocabulary) []string { return append([]string{Last}, v.Clocks...) }),
	{"columns", shownColumns, setColumns},
	yesNo("wrap", func(s *Settings) *bool { return &s.Wrap }),
	yesNo("mouse", func(s *Settings) *bool { return &s.Mouse }),
	yesNo("ascii", func(s *Settings) *bool { return &s.ASCII }),
	span("fit.run_time", func(s *Settings) *time.Duration { return &s.Fit.RunTime }, time.Second),
	span("fit.margin", func(s *Settings) *time.Duration { return &s.Fit.Margin }, 0),
}

// Set sets one of the settings with a name of their own, as a flag or the environment does.
func (s *Settings) Set(name string, value any, v *Vocabulary, from Origin) error {
	i := slices.IndexFunc(simple, func(one setting) bool { return one.name == name })
	if i < 0 {
		return fmt.Errorf("there is no setting %q", name)
	}
	if err := simple[i].set(s, v, value); err != nil {
		return err
	}
	s.Origins[name] = from
	return nil
}

func choice(name string, field func(*Settings) *string, allowed func(*Vocabulary) []string) setting {
	return setting{
		name: name,
		get:  func(s *Settings, _ *Vocabulary) any { return *field(s) },
		set: func(s *Settings, v *Vocabulary, value any) error {
			text, err := oneOf(value, allowed(v))
			if err == nil {
				*field(s) = text
			}
			return err
		},
	}
}

// oneOf is a text that must be one of those allowed.
func oneOf(value any, allowed []string) (string, error) {
	text, ok := value.(string)
	if !ok {
		return "", fmt.Errorf("%s instead of a text; there are %s", kindOf(value), listed(allowed))
	}
	if !slices.Contains(allowed, text) {
		return "", fmt.Errorf("there is no %q; there are %s", text, listed(allowed))
	}
	return text, nil
}

func shownColumns(s *Settings, v *Vocabulary) any {
	if len(s.Columns) == 0 {
		return v.UsualColumns
	}
	return s.Columns
}

func setColumns(s *Settings, v *Vocabulary, value any) error {
	names, err := texts(value)
	if err != nil {
		return fmt.Errorf("%w; there are %s", err, listed(v.Columns))
	}
	for _, n := range names {
		if _, err := oneOf(n, v.Columns); err != nil {
			return err
		}
	}
	s.Columns = names
	return nil
}

func yesNo(name string, field func(*Settings) *bool) setting {
	return setting{
		name: name,
		get:  func(s *Settings, _ *Vocabulary) any { return *field(s) },
		set: func(s *Settings, _ *Vocabulary, value any) error {
			yes, ok := value.(bool)
			if !ok {
				return fmt.Errorf("%s instead of true or false", kindOf(value))
			}
			*field(s) = yes
			return nil
		},
	}
}

// longestSpan is longer than any service window.
const longestSpan = 24 * time.Hour

func span(name string, field func(*Settings) *time.Duration, least time.Duration) setting {
	return setting{
		name: name,
		get:  func(s *Settings, _ *Vocabulary) any { return field(s).String() },
		set: func(s *Settings, _ *Vocabulary, value any) error {
			text, ok := value.(string)
			if !ok {
				return fmt.Errorf(`%s instead of a span of time as a text, such as "30m" or "1h30m"`, kindOf(value))
			}
			d, err := time.ParseDuration(text)
			if err != nil {
				return fmt.Errorf(`%q is no span of time; write it as "30m" or "1h30m"`, text)
			}
			if d < least || d > longestSpan {
				return fmt.Errorf("%s is not between %s and %s", text, least, longestSpan)
			}
			*field(s) = d
			return nil
		},
	}
}
