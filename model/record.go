package model

import (
	"time"

	"ccmtail/model/event"
)

// Level is the severity a record was logged with. It is not a reliable error flag: the client logs
// real errors as info and harmless remarks as warnings.
type Level uint8

// The levels, by the client's type attribute: 1 info, 2 warning, 3 error, 0 debug.
const (
	LevelInfo Level = iota
	LevelWarning
	LevelError
	LevelDebug
)

// String returns the level's name as the JSON forms use it.
func (l Level) String() string { return [...]string{"info", "warning", "error", "debug"}[l&3] }

// Flags say what is out of the ordinary about a record.
type Flags uint8

// The flags of a record.
const (
	// Damaged: the record's head or tail is missing, or its text stands between records.
	Damaged Flags = 1 << iota
	// Untimed: the text carries no time of its own and took that of the record before it in its
	// file.
	Untimed
	// Zoneless: the time carries no usable bias; it took the bias of its source's other records, if
	// any has one.
	Zoneless
	// Partial: the record's end has not been written yet.
	Partial
)

// Record is one entry of a log as the client wrote it.
type Record struct {
	ID         event.RecordID
	Time       time.Time // UTC
	Bias       int       // minutes to add to the local time to get UTC; meaningful if ZoneKnown
	ZoneKnown  bool      // the bias was logged, or taken over from records of the same source
	Log        string    // the log's family name, "WUAHandler.log"
	Generation int       // which file of the log, oldest first
	File       string    // its name within the source, "WUAHandler-20260317-210000.log"
	Line       int       // 1-based, in the file the record was read from; 0 if not known
	Offset     int64     // of the record's first byte in its file
	Component  string
	Thread     uint32
	Source     string // "updatesassignment.cpp:163", where the format has it
	Level      Level
	Flags      Flags
	Message    string // untrusted: never to a terminal as it stands
}

// Wall returns the record's time on the client's own clock.
func (r Record) Wall() time.Time {
	return r.Time.Add(-time.Duration(r.Bias) * time.Minute)
}

// Format is the grammar a log is written in.
type Format uint8

// The formats. A log's format is the one most of its records have.
const (
	FormatPlain     Format = iota // lines of text without a known form
	FormatCCM                     // <![LOG[…]LOG]!><time=…>
	FormatLegacy                  // text  $$<component><date time+bias><thread=…>
	FormatCMTrace                 // text copied out of CMTrace
	FormatWUClassic               // WindowsUpdate.log of Windows 7 and 8
	FormatWUDecoded               // WindowsUpdate.log decoded from ETL (Windows 10 and later)
	FormatCBS                     // CBS.log, DISM.log and the logs of Windows Setup
	FormatReporting               // ReportingEvents.log
	Formats         = iota
)

// String returns the format's name in reports.
func (f Format) String() string {
	return [...]string{"text", "ccm", "legacy", "cmtrace", "windowsupdate", "windowsupdate-etl", "cbs", "reportingevents"}[f]
}

// Frame is one record found in a text: where it is and what its head and tail say. The message is
// the text between them.
type Frame struct {
	Size, Head, Tail    int // bytes in all, before the message, behind the message (line break included)
	LeadingLines, Lines int // line breaks before the record within Head, and within Size
	Wall                int64
	Bias                int16 // in minutes; means something only if Flags lack Zoneless
	Component           string
	Thread              uint32
	Level               Level
	Flags               Flags
	Format              Format
}
