package errcode

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// explanation is an element of the array that ExplainJSON writes.
type explanation struct {
	Input    string   `json:"input"`
	Error    string   `json:"error,omitempty"`
	Notation string   `json:"notation,omitempty"`
	Code     string   `json:"code,omitempty"` // in hexadecimal, as HRESULT
	HRESULT  string   `json:"hresult,omitempty"`
	Signed   *int32   `json:"signed,omitempty"`
	Unsigned *uint32  `json:"unsigned,omitempty"`
	Win32    *uint32  `json:"win32,omitempty"`
	Symbol   string   `json:"symbol,omitempty"`
	Aliases  []string `json:"aliases,omitempty"`
	Family   string   `json:"family,omitempty"`
	Meaning  string   `json:"meaning,omitempty"`
	Action   string   `json:"action,omitempty"`
	System   string   `json:"system_text,omitempty"`
	Relation string   `json:"relation,omitempty"`
	Known    *bool    `json:"known,omitempty"`
	Failed   *bool    `json:"failed,omitempty"`
	Seen     []string `json:"seen,omitempty"`
}

// ExplainJSON is Explain with a JSON array, which has an object for each code and for each argument
// in which there is none. The numbers are those of the HRESULT.
func ExplainJSON(w io.Writer, args []string, o Options) error {
	all := []explanation{}
	var errs []error
	for _, arg := range args {
		found, err := parseArgument(arg)
		if err != nil {
			errs = append(errs, err)
			all = append(all, explanation{Input: arg, Error: err.Error()})
		}
		for _, a := range found {
			all = append(all, a.explanation(o))
		}
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return errors.Join(append(errs, enc.Encode(all))...)
}

// explanation returns the object for the code.
func (a explainedCode) explanation(o Options) explanation {
	info := a.info
	signed := int32(info.HRESULT)
	e := explanation{
		Input: a.input, Notation: a.notation,
		Code: fmt.Sprintf("0x%08x", info.Code), HRESULT: fmt.Sprintf("0x%08x", info.HRESULT),
		Signed: &signed, Unsigned: &info.HRESULT,
		Symbol: info.Symbol, Aliases: info.Aliases, Family: info.Family,
		Meaning: info.Meaning, Action: info.Action, System: info.SystemText, Relation: info.Relation,
		Known: &info.Known, Failed: &info.Failed,
	}
	if info.Win32 != 0 {
		e.Win32 = &info.Win32
	}
	if o.Seen != nil {
		e.Seen = o.Seen(info)
	}
	return e
}
