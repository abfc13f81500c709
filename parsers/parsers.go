// Package parsers turns the text of a ConfigMgr client's logs into records, and records into
// events. It reads no files, has no clock and loses no byte: what it cannot read is a record too,
// marked as damaged or as plain text.
//
// A Framer cuts the text of one file into records, whatever pieces it comes in. An Extractor holds
// a record's message against the rules, which are the client's own log lines with typed holes, one
// Go file per log.
package parsers
