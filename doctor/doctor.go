// Package doctor examines how much of a client's logs is there, can be read and is understood by
// the rules, and writes what it found. It reads a snapshot and changes nothing.
package doctor

import "ccmtail/model/event"

// UnknownWording is a wording that no rule fits, and the records that have it.
type UnknownWording struct {
	Component string
	Template  string // see parsers.Template; untrusted
	Count     int
	Example   event.RecordID // the first of them
}

// Unknown is what the rules do not know of a client's logs.
type Unknown struct {
	Wordings []UnknownWording // the most frequent first
	// All is how many retained records the logs of the update chain have, and Known how many of them
	// are empty or fit a rule.
	Known, All int
	// NotRead is how many records no rule fits in logs of which only a few lines have rules. They are
	// not in All and have no wordings.
	NotRead int
}

// Examination is what a client has of the logs of the update chain.
type Examination struct {
	Chain   []ChainLog // all logs of the chain, essential ones first, then by name
	Wording []string   // versions of ConfigMgr whose wording was seen, oldest first
	Debug   bool       // debug logging is on
}

// ChainLog is one log of the update chain, from policy to restart.
type ChainLog struct {
	Name, About string
	Essential   bool // without it the chain cannot be followed
	Records     int  // 0: the log is missing
	Understood  int  // records that are empty or fit a rule
	Excerpt     bool // only a few of its lines have rules; the others are not read
}
