package query

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"ccmtail/model"
	"ccmtail/model/event"
)

// term reads one term.
func (p piece) term(in reading) (Matcher, error) {
	if strings.HasPrefix(p.text, "!") && p.text != "!" {
		m, err := p.from(1).term(in)
		return not{m}, err
	}
	if isSaved(p.text) {
		m, err := in.named(p.text[1:])
		if err != nil {
			return nil, p.wrong(err)
		}
		return m, nil
	}
	name, value, ok := named(p.text)
	if !ok {
		return text{newLiteral(p.text)}, nil
	}
	if strings.Trim(value, "{}") == "" || name == "kb" && articleNumber(value) == "" {
		return nil, p.wrong(fmt.Errorf("%s: needs a value", name))
	}
	m, err := fieldTerm(name, value, in.at)
	if err != nil {
		return nil, p.from(len(p.text) - len(value)).wrong(err)
	}
	return m, nil
}

func fieldTerm(name, value string, at Clock) (Matcher, error) {
	switch name {
	case "kb":
		return NewArticle(value), nil
	case "guid", "id":
		return guidTerm(value), nil
	case "log", "component":
		return field{name, strings.ToLower(value)}, nil
	case "thread":
		n, err := strconv.ParseUint(value, 0, 32)
		if err != nil {
			return nil, fmt.Errorf("thread: %q is not a number", value)
		}
		return thread(n), nil
	case "level":
		return levelTerm(value)
	case "re":
		e, err := newExpression(value)
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
		return during{from: t}, nil
	}
	return during{to: t}, nil
}

// guidTerm wants a whole GUID in any spelling, or a part of one as it is written.
func guidTerm(value string) Matcher {
	if g, n := event.ParseGUID(value); n == len(value) {
		return IDs{g: true}
	}
	return text{newLiteral(strings.Trim(value, "{}"))}
}

// levelTerm wants one level, or with a + that and what is worse.
func levelTerm(value string) (Matcher, error) {
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
