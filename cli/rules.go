package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"ccmtail/config"
	"ccmtail/errcode"
	"ccmtail/model"
	"ccmtail/parsers"
)

// load reads the configuration of a command that reads logs, and learns the rules and codes in it.
func (p *invocation) load(cmd *cobra.Command, s *settings) error {
	if err := s.load(cmd); err != nil {
		return err
	}
	if len(s.Codes) > 0 {
		meanings := map[uint32]string{}
		for code, c := range s.Codes {
			meanings[code] = c.Meaning
		}
		errcode.Teach(meanings)
	}
	if len(s.Rules) == 0 {
		return nil
	}
	rules := make([]parsers.UserRule, len(s.Rules))
	for i, r := range s.Rules {
		rules[i] = userRule(r)
	}
	var err error
	p.rules, err = parsers.CompileUserRules(rules)
	return err
}

// teachable adds to the vocabulary what rules and codes of the user's own may say.
func teachable(v *config.Vocabulary) *config.Vocabulary {
	v.Severities = []string{string(model.SeverityInfo), string(model.SeverityWarning), string(model.SeverityError)}
	v.RuleSubjects = []string{parsers.PerClient, parsers.PerUpdate, parsers.PerDeployment, parsers.PerContent}
	v.MaxRules = model.MaxUserRules
	v.CheckRule = func(r config.Rule) (field string, err error) {
		_, err = parsers.CompileUserRules([]parsers.UserRule{userRule(r)})
		var wrong *parsers.UserRuleError
		if errors.As(err, &wrong) {
			return wrong.Field, wrong.Err
		}
		return "", err
	}
	v.Code = func(written string) (uint32, error) {
		code, _, err := errcode.Parse(written)
		return code, err
	}
	return v
}

// userRule returns a rule of the configuration for the parsers.
func userRule(r config.Rule) parsers.UserRule {
	return parsers.UserRule{Log: r.Log, Line: r.Line, Until: r.Until, Text: r.Text, Severity: r.Severity, Once: r.Once}
}
