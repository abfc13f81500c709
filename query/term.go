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
	name, value, ok := splitField(f.text)
	if !ok {
		return textMatcher{newLiteral(f.text)}, nil
	}
	if strings.Trim(value, "{}") == "" || name == "kb" && trimKB(value) == "" {
		return nil, f.errorAt(fmt.Errorf("%s: needs a value", name))
	}
	m, err := p.parseField(name, value)
	if err != nil {
		return nil, f.after(len(f.text) - len(value)).errorAt(err)
	}
	return m, nil
}

// parseField returns the matcher of a name and its value.
func (p parser) parseField(name, value string) (Matcher, error) {
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
	return textMatcher{newLiteral(strings.Trim(value, "{}"))}
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
