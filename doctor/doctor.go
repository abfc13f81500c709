// Package doctor says how much of a client's logs is there, readable and understood.
package doctor

import "ccmtail/model/event"

// UnknownWording is a wording that no rule fits.
type UnknownWording struct {
	Component string
	Template  string // untrusted
	Count     int
	Example   event.RecordID
}

// Examination is what a source holds of the update chain.
type Examination struct {
	Chain   []ChainLog // the essential logs first
	Wording []string   // generations of the product whose wording was seen
	Debug   bool       // debug logging is on
}

// ChainLog is one log of the update chain. Records 0: it is not there.
type ChainLog struct {
	Name, About         string
	Essential           bool
	Records, Understood int
}
