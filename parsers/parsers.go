// Package parsers turns the text of a ConfigMgr client's logs into records, and records into
// events. It reads no files and no clock, and it loses no byte: text that it cannot parse becomes a
// record as well, flagged as damaged or in the plain format.
//
//	text of a file ──Framer──▶ frames of records ──Extractor──▶ events
//
// A Framer cuts the text of one file into records. An Extractor matches the message of each record
// against the rules. A rule is a log line in the client's own wording, with typed holes for what
// varies, and the event that the line reports. The rules of a log are in one Go file, log_NAME.go;
// docs/logs.md lists them all.
//
// Framers and extractors keep state from record to record, so each file needs its own of both. All
// other functions may be called from any goroutine.
package parsers
