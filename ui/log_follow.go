package ui

import "ccmtail/model/event"

// follow shows the newest line and what comes after it.
func (p *logPane) follow() effect {
	p.following = true
	return unpin{}
}

// pinSelected asks for the moment of the selected record, or for the newest one if the log is at
// its end.
func (p *logPane) pinSelected(d *renderContext) effect {
	if p.following || !p.hasSelected {
		return unpin{}
	}
	return pinRecord{rec: p.selected, at: d.asOf.Records.Time(p.selected)}
}

// refuseEvicted says of a record that is forgotten that it is; nil if it is kept.
func (c *session) refuseEvicted(rec event.RecordID) effect {
	if !c.client.Records.Evicted(rec) {
		return nil
	}
	return errorNotice{"that record is no longer kept" + c.evictedSuffix()}
}
