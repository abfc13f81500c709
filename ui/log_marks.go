package ui

// toggleMark marks the selected record, or takes its mark off.
func toggleMark(d *renderContext, s subject) effect {
	if !s.hasRec {
		return nil
	}
	if _, ok := d.session.marks[s.rec]; ok {
		delete(d.session.marks, s.rec)
	} else {
		d.session.marks[s.rec] = ""
	}
	return nil
}

// askNote asks for a note to mark the selected record with.
func askNote(d *renderContext, s subject) effect {
	if !s.hasRec {
		return nil
	}
	return ask{promptNote, d.session.marks[s.rec]}
}

// setNote marks the selected record with a note.
func (a *App) setNote(text string) {
	if d, s := a.selection(); s.hasRec {
		d.session.marks[s.rec] = text
	}
}
