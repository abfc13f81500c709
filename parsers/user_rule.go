package parsers

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"ccmtail/model/event"
)

// UserRule is a rule of the user's own: a line of a log, and the sentence that it tells. Its lines
// are wordings like those of our rules, which may also begin with "…", for any text; "..." is the
// same.
type UserRule struct {
	Log      string // the log's file name, with or without its extension; "" for every log
	Line     string // the line that tells it
	Until    string // the line that says it is over, which may fit Line too; "" if none does
	Text     string // the sentence, with <field> for what a hole of Line has read
	Severity string
	Once     string // what it is told of once: PerClient, or one of the ids that Line reads
}

// What a user's rule is told of once: the client, or each thing of a kind.
const (
	PerClient     = "client"
	PerUpdate     = "update"
	PerDeployment = "deployment"
	PerContent    = "content"
)

// UserRuleError is a mistake in a user's rule.
type UserRuleError struct {
	Field string // of the rule, as a configuration names it
	Err   error
}

// Error implements error.
func (e *UserRuleError) Error() string { return e.Field + ": " + e.Err.Error() }

// Unwrap returns the mistake without the field.
func (e *UserRuleError) Unwrap() error { return e.Err }

// UserRules is a user's rules, compiled. They do not change, and nil has none.
type UserRules struct{ all []userRule }

// userRule is a compiled UserRule.
type userRule struct {
	UserRule
	number      int64      // its place among the rules, from 1
	shows, ends []*pattern // of Line and Until
	about       fieldSet   // the id that Once names
	text        []textPart
}

// textPart is a piece of a sentence: text as it is, and the field behind it, 0 at the end.
type textPart struct {
	literal string
	field   fieldSet
}

// CompileUserRules compiles rules. It fails with a UserRuleError.
func CompileUserRules(rules []UserRule) (*UserRules, error) {
	compiled := &UserRules{}
	for i, r := range rules {
		c, err := compileUserRule(r)
		if err != nil {
			return nil, err
		}
		c.number = int64(i + 1)
		compiled.all = append(compiled.all, c)
	}
	return compiled, nil
}

func compileUserRule(r UserRule) (userRule, error) {
	c := userRule{UserRule: r}
	fail := func(field string, err error) (userRule, error) { return userRule{}, &UserRuleError{field, err} }
	var err error
	if c.shows, err = compileUserLine(r.Line); err != nil {
		return fail("line", err)
	}
	if r.Until != "" {
		if c.ends, err = compileUserLine(r.Until); err != nil {
			return fail("until", err)
		}
	}
	if c.text, err = parseUserText(r.Text, fieldsOf(c.shows)); err != nil {
		return fail("text", err)
	}
	switch r.Once {
	case PerClient:
		return c, nil
	case PerUpdate, PerDeployment, PerContent:
	default:
		return fail("once", fmt.Errorf("unknown value %q", r.Once))
	}
	c.about = fieldNames[r.Once]
	if fieldsOf(c.shows)&c.about == 0 {
		return fail("once", fmt.Errorf("once per %s needs a hole <%s:guid> in the line", r.Once, r.Once))
	}
	if r.Until != "" && fieldsOf(c.ends)&c.about == 0 {
		return fail("until", fmt.Errorf("once per %s needs a hole <%s:guid> here too", r.Once, r.Once))
	}
	return c, nil
}

// maxOptionalParts bounds the optional parts of a user's line, since each doubles its wordings.
const maxOptionalParts = 4

// compileUserLine returns the patterns of a line.
func compileUserLine(line string) ([]*pattern, error) {
	line = strings.ReplaceAll(strings.TrimSpace(line), "...", "…")
	if rest, ok := strings.CutPrefix(line, "…"); ok {
		line = "<_:text>" + rest
	}
	switch {
	case line == "":
		return nil, errors.New("is missing")
	case !utf8.ValidString(line):
		return nil, errors.New("is not UTF-8")
	}
	depth, parts := 0, 0
	for _, c := range line {
		switch c {
		case '«':
			depth++
			parts++
		case '»':
			depth--
		}
		if depth != 0 && depth != 1 {
			return nil, errors.New("each « needs a » behind it, and none within")
		}
	}
	if depth != 0 || parts > maxOptionalParts {
		return nil, fmt.Errorf("each « needs a » behind it, and there may be %d of them", maxOptionalParts)
	}
	patterns, err := compile(&rule{kind: event.UserRule, line: line})
	if err != nil {
		return nil, err
	}
	for _, p := range patterns {
		if !slices.ContainsFunc(p.elements, func(e element) bool { return strings.Trim(e.literal, " .") != "" }) {
			return nil, errors.New("it would fit every line: write some of its words")
		}
	}
	return patterns, nil
}

// fieldsOf returns the fields that the patterns of a line may fill.
func fieldsOf(patterns []*pattern) (set fieldSet) {
	for _, p := range patterns {
		for i := range p.elements {
			set |= p.elements[i].field | holeTypes[p.elements[i].holeName].always
		}
	}
	return set
}

// sayable is the fields whose values may stand in a sentence as they are.
const sayable = (guidFields | textFields | numberFields | fieldCode) &^ fieldWhen

// parseUserText parses a sentence in which the values of some fields may stand.
func parseUserText(text string, filled fieldSet) (parts []textPart, err error) {
	if strings.TrimSpace(text) == "" {
		return nil, errors.New("is missing")
	}
	literal := ""
	for rest := text; ; {
		before, behind, ok := strings.Cut(rest, "<")
		literal += before
		if !ok {
			return append(parts, textPart{literal: literal}), nil
		}
		name, after, closed := strings.Cut(behind, ">")
		f := fieldNames[name]
		switch {
		case !closed || f == 0:
			literal, rest = literal+"<", behind
			continue
		case f&sayable == 0:
			return nil, fmt.Errorf("<%s> cannot stand in a text", name)
		case f&filled == 0:
			return nil, fmt.Errorf("<%s>: the line has no hole that reads it", name)
		}
		parts, literal, rest = append(parts, textPart{literal, f}), "", after
	}
}

// For returns what reads the events of a log's records, nil if no rule is about it.
func (r *UserRules) For(log string) *UserExtractor {
	if r == nil {
		return nil
	}
	x := &UserExtractor{}
	name := NameOf(path.Base(log))
	for i := range r.all {
		if own := &r.all[i]; own.Log == "" || strings.EqualFold(NameOf(own.Log), name) {
			x.rules = append(x.rules, own)
		}
	}
	if len(x.rules) == 0 {
		return nil
	}
	return x
}

// Rules returns the rules in their order.
func (r *UserRules) Rules() []UserRule {
	if r == nil {
		return nil
	}
	all := make([]UserRule, len(r.all))
	for i := range r.all {
		all[i] = r.all[i].UserRule
	}
	return all
}

// Only returns a set with the rule at an index alone.
func (r *UserRules) Only(i int) *UserRules { return &UserRules{all: r.all[i : i+1]} }
