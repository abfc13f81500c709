package ui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"ccmtail/errcode"
)

// codeItems explains the codes in a text.
func codeItems(d *renderContext, w int, msg string) []item {
	var out []item
	for _, info := range codesOf(msg) {
		out = append(out, codeItem(d, w, info)...)
	}
	if out == nil {
		return nil
	}
	return append(d.sectionItems("Error codes"), out...)
}

// codesOf returns the codes in a message, each once, without those that mean success.
func codesOf(msg string) (out []errcode.Info) {
	for _, m := range errcode.Find([]byte(msg)) {
		if m.Code != 0 && !slices.ContainsFunc(out, func(i errcode.Info) bool { return i.Code == m.Code }) {
			out = append(out, errcode.Lookup(m.Code))
		}
	}
	return out
}

func codeItem(d *renderContext, w int, info errcode.Info) []item {
	st := eitherStyle(info.Failed, d.th.Bad, d.th.Good)
	head := fmt.Sprintf("0x%08x", info.HRESULT)
	name := info.Symbol
	if info.Win32 != 0 {
		name += fmt.Sprintf(" (Win32 %d)", info.Win32)
	}
	out := factRows(d, w, head, st, name+" "+info.Family, subject{})
	out = append(out, factRows(d, w, "", "", info.Meaning, subject{})...)
	out = append(out, factRows(d, w, "", "", info.SystemText, subject{})...)
	out = append(out, factRows(d, w, "action", "", info.Action, subject{})...)
	for _, line := range info.PhaseLines() {
		out = append(out, factRows(d, w, "action", "", line, subject{})...)
	}
	return append(out, factRows(d, w, "", d.th.Faint, info.Relation, subject{})...)
}

// explainCode tells of the error code on the selected line, or of the selected update's result.
// Where there is none it asks for one.
func (a *App) explainCode() tea.Cmd {
	d, s := a.selection()
	_, isLog := a.activePane().(shownLogPane)
	var text string
	if u := d.asOf.FindUpdate(s.id); u != nil && !isLog {
		if code, ok := u.Result(); ok {
			text = code.String()
		}
	} else if s.hasRec {
		text = string(d.asOf.Records.Message(s.rec))
	}
	if found := codesOf(text); len(found) > 0 {
		return a.do(openPage{codesPage(found)})
	}
	a.openPrompt(promptCode)
	if s.hasRec {
		a.prompt.err = "no error code on this line"
	}
	return nil
}

// codeEntered tells of a code that was typed.
func codeEntered(text string) effect {
	if text == "" {
		return nil
	}
	found, err := errcode.Codes(text)
	if err != nil {
		return errorNotice{err.Error()}
	}
	return openPage{codesPage(found)}
}

// codesPage tells of some codes.
func codesPage(codes []errcode.Info) *page {
	p := &page{name: "Codes"}
	p.build = func(d *renderContext, w int) (out []item) {
		for _, info := range codes {
			out = append(out, codeItem(d, w, info)...)
		}
		return out
	}
	return p
}
