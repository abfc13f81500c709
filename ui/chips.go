package ui

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"ccmtail/model"
	"ccmtail/model/store"
)

// A chip is one filter as typed. Several chips must all let a record through.
//
//	chip  = ["!"] alternative { " | " alternative }
//	alternative = term { " " term }        all of them
//	term  = ["!"] ( name ":" value | words )
//
// Words without a name are one text, spaces included. Names: kb guid log component thread level re after before.
type chip struct {
	source string
	want   matcher
	// link is the id a chip made by * follows, zero for a typed one.
	link model.GUID
}

// when reads a time as typed, for after: and before:.
type when func(s string) (time.Time, error)

// parseChip reads what was typed; the error says what is wrong with it.
func parseChip(source string, at when) (chip, error) {
	s := strings.TrimSpace(source)
	c := chip{source: s}
	body, inverted := strings.CutPrefix(s, "!")
	body = strings.TrimSpace(body)
	if body == "" {
		return c, fmt.Errorf("nothing to look for")
	}
	var any anyOf
	for _, alternative := range strings.Split(body, " | ") {
		m, err := parseAlternative(alternative, at)
		if err != nil {
			return c, err
		}
		any = append(any, m)
	}
	c.want = any
	if len(any) == 1 {
		c.want = any[0]
	}
	if inverted {
		c.want = not{c.want}
	}
	return c, nil
}

func parseAlternative(s string, at when) (matcher, error) {
	var both all
	for _, t := range terms(s) {
		m, err := parseTerm(t, at)
		if err != nil {
			return nil, err
		}
		both = append(both, m)
	}
	if len(both) == 1 {
		return both[0], nil
	}
	return both, nil
}

// terms splits an alternative: each name:value is a term, words in a row are one.
func terms(s string) []string {
	var out []string
	words := false // the last term is made of words
	rest := strings.TrimSpace(s)
	for rest != "" {
		word := rest
		if name, _, ok := named(rest); ok && name == "re" {
			rest = ""
		} else if i := strings.IndexByte(rest, ' '); i >= 0 {
			word, rest = rest[:i], rest[i+1:]
		} else {
			rest = ""
		}
		_, _, isNamed := named(word)
		isNamed = isNamed || strings.HasPrefix(word, "!") && word != "!"
		switch {
		case isNamed:
			out, words = append(out, word), false
		case words:
			out[len(out)-1] += " " + word
		default:
			out, words = append(out, word), true
		}
	}
	return out
}

// names are the fields a term may name.
var names = []string{"kb", "guid", "id", "log", "component", "thread", "level", "re", "after", "before"}

// named splits name:value.
func named(s string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(strings.TrimPrefix(s, "!"), ":")
	name = strings.ToLower(name)
	if !ok {
		return "", "", false
	}
	for _, n := range names {
		if n == name {
			return name, value, true
		}
	}
	return "", "", false
}

func parseTerm(s string, at when) (matcher, error) {
	if rest, ok := strings.CutPrefix(s, "!"); ok && rest != "" {
		m, err := parseTerm(rest, at)
		return not{m}, err
	}
	name, value, ok := named(s)
	if !ok {
		return text{newLiteral(s)}, nil
	}
	if strings.Trim(value, "{}") == "" {
		return nil, fmt.Errorf("%s: needs a value", name)
	}
	return fieldTerm(name, value, at)
}

func fieldTerm(name, value string, at when) (matcher, error) {
	switch name {
	case "kb":
		return article{newLiteral(strings.TrimPrefix(strings.ToLower(value), "kb"))}, nil
	case "guid", "id":
		return guidTerm(value), nil
	case "log":
		return field{strings.ToLower(value), (*store.Snapshot).Log}, nil
	case "component":
		return field{strings.ToLower(value), (*store.Snapshot).Component}, nil
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
func guidTerm(value string) matcher {
	if g, n := model.ParseGUID(value); n == len(value) {
		return ids{g: true}
	}
	return text{newLiteral(strings.Trim(value, "{}"))}
}

// levelTerm wants one level, or with a + that and what is worse.
func levelTerm(value string) (matcher, error) {
	worse := map[string]level{
		"debug": {true, true, true, true}, "info": {true, true, true, false},
		"warning": {false, true, true, false}, "error": {false, false, true, false},
	}
	name, up := strings.CutSuffix(strings.ToLower(value), "+")
	for n, l := range worse {
		if name == "" || !strings.HasPrefix(n, name) {
			continue
		}
		if !up {
			l = level{}
			l[map[string]int{"info": 0, "warning": 1, "error": 2, "debug": 3}[n]] = true
		}
		return l, nil
	}
	return nil, fmt.Errorf("level: error, warning, info or debug, with + for what is worse too")
}
