package errcode

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// explanation is an element of the array that ExplainJSON writes.
// Each has all fields; one that is null is not known.
type explanation struct {
	Input    string       `json:"input"`
	Error    *string      `json:"error"`
	Notation *string      `json:"notation"`
	Code     *string      `json:"code"` // in hexadecimal, as HRESULT
	HRESULT  *string      `json:"hresult"`
	Signed   *int32       `json:"signed"`
	Unsigned *uint32      `json:"unsigned"`
	Win32    *uint32      `json:"win32"`
	Symbol   *string      `json:"symbol"`
	Aliases  []string     `json:"aliases"`
	Family   *string      `json:"family"`
	Meaning  *string      `json:"meaning"`
	Action   *string      `json:"action"`
	ByPhase  []jsonAdvice `json:"action_by_phase"`
	System   *string      `json:"system_text"`
	Relation *string      `json:"relation"`
	Known    *bool        `json:"known"`
	Failed   *bool        `json:"failed"`
	Seen     []string     `json:"seen"` // null if nobody looked
}

// jsonAdvice is what to do in one phase, where that differs from the action.
type jsonAdvice struct {
	Phase  string `json:"phase"`
	Action string `json:"action"`
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
			all = append(all, explanation{Input: arg, Error: said(err.Error()), Aliases: []string{}, ByPhase: []jsonAdvice{}})
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
		Input: a.input, Notation: said(a.notation),
		Code: said(fmt.Sprintf("0x%08x", info.Code)), HRESULT: said(fmt.Sprintf("0x%08x", info.HRESULT)),
		Signed: &signed, Unsigned: &info.HRESULT,
		Symbol: said(info.Symbol), Aliases: append([]string{}, info.Aliases...), Family: said(info.Family),
		Meaning: said(info.Meaning), Action: said(info.Action), System: said(info.SystemText), Relation: said(info.Relation),
		Known: &info.Known, Failed: &info.Failed, ByPhase: []jsonAdvice{},
	}
	for _, a := range info.AdviceByPhase() {
		e.ByPhase = append(e.ByPhase, jsonAdvice{a.Phase.String(), a.Advice})
	}
	if info.Win32 != 0 {
		e.Win32 = &info.Win32
	}
	if o.Seen != nil {
		e.Seen = append([]string{}, o.Seen(info)...)
	}
	return e
}

// said returns nil for what is not known.
func said(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
