package config

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"ccmtail/query"
)

// anyTime lets every time in a filter pass: which ones there are depends on where it is used. The screen takes 21:00 and -10m, the
// command line times in full.
func anyTime(string) (time.Time, error) { return time.Time{}, nil }

// filter names an expression, or several that must all fit. What it says is checked when all filters are known.
func (r *reader) filter(e entry) error {
	name := e.path[1]
	if err := query.CheckName(name); err != nil {
		return fmt.Errorf("filters: %q: %w", name, err)
	}
	expressions, err := texts(e.value)
	if err != nil {
		return fmt.Errorf("filters.%s: %w", name, err)
	}
	r.Filters[name] = expressions
	r.Origins["filters."+name] = Origin{Kind: File, Line: e.line}
	return nil
}

// highlightFields are what may stand in a section [[highlights]].
var highlightFields = []string{"match", "colour", "style", "on"}

// highlight takes one field of a rule in, or its head.
func (r *reader) highlight(e entry) (err error) {
	i, err := strconv.Atoi(e.path[1])
	if err != nil || i >= len(r.Highlights) { // a list within the section
		return unknownKey(e.path)
	}
	h := &r.Highlights[i]
	defer func() { r.spoiled[i] = r.spoiled[i] || err != nil }()
	switch field := e.path[2]; field {
	case "match":
		text, ok := e.value.(string)
		if !ok {
			return fmt.Errorf(`highlights: match: %s instead of a filter or a "/regular expression/"`, kindOf(e.value))
		}
		h.Match = text
	case "colour":
		h.Colour, err = oneOf(e.value, r.v.Colours)
	case "style":
		h.Style, err = someOf(e.value, r.v.Styles)
	case "on":
		h.On, err = oneOf(e.value, []string{OnRow, OnMatch})
	default:
		return unknownKey(e.path)
	}
	if err != nil {
		return fmt.Errorf("highlights: %s: %w", e.path[2], err)
	}
	return nil
}

// someOf is a text of words that must be among those allowed.
func someOf(value any, allowed []string) (string, error) {
	text, ok := value.(string)
	if !ok || strings.TrimSpace(text) == "" {
		return oneOf(value, allowed)
	}
	words := strings.Fields(text)
	for _, word := range words {
		if _, err := oneOf(word, allowed); err != nil {
			return "", err
		}
	}
	return strings.Join(words, " "), nil
}

// Filter is what a rule matches, as a filter.
func (h Highlight) Filter() string {
	if pattern, ok := strings.CutPrefix(h.Match, "/"); ok && strings.HasSuffix(pattern, "/") {
		return "re:" + strings.TrimSuffix(pattern, "/")
	}
	return h.Match
}

// check looks at what can only be judged as a whole: filters may name each other, and highlights name filters.
func (r *reader) check() {
	for _, name := range slices.Sorted(maps.Keys(r.Filters)) {
		if err := query.Saved(r.Filters).Check(name, anyTime); err != nil {
			r.wrong(r.Origins["filters."+name].Line, fmt.Errorf("filters: %w", err))
		}
	}
	for i, h := range r.Highlights {
		line := r.Origins[highlightName(i)].Line
		if r.spoiled[i] {
			continue
		}
		if h.Match == "" {
			r.wrong(line, errors.New("highlights: this one has no match, which says what is highlighted"))
		} else if _, err := query.Saved(r.Filters).Parse(h.Filter(), anyTime); err != nil {
			r.wrong(line, fmt.Errorf("highlights: match %q: %w", h.Match, err))
		}
		if h.Colour == "" && h.Style == "" {
			r.wrong(line, errors.New("highlights: this one has neither a colour nor a style"))
		}
	}
	slices.SortStableFunc(r.errs, func(a, b *Error) int { return a.Line - b.Line })
}

func highlightName(i int) string { return "highlights." + strconv.Itoa(i) }

// addSaved adds the filters saved on the screen. One of the user's own file with the same name is the stronger.
func (s *Settings) addSaved(path string) error {
	saved, err := readSaved(path)
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
	if len(errs) > 0 {
		return errs
	}
	return nil
}

// savedFilter is a filter as it stands in the file of saved filters.
type savedFilter struct {
	expressions []string
	line        int
}

func readSaved(path string) (map[string]savedFilter, error) {
	saved := map[string]savedFilter{}
	text, err := readFile(path)
	if path == "" || errors.Is(err, fs.ErrNotExist) {
		return saved, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the saved filters: %w", err)
	}
	all, err := entries(text)
	var wrong *Error
	if errors.As(err, &wrong) {
		wrong.Path = path
		return nil, Errors{wrong}
	}
	for _, e := range all {
		f, err := texts(e.value)
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

// SaveFilter keeps a filter under a name in the file of saved filters, in the place of one that has this name there.
func SaveFilter(path, name string, expressions []string) error {
	if path == "" {
		return errors.New("no folder is known to save filters in")
	}
	if err := query.CheckName(name); err != nil {
		return err
	}
	saved, err := readSaved(path)
	if err != nil {
		return err
	}
	all := map[string][]string{name: expressions}
	for other, f := range saved {
		if other != name {
			all[other] = f.expressions
		}
	}
	return Keep(path, "Filters saved on ccmtail's screen; @NAME stands for one. Change them as you like, but comments are lost when one is saved.", all)
}
