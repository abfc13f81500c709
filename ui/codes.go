package ui

import (
	"fmt"
	"slices"

	"ccmtail/errcode"
	"ccmtail/model/event"
)

// meaning is what a code stands for, in a line: its symbol and what it means.
func meaning(code event.Code) string {
	info := errcode.Lookup(uint32(code))
	switch {
	case !info.Known:
		return ""
	case info.Meaning == "":
		return info.Symbol
	case info.Symbol == "":
		return info.Meaning
	}
	return info.Symbol + ": " + info.Meaning
}

// codeItems explains the codes in a text.
func codeItems(d *draw, w int, msg string) []item {
	var out []item
	for _, info := range codesOf(msg) {
		out = append(out, codeItem(d, w, info)...)
	}
	if out == nil {
		return nil
	}
	return append(heading1(d, "Codes in it"), out...)
}

// codesOf are the codes in a message, each once, without those that mean success.
func codesOf(msg string) (out []errcode.Info) {
	for _, m := range errcode.Find([]byte(msg)) {
		if m.Code != 0 && !slices.ContainsFunc(out, func(i errcode.Info) bool { return i.Code == m.Code }) {
			out = append(out, errcode.Lookup(m.Code))
		}
	}
	return out
}

func codeItem(d *draw, w int, info errcode.Info) []item {
	st := pickStyle(info.Failed, d.th.bad, d.th.good)
	head := fmt.Sprintf("0x%08x", info.HRESULT)
	name := info.Symbol
	if info.Win32 != 0 {
		name += fmt.Sprintf(" (Win32 %d)", info.Win32)
	}
	out := fact(d, w, head, st, name+" "+info.Family, subject{})
	out = append(out, fact(d, w, "", "", info.Meaning, subject{})...)
	out = append(out, fact(d, w, "", "", info.SystemText, subject{})...)
	out = append(out, fact(d, w, "what to do", "", info.Action, subject{})...)
	return append(out, fact(d, w, "", d.th.faint, info.Relation, subject{})...)
}

// explain tells of the error code on the selected line, or of the selected update's result. Where there is none it asks for one.
func (a *App) explain() {
	d := a.draw(true)
	s := a.top().subject(d)
	var text string
	if u := d.m.update(s.id); u != nil && u.HasResult && !(a.focus == paneLog && len(a.pages) == 0) {
		text = u.Result.String()
	} else if s.hasRec {
		text = string(d.m.records.Message(s.rec))
	}
	if found := codesOf(text); len(found) > 0 {
		a.openCodes(found)
		return
	}
	a.ask(promptCode)
	if s.hasRec {
		a.prompt.err = "no code on this line"
	}
}

// codeTyped tells of a code that was typed.
func (a *App) codeTyped(text string) {
	if text == "" {
		return
	}
	found, err := errcode.Codes(text)
	if err != nil {
		a.complain(err.Error())
		return
	}
	a.openCodes(found)
}

func (a *App) openCodes(codes []errcode.Info) {
	p := &page{}
	p.name = "Codes"
	p.build = func(d *draw, w int) (out []item) {
		for _, info := range codes {
			out = append(out, codeItem(d, w, info)...)
		}
		return out
	}
	a.open(p)
}
