package config

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// Rule is a rule of the user's own: a line of a log, and what it tells.
type Rule struct {
	Log      string // "" for all logs
	Line     string
	Until    string // the line that ends it; "" if none does
	Text     string
	Severity string
	Once     string
	Lines    map[string]int // where the fields stand in the file; "" is the header
}

// ruleFields are what may stand in a section [[rules]].
var ruleFields = []string{"log", "line", "until", "text", "severity", "once"}

// ruleName returns the name of the rule at an index, by which Origins knows it.
func ruleName(i int) string { return "rules." + strconv.Itoa(i) }

// beginRule begins a rule, with what it says where it says nothing.
func (r *fileReader) beginRule(e entry) {
	r.Origins[ruleName(len(r.Rules))] = Origin{Kind: File, Line: e.line}
	r.Rules = append(r.Rules, Rule{
		Severity: r.vocabulary.Severities[0], Once: r.vocabulary.RuleSubjects[0], Lines: map[string]int{"": e.line},
	})
}

// addRule adds one field of a rule.
func (r *fileReader) addRule(e entry) (err error) {
	i := e.index()
	if i < 0 || i >= len(r.Rules) { // of a [[section]] below [rules]
		return unknownKeyError(e.path)
	}
	rule := &r.Rules[i]
	defer func() { r.badRules[i] = r.badRules[i] || err != nil }()
	field := e.path[2]
	rule.Lines[field] = e.line
	if !slices.Contains(ruleFields, field) {
		return unknownKeyError(e.path)
	}
	text, ok := e.value.(string)
	if !ok {
		return fmt.Errorf("rules: %s: expected a string, not %s", field, tomlTypeName(e.value))
	}
	switch field {
	case "log":
		rule.Log = text
	case "line":
		rule.Line = text
	case "until":
		rule.Until = text
	case "text":
		rule.Text = text
	case "severity":
		rule.Severity, err = oneOf(e.value, r.vocabulary.Severities)
	case "once":
		rule.Once, err = oneOf(e.value, r.vocabulary.RuleSubjects)
	}
	if err != nil {
		return fmt.Errorf("rules: %s: %w", field, err)
	}
	return nil
}

// checkRules checks what only a whole rule can tell.
func (r *fileReader) checkRules() {
	for i, rule := range r.Rules {
		if r.badRules[i] {
			continue
		}
		if i == r.vocabulary.MaxRules {
			r.addError(rule.Lines[""], fmt.Errorf("rules: there may be %d of them", r.vocabulary.MaxRules))
			return
		}
		if field, err := r.vocabulary.CheckRule(rule); err != nil {
			line, ok := rule.Lines[field]
			if !ok {
				line = rule.Lines[""]
			}
			r.addError(line, fmt.Errorf("rules: %s: %w", field, err))
		}
	}
}

// addCode adds the meaning of a code of the user's own.
func (r *fileReader) addCode(e entry) error {
	name := e.path[1]
	code, err := r.vocabulary.Code(name)
	if err != nil {
		return fmt.Errorf("codes: %w", err)
	}
	meaning, ok := e.value.(string)
	switch {
	case !ok:
		return fmt.Errorf("codes.%s: expected what it means as a string, not %s", name, tomlTypeName(e.value))
	case meaning == "":
		return fmt.Errorf("codes.%s: %w", name, errors.New("say what it means"))
	}
	if _, twice := r.Codes[code]; twice {
		return fmt.Errorf("codes.%s: the same code stands in another line", name)
	}
	r.Codes[code] = Code{name, meaning}
	r.Origins["codes."+name] = Origin{Kind: File, Line: e.line}
	return nil
}

// Code is a code of the user's own.
type Code struct{ Written, Meaning string }

// writeRules writes the rules and codes of the user's own.
func (s *Settings) writeRules(b *tomlWriter) {
	for i, rule := range s.Rules {
		b.printf("\n[[rules]] # %s\n", s.Origins[ruleName(i)])
		b.pairUnlessEmpty("log", rule.Log)
		b.pair("line", rule.Line, "")
		b.pairUnlessEmpty("until", rule.Until)
		b.pair("text", rule.Text, "")
		b.pair("severity", rule.Severity, "")
		b.pair("once", rule.Once, "")
	}
	if len(s.Codes) == 0 {
		return
	}
	b.printf("\n[codes]\n")
	for _, code := range sortedCodes(s.Codes) {
		c := s.Codes[code]
		b.pair(c.Written, c.Meaning, s.Origins["codes."+c.Written].String())
	}
}

func sortedCodes(codes map[uint32]Code) (all []uint32) {
	for code := range codes {
		all = append(all, code)
	}
	slices.Sort(all)
	return all
}
