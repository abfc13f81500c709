package ui

import "ccmtail/model/event"

// follow shows the newest line and what comes after it.
func (p *logPane) follow() effect {
	p.following = true
	return unpin{}
}

// asOfSelected shows all panes as of the selected record.
func asOfSelected(_ *renderContext, s subject) effect {
	if !s.hasRec {
		return notice{"no record here"}
	}
	return asOfRecord{s.rec}
}

// refuseEvicted says of a record that is forgotten that it is; nil if it is kept.
func (c *session) refuseEvicted(rec event.RecordID) effect {
	if !c.client.Records.Evicted(rec) {
		return nil
	}
	return errorNotice{"that record is no longer kept" + c.evictedSuffix()}
}
