package summary

import (
	"ccmtail/errcode"
	"ccmtail/model/event"
)

// Code is a result code in words; Code is "" if there is none.
type Code struct {
	Code, Symbol, Meaning string
	Failed                bool
	Known                 bool // whether anything but its family is known
}

// ExplainCode puts a code into words. Success needs none.
func ExplainCode(c event.Code) Code {
	t := Code{Code: c.String(), Failed: c.Failed()}
	if c != 0 {
		info := errcode.Lookup(uint32(c))
		t.Symbol, t.Meaning, t.Failed, t.Known = info.Symbol, info.Meaning, info.Failed, info.Known
		if t.Meaning == "" {
			t.Meaning = info.SystemText
		}
	}
	return t
}

// ExplainCodes puts the codes in a text into words, each once, without those that mean success.
func ExplainCodes(text []byte) []Code {
	var all []Code
	seen := map[uint32]bool{0: true}
	for _, m := range errcode.Find(text) {
		if !seen[m.Code] {
			seen[m.Code] = true
			all = append(all, ExplainCode(event.Code(m.Code)))
		}
	}
	return all
}

// String returns the code with its name and meaning.
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

// Words returns what the code stands for: its name and meaning, "" if neither is known.
func (c Code) Words() string {
	switch {
	case !c.Known:
		return ""
	case c.Symbol == "" || c.Meaning == "":
		return c.Symbol + c.Meaning
	}
	return c.Symbol + ": " + c.Meaning
}
