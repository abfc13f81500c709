package query

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"ccmtail/model"
	"ccmtail/model/event"
)

func (p parser) parseTerm(f fragment) (Matcher, error) {
	if strings.HasPrefix(f.text, "!") && f.text != "!" {
		m, err := p.parseTerm(f.after(1))
		return notMatcher{m}, err
	}
	if isSaved(f.text) {
		m, err := p.parseSaved(f.text[1:])
		if err != nil {
			return nil, f.errorAt(err)
		}
		return m, nil
	}
	name, value, ok := f.names.split(f.text)
	if !ok {
		return p.parseText(f)
	}
	values := []string{value}
	switch name {
	case "re":
	case "after", "before":
		values[0] = unquote(value)
	default:
		values = splitValues(value)
	}
	var alternatives Any
	for _, v := range values {
		if strings.Trim(v, "{}") == "" || name == "kb" && trimKB(v) == "" {
			continue
		}
		m, err := p.parseField(name, v)
		if err != nil {
			return nil, f.after(len(f.text) - len(value)).errorAt(err)
		}
		alternatives = append(alternatives, m)
	}
	switch len(alternatives) {
	case 0:
		return nil, f.errorAt(fmt.Errorf("%s: needs a value", name))
	case 1:
		return alternatives[0], nil
	}
	return alternatives, nil
}

// parseText returns a matcher of words, or of a text in quotation marks.
func (p parser) parseText(f fragment) (Matcher, error) {
	if err := f.checkFields(); err != nil {
		return nil, err
	}
	if len(p.expansion.names) > 0 { // it may have been saved for something else
		if err := f.checkForeign(p.of()); err != nil {
			return nil, err
		}
	}
	var alternatives Any
	for _, text := range splitValues(f.text) {
		alternatives = append(alternatives, textMatcher{newLiteral(text)})
	}
	switch len(alternatives) {
	case 0:
		return nil, f.errorAt(errNothing)
	case 1:
		return alternatives[0], nil
	}
	return alternatives, nil
}

// parseField returns the matcher of a name and its value.
func (p parser) parseField(name, value string) (Matcher, error) {
	if m, ok, err := p.parseFieldOfChange(name, value); ok {
		return m, err
	}
	switch name {
	case "kb":
		return Article(value), nil
	case "guid", "id":
		return newGUIDMatcher(value), nil
	case "log", "component":
		return nameMatcher{name, strings.ToLower(value)}, nil
	case "thread":
		n, err := strconv.ParseUint(value, 0, 32)
		if err != nil {
			return nil, fmt.Errorf("thread: %q is not a number", value)
		}
		return threadMatcher(n), nil
	case "level":
		return parseLevels(value)
	case "re":
		m, err := newRegexpMatcher(value)
		if err != nil {
			return nil, fmt.Errorf("re: %w", err)
		}
		return m, nil
	}
	t, err := p.parseTime(value)
	if err != nil {
		return nil, err
	}
	if name == "after" {
		return timeMatcher{from: t}, nil
	}
	return timeMatcher{to: t}, nil
}

// newGUIDMatcher returns a matcher of a whole GUID in any spelling, or of a part of one as it is
// written.
func newGUIDMatcher(value string) Matcher {
	if id, n := event.ParseGUID(value); n == len(value) {
		return IDs{id: true}
	}
	value = strings.Trim(value, "{}")
	return idBeginning{textMatcher{newLiteral(value)}, strings.ToLower(value)}
}

// parseLevels reads the beginning of a level's name; with a + behind it, worse levels match too.
func parseLevels(value string) (Matcher, error) {
	name, orWorse := strings.CutSuffix(strings.ToLower(value), "+")
	// Each is worse than the one before.
	levels := []model.Level{model.LevelDebug, model.LevelInfo, model.LevelWarning, model.LevelError}
	for i, l := range levels {
		switch {
		case name == "" || !strings.HasPrefix(l.String(), name):
		case orWorse:
			return Levels(levels[i:]...), nil
		default:
			return Levels(l), nil
		}
	}
	return nil, errors.New("level: use error, warning, info or debug; + includes higher levels")
}
