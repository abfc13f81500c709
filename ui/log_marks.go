package ui

// toggleMark marks the selected record, or takes its mark off.
func (a *App) toggleMark() {
	d := a.renderContext(true)
	s := a.activePane().subject(d)
	if !s.hasRec {
		return
	}
	if _, ok := d.session.marks[s.rec]; ok {
		delete(d.session.marks, s.rec)
		return
	}
	d.session.marks[s.rec] = ""
}

// editNote asks for a note to mark the record with.
func (a *App) editNote() {
	d := a.renderContext(true)
	if s := a.activePane().subject(d); s.hasRec {
		a.openPrompt(promptNote)
		a.prompt.input.set(d.session.marks[s.rec])
	}
}
