package ui

import (
	"fmt"

	"ccmtail/model"
	"ccmtail/model/errcode"
)

// meaning is what a code stands for, in a line: its symbol and what it means.
func meaning(code model.Code) string {
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
	seen := map[uint32]bool{}
	for _, m := range errcode.Find([]byte(msg)) {
		if m.Code == 0 || seen[m.Code] {
			continue
		}
		seen[m.Code] = true
		out = append(out, codeItem(d, w, errcode.Lookup(m.Code))...)
	}
	if out == nil {
		return nil
	}
	return append(heading1(d, "Codes in it"), out...)
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
	out = append(out, fact(d, w, "", "", info.System, subject{})...)
	out = append(out, fact(d, w, "what to do", "", info.Action, subject{})...)
	return append(out, fact(d, w, "", d.th.faint, info.Hint, subject{})...)
}

// explain tells of the error code on the selected line, or of the selected update's result.
func (a *App) explain() {
	d := a.draw(true)
	s := a.top().subject(d)
	if u := d.m.update(s.id); u != nil && u.HasResult && !(a.focus == paneLog && len(a.pages) == 0) {
		a.openCodes(u.Result.String())
		return
	}
	if s.hasRec {
		a.openCodes(string(d.m.records.Message(s.rec)))
	}
}

func (a *App) openCodes(text string) {
	found := false
	for _, m := range errcode.Find([]byte(text)) {
		found = found || m.Code != 0
	}
	if !found {
		a.tell("no error code here", toastTime)
		return
	}
	p := &page{}
	p.name = "Codes"
	p.build = func(d *draw, w int) []item { return codeItems(d, w, text)[2:] }
	a.open(p)
}
