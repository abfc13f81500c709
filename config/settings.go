package config

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"ccmtail/model"
)

// Settings are everything that can be set. They are whole: what nobody set is as by default.
type Settings struct {
	Theme   string               // Auto: the one that suits the terminal
	Themes  map[string]*OwnTheme // the user's own, by name
	Mouse   bool
	ASCII   bool
	Clock   string   // Last: as the screen was left
	Columns []string // of the log; none: the vocabulary's default
	Wrap    bool
	Fit     model.FitRules
	Notify  Notify
	Hub     Hub
	Filters map[string][]string // by name; of each, the expressions that must all fit
	// Highlights are drawn in this order; where two of them meet, the first is seen.
	Highlights []Highlight
	// Rules and Codes are what the user has taught.
	Rules []Rule
	Codes map[uint32]Code
	// Keys are the keys of the actions that have been given others, by the action's name. An empty
	// list takes all away.
	Keys map[string][]string

	// Origins are where the settings come from, by their names in the file with dots between them:
	// fit.margin, filters.NAME, highlights.0, rules.0, codes.CODE, keys.NAME. A setting that is missing is as by
	// default.
	Origins map[string]Origin
	// HasFile says whether there is a file of the user's.
	HasFile bool
	// Passed is what could not be read and is done without.
	Passed []error
}

// Notify is what the terminal is told while nobody looks at the screen.
type Notify struct {
	States      []string // of which events are told; none: nothing
	Bell        bool
	OSC         string // number of the sequence that shows a notification; Off: none
	Progress    bool   // in the terminal's own bar
	SilentAfter time.Duration
}

// Values of settings that have a meaning of their own.
const (
	Auto    = "auto"
	Last    = "last"
	Off     = "off"
	OnRow   = "row"
	OnMatch = "match"
)

// Vocabulary is what the screen knows, and therefore what a configuration may say.
type Vocabulary struct {
	Themes, Clocks, Columns, DefaultColumns, Colours, Styles []string
	// NotifyStates are the events that a user can be told of, OSCNumbers the sequences for it.
	NotifyStates, OSCNumbers []string
	// Roles are what the styles of a theme are for; CheckStyle says what is wrong with a style.
	Roles      []string
	CheckStyle func(string) error
	// Severities and RuleSubjects are what a rule may say of those, the usual first; MaxRules is how
	// many there may be. CheckRule says what is wrong with a rule, and with which field of it.
	Severities, RuleSubjects []string
	MaxRules                 int
	CheckRule                func(Rule) (field string, err error)
	// CheckHubURL and CheckSite say what is wrong with the address of a hub, and with a site's code.
	CheckHubURL, CheckSite func(string) error
	// Code returns a code that is written in any notation.
	Code func(written string) (uint32, error)
	// Actions returns all actions with their keys, where some have been given others.
	Actions func(changed map[string][]string) []Action
	// Key returns the name that Actions has for a key, from one that people write. The error says
	// that there is no such key.
	Key func(name string) (string, error)
}

// Action is something a key does.
type Action struct {
	Name string
	Keys []string
}

// Defaults returns the settings where nobody sets anything.
func Defaults() *Settings {
	return &Settings{
		Theme: Auto, Mouse: true, Clock: Last, Fit: model.CurrentBranchRules,
		Notify:  Notify{OSC: Off, SilentAfter: maxDuration},
		Filters: map[string][]string{}, Keys: map[string][]string{}, Codes: map[uint32]Code{}, Origins: map[string]Origin{},
	}
}

// setting is a setting that is one value.
type setting struct {
	name string
	get  func(*Settings, *Vocabulary) any
	set  func(*Settings, *Vocabulary, any) error
}

// singleSettings are the settings that are one value each, in the order in which Write writes them.
var singleSettings = append([]setting{
	{"theme", getTheme, setTheme},
	choiceSetting("clock", func(s *Settings) *string { return &s.Clock },
		func(v *Vocabulary) []string { return append([]string{Last}, v.Clocks...) }),
	{"columns", getColumns, setColumns},
	boolSetting("wrap", func(s *Settings) *bool { return &s.Wrap }),
	boolSetting("mouse", func(s *Settings) *bool { return &s.Mouse }),
	boolSetting("ascii", func(s *Settings) *bool { return &s.ASCII }),
	durationSetting("fit.run_time", func(s *Settings) *time.Duration { return &s.Fit.RunTime }, time.Second),
	durationSetting("fit.margin", func(s *Settings) *time.Duration { return &s.Fit.Margin }, 0),
	{"notify.states", getNotifyStates, setNotifyStates},
	boolSetting("notify.bell", func(s *Settings) *bool { return &s.Notify.Bell }),
	{"notify.osc", func(s *Settings, _ *Vocabulary) any { return s.Notify.OSC }, setOSC},
	boolSetting("notify.progress", func(s *Settings) *bool { return &s.Notify.Progress }),
	durationSetting("notify.silent_after", func(s *Settings) *time.Duration { return &s.Notify.SilentAfter }, time.Minute),
}, hubSettings...)

// Set sets a setting that is one value, as a flag or the environment does. The error says that
// there is no such setting, or what is wrong with the value and which ones are allowed.
func (s *Settings) Set(name string, value any, v *Vocabulary, from Origin) error {
	i := slices.IndexFunc(singleSettings, func(one setting) bool { return one.name == name })
	if i < 0 {
		return fmt.Errorf("unknown setting %q", name)
	}
	if err := singleSettings[i].set(s, v, value); err != nil {
		return err
	}
	s.Origins[name] = from
	return nil
}

// choiceSetting returns a setting that is one of the texts allowed.
func choiceSetting(name string, field func(*Settings) *string, allowed func(*Vocabulary) []string) setting {
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

func getColumns(s *Settings, v *Vocabulary) any {
	if len(s.Columns) == 0 {
		return v.DefaultColumns
	}
	return s.Columns
}

func setColumns(s *Settings, v *Vocabulary, value any) error {
	names, err := stringList(value)
	if err != nil {
		return fmt.Errorf("%w; known columns: %s", err, joinNames(v.Columns))
	}
	for _, n := range names {
		if _, err := oneOf(n, v.Columns); err != nil {
			return err
		}
	}
	s.Columns = names
	return nil
}

func getNotifyStates(s *Settings, _ *Vocabulary) any { return append([]string{}, s.Notify.States...) }

func setNotifyStates(s *Settings, v *Vocabulary, value any) error {
	names, err := stringList(value)
	if err != nil {
		return fmt.Errorf("%w; known states: %s", err, joinNames(v.NotifyStates))
	}
	for _, n := range names {
		if _, err := oneOf(n, v.NotifyStates); err != nil {
			return err
		}
	}
	s.Notify.States = names
	return nil
}

// setOSC sets the number of a sequence, which may be written as a number too.
func setOSC(s *Settings, v *Vocabulary, value any) error {
	if n, ok := value.(int64); ok {
		value = strconv.FormatInt(n, 10)
	}
	text, err := oneOf(value, append([]string{Off}, v.OSCNumbers...))
	if err == nil {
		s.Notify.OSC = text
	}
	return err
}

// boolSetting returns a setting that is true or false.
func boolSetting(name string, field func(*Settings) *bool) setting {
	return setting{
		name: name,
		get:  func(s *Settings, _ *Vocabulary) any { return *field(s) },
		set: func(s *Settings, _ *Vocabulary, value any) error {
			yes, ok := value.(bool)
			if !ok {
				return fmt.Errorf("expected true or false, not %s", tomlTypeName(value))
			}
			*field(s) = yes
			return nil
		},
	}
}

// maxDuration is the longest duration that can be set: longer than any service window.
const maxDuration = 24 * time.Hour

// durationSetting returns a setting that is a duration between least and maxDuration.
func durationSetting(name string, field func(*Settings) *time.Duration, least time.Duration) setting {
	return setting{
		name: name,
		get:  func(s *Settings, _ *Vocabulary) any { return field(s).String() },
		set: func(s *Settings, _ *Vocabulary, value any) error {
			text, ok := value.(string)
			if !ok {
				return fmt.Errorf(`expected a duration such as "30m" or "1h30m", not %s`, tomlTypeName(value))
			}
			d, err := time.ParseDuration(text)
			if err != nil {
				return fmt.Errorf(`%q is not a duration; write it as "30m" or "1h30m"`, text)
			}
			if d < least || d > maxDuration {
				return fmt.Errorf("%s is not between %s and %s", text, least, maxDuration)
			}
			*field(s) = d
			return nil
		},
	}
}
