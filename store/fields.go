package store

import (
	"ccmtail/model"
	"ccmtail/model/event"
)

// Thread is the thread that logged a record, 0 where its format names none.
func (v *Records) Thread(id event.RecordID) uint32 { return v.author(id).thread }

// Flags is what is out of the ordinary about a record.
func (v *Records) Flags(id event.RecordID) model.Flags { return v.shape(id).flags }

// BiasOf is the bias a record's time was read with, in minutes, and whether it is known.
func (v *Records) BiasOf(id event.RecordID) (minutes int, known bool) {
	sh := v.shape(id)
	return int(v.authors[sh.author].bias), sh.flags&model.Zoneless == 0 || len(v.zones) > 0
}

// Components is the names of all components there are records of. The caller must not change it.
func (v *Records) Components() []string { return v.components[1:] }
