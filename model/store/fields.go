package store

import "ccmtail/model"

// Thread is the thread that logged a record, 0 where its format names none.
func (v *Snapshot) Thread(id model.RecordID) uint32 { return v.entry(id).thread }

// Flags is what is out of the ordinary about a record.
func (v *Snapshot) Flags(id model.RecordID) model.Flags { return v.entry(id).flags }
