package config

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"ccmtail/query"
)

// anyTime accepts every time in a filter: which ones are valid depends on where it is used. The
// screen takes 21:00 and -10m, the command line times in full.
func anyTime(string) (time.Time, error) { return time.Time{}, nil }

// addFilter adds a filter: a name for an expression, or for several that must all fit. The
// expressions are checked when all filters are known.
func (r *fileReader) addFilter(e entry) error {
	name := e.path[1]
	if err := query.CheckName(name); err != nil {
		return fmt.Errorf("filters: %q: %w", name, err)
	}
	expressions, err := stringList(e.value)
	if err != nil {
		return fmt.Errorf("filters.%s: %w", name, err)
	}
	r.Filters[name] = expressions
	r.Origins["filters."+name] = Origin{Kind: File, Line: e.line}
	return nil
}

// checkReferences checks what only the whole file can tell: filters name each other, and highlights
// name filters. It leaves the mistakes in the order of their lines.
func (r *fileReader) checkReferences() {
	for _, name := range slices.Sorted(maps.Keys(r.Filters)) {
		if err := query.Saved(r.Filters).Check(name, anyTime); err != nil {
			r.addError(r.Origins["filters."+name].Line, fmt.Errorf("filters: %w", err))
		}
	}
	for i, h := range r.Highlights {
		line := r.Origins[highlightName(i)].Line
		if r.badHighlights[i] {
			continue
		}
		if h.Match == "" {
			r.addError(line, errors.New("highlights: match is missing"))
		} else if _, err := query.Parse(h.Filter(), r.Filters, anyTime); err != nil {
			r.addError(line, fmt.Errorf("highlights: match %q: %w", h.Match, err))
		}
		if h.Colour == "" && h.Style == "" {
			r.addError(line, errors.New("highlights: set a colour or a style"))
		}
	}
	r.checkRules()
	slices.SortStableFunc(r.errs, func(a, b *Error) int { return a.Line - b.Line })
}

// addSavedFilters adds the filters saved on the screen, except those that the user's own file has
// under the same name.
func (s *Settings) addSavedFilters(path string) error {
	saved, err := readSavedFilters(path)
	if err != nil {
		return err
	}
	for name, f := range saved {
		if _, own := s.Filters[name]; !own {
			s.Filters[name] = f.expressions
			s.Origins["filters."+name] = Origin{Kind: Saved, Line: f.line}
		}
	}
	var errs Errors
	for _, name := range slices.Sorted(maps.Keys(saved)) {
		if err := query.Saved(s.Filters).Check(name, anyTime); err != nil && s.Origins["filters."+name].Kind == Saved {
			errs = append(errs, &Error{Path: path, Line: saved[name].line, Text: err.Error()})
		}
	}
	if len(errs) == 0 {
		return nil
	}
	for name := range saved {
		if s.Origins["filters."+name].Kind == Saved {
			delete(s.Filters, name)
			delete(s.Origins, "filters."+name)
		}
	}
	return errs
}

// savedFilter is a filter in the file of saved filters.
type savedFilter struct {
	expressions []string
	line        int
}

// readSavedFilters returns the filters of a file by their names; without a file there are none.
func readSavedFilters(path string) (map[string]savedFilter, error) {
	saved := map[string]savedFilter{}
	text, err := readFile(path)
	if path == "" || errors.Is(err, fs.ErrNotExist) {
		return saved, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read saved filters: %w", err)
	}
	all, err := parseEntries(text)
	var wrong *Error
	if errors.As(err, &wrong) {
		wrong.Path = path
		return nil, Errors{wrong}
	}
	if err != nil {
		return nil, fmt.Errorf("read saved filters: %w", err)
	}
	for _, e := range all {
		f, err := stringList(e.value)
		if err == nil {
			err = query.CheckName(strings.Join(e.path, "."))
		}
		if err != nil {
			return nil, Errors{{Path: path, Line: e.line, Text: fmt.Sprintf("%q: %v", strings.Join(e.path, "."), err)}}
		}
		saved[e.path[0]] = savedFilter{f, e.line}
	}
	return saved, nil
}

const savedComment = "Filters saved in ccmtail; use one as @NAME. " +
	"You can edit this file, but saving a filter removes its comments."

// SaveFilter adds a filter to the file of saved filters, or replaces the one of this name. The
// error says that no file is known, that the name is none for a filter, which mistake is in the
// file, or why it cannot be read or written; then the file is as it was.
func SaveFilter(path, name string, expressions []string) error {
	if path == "" {
		return errors.New("no folder to save filters in")
	}
	if err := query.CheckName(name); err != nil {
		return err
	}
	saved, err := readSavedFilters(path)
	if err != nil {
		return err
	}
	all := map[string][]string{name: expressions}
	for other, f := range saved {
		if other != name {
			all[other] = f.expressions
		}
	}
	return writeTOML(path, savedComment, all)
}
