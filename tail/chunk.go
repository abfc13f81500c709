// Package tail reads and follows log files in folders, archives and pipes. It delivers their text
// in chunks, each byte exactly once, and never writes to a file or blocks a program that does.
//
//	Open ─▶ Source ─▶ Run ─┬─ folder (one per directory: lists, polls, gets notifications)
//	                       │     └─ follower (one per log: reads, detects rollovers) ─▶ Sink
//	                       ├─ archive (a .zip, a .gz or an fs.FS) ─▶ Sink
//	                       └─ pipe ─▶ Sink
//
// A log is a family of files: the live file, and the rolled files that were the live one before.
// Each rolled, truncated or recreated file is a generation of its log. Within a generation each
// chunk begins at the end of the one before, so that a Sink can check that it gets every byte once.
//
// A follower works in looks. In a look it reads what was appended to the open file, and from time
// to time it checks whether the name of the log still leads to that file. Notifications and the poll
// of the folder trigger looks.
//
// An error with one file is a state of its log: it is reported to the Sink, and the file is tried
// again. The package does not print or end the process.
package tail

import "io"

// Chunk is a piece of the text of one generation of a log.
type Chunk struct {
	// Log is the name of the log, which is that of its live file, such as "WUAHandler.log". If
	// several logs of a source have the same name, their folders are part of it.
	Log string
	// File is the path or archive member that the text is from, as it was called when it was
	// opened.
	File string
	// Generation counts the generations of the log from 0 for the oldest. A new one begins with
	// each rollover, truncation and recreation.
	Generation int
	// Offset is the number of bytes of the generation's text before Bytes. In a UTF-8 file it is
	// the offset in the file, with a byte order mark counted.
	Offset int64
	// Bytes is the text in UTF-8, valid until the call that delivers it returns. A byte order mark
	// of UTF-8 is part of it. It may be empty.
	Bytes []byte
	// Final says that this is the last chunk of the generation.
	Final bool
	// Gap says, on the first chunk of a generation, that text before it may be missing: a rolled
	// file could not be read, or was gone before it was seen.
	Gap bool
	// Origin reads the text of this generation again, at the same offsets. It is nil if that is not
	// possible: for pipes, archives, encodings other than UTF-8, and files that are followed. It
	// keeps no file open and may be used at any time; its method Hold returns the same with the
	// file kept open for many reads. If the file has changed since, it may return other text, which
	// the receiver must detect.
	Origin io.ReaderAt
}

// Sink receives what a Source reads. For one log, its methods are called one at a time; for
// different logs, they may be called concurrently.
type Sink interface {
	// Chunk takes the next text of a log. As long as it blocks, the log is not read further.
	Chunk(Chunk)
	// Status reports the state of a log: after each change of state or generation, and from time to
	// time while the log is read.
	Status(Status)
	// Idle says that all text of a log has been delivered that is there at present. It is called
	// each time after some has been.
	Idle(log string)
	// CaughtUp is called once, when everything that was there at the start has been delivered or
	// reported as unreadable.
	CaughtUp()
}
