package query

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"ccmtail/model"
	"ccmtail/model/event"
)

// parseTerm reads one term.
func (p fragment) parseTerm(in parser) (Matcher, error) {
	if strings.HasPrefix(p.text, "!") && p.text != "!" {
		m, err := p.after(1).parseTerm(in)
		return notMatcher{m}, err
	}
	if isSaved(p.text) {
		m, err := in.parseSaved(p.text[1:])
		if err != nil {
			return nil, p.errorAt(err)
		}
		return m, nil
	}
	name, value, ok := splitField(p.text)
	if !ok {
		return textMatcher{newLiteral(p.text)}, nil
	}
	if strings.Trim(value, "{}") == "" || name == "kb" && trimKB(value) == "" {
		return nil, p.errorAt(fmt.Errorf("%s: needs a value", name))
	}
	m, err := parseField(name, value, in.parseTime)
	if err != nil {
		return nil, p.after(len(p.text) - len(value)).errorAt(err)
	}
	return m, nil
}

func parseField(name, value string, at TimeParser) (Matcher, error) {
	switch name {
	case "kb":
		return NewArticle(value), nil
	case "guid", "id":
		return guidMatcher(value), nil
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
		e, err := newRegexpMatcher(value)
		if err != nil {
			return nil, fmt.Errorf("re: %w", err)
		}
		return e, nil
	}
	t, err := at(value)
	if err != nil {
		return nil, err
	}
	if name == "after" {
		return timeMatcher{from: t}, nil
	}
	return timeMatcher{to: t}, nil
}

// guidMatcher wants a whole GUID in any spelling, or a part of one as it is written.
func guidMatcher(value string) Matcher {
	if g, n := event.ParseGUID(value); n == len(value) {
		return IDs{g: true}
	}
	return textMatcher{newLiteral(strings.Trim(value, "{}"))}
}

// parseLevels wants one level, or with a + that and what is worse.
func parseLevels(value string) (Matcher, error) {
	name, up := strings.CutSuffix(strings.ToLower(value), "+")
	// From the least to the worst.
	order := []model.Level{model.LevelDebug, model.LevelInfo, model.LevelWarning, model.LevelError}
	for i, l := range order {
		switch {
		case name == "" || !strings.HasPrefix(l.String(), name):
		case up:
			return Levels(order[i:]...), nil
		default:
			return Levels(l), nil
		}
	}
	return nil, errors.New("level: error, warning, info or debug, with + for what is worse too")
}
