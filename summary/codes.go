package summary

import (
	"ccmtail/errcode"
	"ccmtail/model/event"
)

// Code is a result code in words; Code is "" if there is none.
type Code struct {
	Code, Symbol, Meaning string
	Failed                bool
}

// ExplainCode is a code in words. Success needs none.
func ExplainCode(c event.Code) Code {
	t := Code{Code: c.String(), Failed: c.Failed()}
	if c != 0 {
		info := errcode.Lookup(uint32(c))
		t.Symbol, t.Meaning, t.Failed = info.Symbol, info.Meaning, info.Failed
		if t.Meaning == "" {
			t.Meaning = info.SystemText
		}
	}
	return t
}

// String is the code with its name and meaning.
func (c Code) String() string {
	s := c.Code
	if c.Symbol != "" {
		s += " " + c.Symbol
	}
	if c.Meaning != "" {
		s += ": " + c.Meaning
	}
	return s
}
