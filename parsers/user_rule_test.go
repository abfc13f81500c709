package parsers

import (
	"errors"
	"strings"
	"testing"

	"ccmtail/model/event"
)

func TestUserRules(t *testing.T) {
	const update = "2cce9cd7-ce3f-4f0b-9aa3-00a4cccb49eb"
	for _, c := range []struct {
		rule     UserRule
		msg      string
		fits     bool
		says     string
		code     event.Code
		ended    bool
		hasAbout bool
	}{
		{rule: UserRule{Line: "Process <_:int> ended with <code:hresult>", Text: "ended with <code>"}, msg: "  Process 12 ended with 1618.", fits: true, says: "ended with \x00", code: 1618},
		{rule: UserRule{Line: "Process <_:int> ended", Text: "x"}, msg: "Process 12 ended badly"},
		{rule: UserRule{Line: "Process <_:int> ended...", Text: "x"}, msg: "Process 12 ended badly", fits: true, says: "x"},
		{rule: UserRule{Line: "...ended with <name:word>", Text: "<name>!"}, msg: "a thing that\r\nhas  ended with grief", fits: true, says: "grief!"},
		{rule: UserRule{Line: "…with «the »<name:word>…", Text: "1 < 2, <name>"}, msg: "a b with the end of all", fits: true, says: "1 < 2, end"},
		{rule: UserRule{Line: "says <title:text>", Text: "<title>"}, msg: "says “it’s”", fits: true, says: "“it’s”"},
		{rule: UserRule{Line: "it's <count:int>", Text: "<count> of them"}, msg: "it’s 7", fits: true, says: "7 of them"},
		{rule: UserRule{Line: "says <title:text>", Text: "<title>"}, msg: "says a\x00b" + strings.Repeat("é", 600), fits: true, says: "a b" + strings.Repeat("é", 198) + "…"},
		{rule: UserRule{Line: "at <code:hresult>", Until: "at 0", Text: "x"}, msg: "at 0", fits: true, ended: true},
		{rule: UserRule{Line: "bad <update:guid>", Text: "x <update>", Once: PerUpdate}, msg: "bad " + update, fits: true, says: "x {" + update + "}", hasAbout: true},
		{rule: UserRule{Line: "bad <update:guid>", Text: "x"}, msg: "bad " + update, fits: true, says: "x"},
	} {
		if c.rule.Once == "" {
			c.rule.Once = PerClient
		}
		c.rule.Log, c.rule.Severity = "My.log", "error"
		rules, err := CompileUserRules([]UserRule{{Log: "my", Line: "another", Text: "x", Once: PerClient}, c.rule})
		if err != nil {
			t.Errorf("%+v: %v", c.rule, err)
			continue
		}
		if rules.For("Other.log") != nil {
			t.Errorf("%+v: reads another log", c.rule)
		}
		e := rules.For("logs/MY.log").Event([]byte(c.msg))
		if e == nil || !c.fits {
			if c.fits || e != nil {
				t.Errorf("%q and %q: %+v", c.rule.Line, c.msg, e)
			}
			continue
		}
		if e.Kind != event.UserRule || e.Numbers[event.Rule] != 2 || e.Texts[event.State] != "error" || e.Texts[event.Name] != c.says || e.Code != c.code ||
			(e.Holds() == event.No) != c.ended || e.Linked.IsZero() == c.hasAbout {
			t.Errorf("%q and %q: %+v", c.rule.Line, c.msg, e)
		}
	}
	var none *UserRules
	if none.For("a.log").Event([]byte("another")) != nil {
		t.Error("no rules make an event")
	}
}

// TestTheFirstUserRuleThatFitsTells has two that fit.
func TestTheFirstUserRuleThatFitsTells(t *testing.T) {
	rules, err := CompileUserRules([]UserRule{
		{Line: "one <name:word>", Text: "first", Once: PerClient}, {Line: "one two", Text: "second", Once: PerClient},
	})
	if err != nil {
		t.Fatal(err)
	}
	if e := rules.For("a.log").Event([]byte("one two")); e == nil || e.Texts[event.Name] != "first" {
		t.Errorf("%+v", e)
	}
	if e := rules.Only(1).For("a.log").Event([]byte("one two")); e == nil || e.Texts[event.Name] != "second" || e.Numbers[event.Rule] != 2 {
		t.Errorf("%+v", e)
	}
}

func TestMistakesInUserRules(t *testing.T) {
	for _, c := range []struct {
		rule        UserRule
		field, says string
	}{
		{UserRule{}, "line", "is missing"},
		{UserRule{Line: "..."}, "line", "it would fit every line"},
		{UserRule{Line: "<name:text>"}, "line", "it would fit every line"},
		{UserRule{Line: "«a»"}, "line", "it would fit every line"},
		{UserRule{Line: "a «b"}, "line", "each «"},
		{UserRule{Line: "a »b« c"}, "line", "each «"},
		{UserRule{Line: "a ««b»» c"}, "line", "each «"},
		{UserRule{Line: "a " + strings.Repeat("«b»", 5)}, "line", "there may be 4"},
		{UserRule{Line: "a \xc2«»\xab c"}, "line", "is not UTF-8"},
		{UserRule{Line: "a <name:nothing>"}, "line", `no type "nothing"`},
		{UserRule{Line: "a <nothing:int>"}, "line", `no field "nothing"`},
		{UserRule{Line: "a <name:int>"}, "line", "cannot fill"},
		{UserRule{Line: "a", Until: "<name:int> b", Text: "x"}, "until", "cannot fill"},
		{UserRule{Line: "a", Text: " "}, "text", "is missing"},
		{UserRule{Line: "a", Text: "<code>"}, "text", "no hole that reads it"},
		{UserRule{Line: "a <when:epoch>", Text: "<when>"}, "text", "cannot stand in a text"},
		{UserRule{Line: "a", Text: "x", Once: PerUpdate}, "once", "needs a hole <update:guid>"},
		{UserRule{Line: "a <update:sum>", Until: "b", Text: "x", Once: PerUpdate}, "until", "needs a hole <update:guid>"},
		{UserRule{Line: "a", Text: "x", Once: "day"}, "once", "unknown value"},
	} {
		if c.rule.Once == "" {
			c.rule.Once = PerClient
		}
		_, err := CompileUserRules([]UserRule{c.rule})
		var wrong *UserRuleError
		if !errors.As(err, &wrong) || wrong.Field != c.field || !strings.Contains(wrong.Err.Error(), c.says) {
			t.Errorf("%+v: %v", c.rule, err)
		}
	}
}

// FuzzUserRules compiles any line and text, and reads any message.
func FuzzUserRules(f *testing.F) {
	f.Add("Process <_:int> ended with <code:hresult>", "", "ended with <code>", "Process 12 ended with 1618")
	f.Add("...a «b» <name:text>…", "...", "<name>", "x a  c")
	f.Fuzz(func(t *testing.T, line, until, text, msg string) {
		line, until, msg = line[:min(len(line), 1<<10)], until[:min(len(until), 1<<10)], msg[:min(len(msg), 16<<10)]
		rules, err := CompileUserRules([]UserRule{{Line: line, Until: until, Text: text, Once: PerClient}})
		if err != nil {
			return
		}
		if e := rules.For("a.log").Event([]byte(msg)); e != nil && len(e.Texts[event.Name]) > maxUserText+len("…") {
			t.Errorf("%d bytes are said", len(e.Texts[event.Name]))
		}
	})
}
