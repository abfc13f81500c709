package ui

import (
	"fmt"

	"ccmtail/model"
	"ccmtail/model/event"
)

// where is where the record of a piece of evidence stands, be it kept or not.
func where(e model.Evidence) string { return whereText(e.Log, int(e.Line)) }

// whereText is the place of a record in its file, as far as it is known.
func whereText(log string, line int) string {
	if line == 0 {
		return log
	}
	return fmt.Sprintf("%s:%d", log, line)
}

// recordWhere is the file of a record, and its line if it is known.
func recordWhere(d *renderContext, rec event.RecordID) string {
	if rec >= d.asOf.records.End() {
		return ""
	}
	return whereText(d.asOf.records.LogName(rec), d.asOf.records.Line(rec))
}
