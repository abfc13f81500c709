package config

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Read returns the settings of the user's file, with the filters saved beside it. Without a file
// everything is as by default, but one that was named by a flag must be there. Mistakes in a file
// are Errors; any other error says why a file cannot be read.
//
// What the program can do without are Settings.Passed: a file in its usual place that cannot be
// read, and mistakes in the file of saved filters.
func Read(p Paths, v *Vocabulary) (*Settings, error) {
	s := Defaults()
	text, err := readFile(p.Config)
	switch {
	case p.Config == "":
	case errors.Is(err, fs.ErrNotExist) && p.NamedBy.Kind != Flag:
	case err != nil && p.NamedBy.Kind == Default:
		s.Passed = append(s.Passed, fmt.Errorf("going on without settings: %w", err))
		return s, nil // the saved filters lie beside it
	case err != nil:
		return nil, fmt.Errorf("read configuration: %w", err)
	default:
		s.HasFile = true
		if err := s.parse(p.Config, text, v); err != nil {
			return nil, err
		}
	}
	if err := s.addSavedFilters(p.Filters); err != nil {
		s.Passed = append(s.Passed, fmt.Errorf("going on without the saved filters: %w", err))
	}
	return s, nil
}

// parse adds the settings of a file. What is wrong with it is Errors.
func (s *Settings) parse(path string, text []byte, v *Vocabulary) error {
	r := fileReader{
		Settings: s, vocabulary: v, path: path,
		boundKeys: map[string]entry{}, badHighlights: map[int]bool{}, badRules: map[int]bool{},
	}
	all, err := parseEntries(text)
	if err != nil {
		r.addError(1, err)
	}
	for _, e := range all {
		r.addThemeName(e)
	}
	for _, e := range all {
		r.addEntry(e)
	}
	r.checkReferences()
	r.finishHub()
	if len(r.errs) > 0 {
		return r.errs
	}
	return nil
}

// fileReader turns the entries of a file into settings.
type fileReader struct {
	*Settings
	vocabulary *Vocabulary
	path       string
	errs       Errors

	boundKeys     map[string]entry // by key, where an action was given it
	badHighlights map[int]bool     // by index, those with a mistake that is in errs
	badRules      map[int]bool     // likewise
	// rejected is the path of the last mistake. If it is a section, what stands in it is passed
	// over.
	rejected []string
}

// addError adds a mistake in a line; an *Error knows its line itself.
func (r *fileReader) addError(line int, err error) {
	var e *Error
	if !errors.As(err, &e) {
		e = &Error{Line: line, Text: err.Error()}
	}
	e.Path = r.path
	r.errs = append(r.errs, e)
}

// addEntry adds what one entry sets.
func (r *fileReader) addEntry(e entry) {
	if n := len(r.rejected); n > 0 && len(e.path) > n && slices.Equal(e.path[:n], r.rejected) {
		return
	}
	var err error
	switch name := settingAt(e.path); {
	case name != "":
		if err = r.Set(name, e.value, r.vocabulary, Origin{Kind: File, Line: e.line}); err != nil {
			err = fmt.Errorf("%s: %w", name, err)
		}
	case e.isHeader():
		r.beginSection(e)
	case e.path[0] == "filters" && len(e.path) == 2:
		err = r.addFilter(e)
	case e.path[0] == "keys" && len(e.path) == 2:
		err = r.addKeys(e)
	case e.path[0] == "themes" && len(e.path) == 3:
		err = r.addThemeStyle(e)
	case e.path[0] == "highlights" && len(e.path) == 3 && e.inArray:
		err = r.addHighlight(e)
	case e.path[0] == "rules" && len(e.path) == 3 && e.inArray:
		err = r.addRule(e)
	case e.path[0] == "codes" && len(e.path) == 2:
		err = r.addCode(e)
	default:
		err = unknownKeyError(e.path)
	}
	if err != nil {
		r.addError(e.line, err)
		r.rejected = e.path
	}
}

// isHeader reports whether an entry is the header of a section that there may be.
func (e entry) isHeader() bool {
	table, ok := e.value.(map[string]any)
	switch {
	case !ok || len(table) > 0:
		return false
	case e.path[0] == "highlights" || e.path[0] == "rules":
		return len(e.path) == 2 && e.inArray
	case e.path[0] == "themes":
		return len(e.path) <= 2 && !e.inArray
	}
	return len(e.path) == 1 && !e.inArray && slices.Contains([]string{"fit", "notify", "hub", "filters", "codes", "keys"}, e.path[0])
}

// beginSection begins what a header stands for: [[highlights]] and [[rules]] are one more of them, the
// others are nothing yet.
func (r *fileReader) beginSection(e entry) {
	switch e.path[0] {
	case "rules":
		r.beginRule(e)
	case "highlights":
		r.Origins[highlightName(len(r.Highlights))] = Origin{Kind: File, Line: e.line}
		r.Highlights = append(r.Highlights, Highlight{On: OnRow})
	}
}

// settingAt returns the name of the setting at a path if it is one value, else "".
func settingAt(path []string) string {
	for _, name := range settingNames() {
		if slices.Equal(strings.Split(name, "."), path) {
			return name
		}
	}
	return ""
}

// settingNames returns the names of the settings that are one value each.
func settingNames() (names []string) {
	for _, one := range singleSettings {
		names = append(names, one.name)
	}
	return names
}

// unknownKeyError says that nothing can be set at a path, and what can be instead.
func unknownKeyError(path []string) error {
	switch path[0] {
	case "highlights":
		if len(path) == 1 {
			return errors.New("highlights: write each one as a section of its own, [[highlights]]")
		}
		return fmt.Errorf("highlights: unknown key %q; known keys: %s", path[len(path)-1], joinNames(highlightFields))
	case "rules":
		if len(path) == 1 {
			return errors.New("rules: write each one as a section of its own, [[rules]]")
		}
		return fmt.Errorf("rules: unknown key %q; known keys: %s", path[len(path)-1], joinNames(ruleFields))
	case "themes":
		return errors.New("themes: write each one as a section of its own, [themes.NAME]")
	case "filters", "keys", "codes":
		if len(path) == 1 {
			return fmt.Errorf("%s must be a section, [%s]", path[0], path[0])
		}
		return fmt.Errorf("%s.%s: expected a string or a list of strings, not a section", path[0], path[1])
	}
	section, known := "", []string{"[fit]", "[notify]", "[hub]", "[themes.NAME]", "[filters]", "[[highlights]]", "[[rules]]", "[codes]", "[keys]"}
	if slices.Contains([]string{"fit", "notify", "hub"}, path[0]) {
		section, known = path[0]+".", nil
	}
	for _, name := range slices.Backward(settingNames()) {
		if below, ok := strings.CutPrefix(name, section); ok && !strings.Contains(below, ".") {
			known = slices.Insert(known, 0, below)
		}
	}
	return fmt.Errorf("unknown key %q; known keys: %s", strings.Join(path, "."), joinNames(known))
}
