package config

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"
)

// Read reads the user's file and the filters saved beside it. Without them everything is as by default, but a file that
// was named by a flag must be there. What is wrong with them is Errors; any other error says why a file cannot be read.
func Read(p Places, v *Vocabulary) (*Settings, error) {
	s := Defaults()
	text, err := readFile(p.Config)
	switch {
	case p.Config == "":
	case errors.Is(err, fs.ErrNotExist) && p.By.Kind != Flag:
	case err != nil:
		return nil, fmt.Errorf("read the configuration: %w", err)
	default:
		s.Found = true
		if err := s.parse(p.Config, text, v); err != nil {
			return nil, err
		}
	}
	return s, s.addSaved(p.Filters)
}

// parse takes a file in.
func (s *Settings) parse(path string, text []byte, v *Vocabulary) error {
	r := reader{Settings: s, v: v, path: path, bound: map[string]entry{}, spoiled: map[int]bool{}}
	all, err := entries(text)
	if err != nil {
		r.wrong(1, err)
	}
	for _, e := range all {
		r.take(e)
	}
	r.check()
	if len(r.errs) > 0 {
		return r.errs
	}
	return nil
}

// reader is a file on its way into settings.
type reader struct {
	*Settings
	v     *Vocabulary
	path  string
	errs  Errors
	bound map[string]entry // where a key was given away
	// spoiled are the highlights with a mistake that has been said.
	spoiled map[int]bool
	// refused is what was complained about last; what stands in it, if it is a section, is passed over.
	refused []string
}

// wrong notes an error at a line, or at the one that it knows itself.
func (r *reader) wrong(line int, err error) {
	var e *Error
	if !errors.As(err, &e) {
		e = &Error{Line: line, Text: err.Error()}
	}
	e.Path = r.path
	r.errs = append(r.errs, e)
}

// take takes one entry in.
func (r *reader) take(e entry) {
	if n := len(r.refused); n > 0 && len(e.path) > n && slices.Equal(e.path[:n], r.refused) {
		return
	}
	var err error
	switch name := settingAt(e.path); {
	case name != "":
		if err = r.Set(name, e.value, r.v, Origin{Kind: File, Line: e.line}); err != nil {
			err = fmt.Errorf("%s: %w", name, err)
		}
	case e.isHead():
		r.begin(e)
	case e.path[0] == "filters" && len(e.path) == 2:
		err = r.filter(e)
	case e.path[0] == "keys" && len(e.path) == 2:
		err = r.key(e)
	case e.path[0] == "highlights" && len(e.path) == 3 && e.listed:
		err = r.highlight(e)
	default:
		err = unknownKey(e.path)
	}
	if err != nil {
		r.wrong(e.line, err)
		r.refused = e.path
	}
}

// isHead says whether an entry is the head of a section that there may be.
func (e entry) isHead() bool {
	table, ok := e.value.(map[string]any)
	switch {
	case !ok || len(table) > 0:
		return false
	case e.path[0] == "highlights":
		return len(e.path) == 2 && e.listed
	}
	return len(e.path) == 1 && !e.listed && slices.Contains([]string{"fit", "filters", "keys"}, e.path[0])
}

// begin begins a section.
func (r *reader) begin(e entry) {
	if e.path[0] == "highlights" {
		r.Origins[highlightName(len(r.Highlights))] = Origin{Kind: File, Line: e.line}
		r.Highlights = append(r.Highlights, Highlight{On: OnRow})
	}
}

// settingAt is the name of the setting that is one value at a path, "" if it is none.
func settingAt(path []string) string {
	for _, name := range settingNames() {
		if slices.Equal(strings.Split(name, "."), path) {
			return name
		}
	}
	return ""
}

// settingNames are the names of the settings that are one value each.
func settingNames() (names []string) {
	for _, one := range simple {
		names = append(names, one.name)
	}
	return names
}

// unknownKey says what there is instead.
func unknownKey(path []string) error {
	switch path[0] {
	case "highlights":
		if len(path) == 1 {
			return errors.New("highlights: each one is a section of its own, [[highlights]]")
		}
		return fmt.Errorf("highlights: there is no %q; there are %s", path[len(path)-1], listed(highlightFields))
	case "filters", "keys":
		if len(path) == 1 {
			return fmt.Errorf("%s is a section, [%s]", path[0], path[0])
		}
		return fmt.Errorf("%s.%s: a section instead of a text or a list of texts", path[0], path[1])
	}
	section, known := "", []string{"[fit]", "[filters]", "[[highlights]]", "[keys]"}
	if path[0] == "fit" {
		section, known = "fit.", nil
	}
	for _, name := range slices.Backward(settingNames()) {
		if below, ok := strings.CutPrefix(name, section); ok && !strings.Contains(below, ".") {
			known = slices.Insert(known, 0, below)
		}
	}
	return fmt.Errorf("there is no key %q; there are %s", strings.Join(path, "."), listed(known))
}

// texts is a text or a list of texts.
func texts(value any) ([]string, error) {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	out := []string{}
	for _, v := range list {
		text, ok := v.(string)
		if !ok {
			return nil, fmt.Errorf("%s instead of a text or a list of texts", kindOf(v))
		}
		out = append(out, text)
	}
	return out, nil
}

// key gives an action other keys.
func (r *reader) key(e entry) error {
	name := e.path[1]
	var names []string
	for _, a := range r.v.Actions(nil) {
		names = append(names, a.Name)
	}
	if !slices.Contains(names, name) {
		return fmt.Errorf("keys: there is no action %q%s; ccmtail config lists them, and so does : on the screen", name, nearest(name, names))
	}
	written, err := texts(e.value)
	if err != nil {
		return fmt.Errorf("keys.%s: %w", name, err)
	}
	keys := []string{}
	for _, w := range written {
		if w == "" {
			continue // none
		}
		k, err := r.v.Key(w)
		if err != nil {
			return fmt.Errorf("keys.%s: %w", name, err)
		}
		if other, twice := r.bound[k]; twice {
			return fmt.Errorf("keys.%s: %q is bound twice, in line %d to %q", name, w, other.line, other.path[1])
		}
		r.bound[k] = e
		keys = append(keys, k)
	}
	r.Keys[name] = keys
	r.Origins["keys."+name] = Origin{Kind: File, Line: e.line}
	return nil
}

// nearest is the name that was perhaps meant.
func nearest(name string, names []string) string {
	if found := fuzzy.Find(name, names); len(found) > 0 {
		return fmt.Sprintf(", perhaps %q", found[0].Str)
	}
	return ""
}
