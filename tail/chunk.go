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
// to time it checks whether the name of the log still leads to that file. Notifications and the
// poll of the folder trigger looks.
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
	// opened. The last chunk of a live file that was followed until it was rolled has the path that
	// it was rolled to, if that can be told.
	File string
	// Generation counts the generations of the log from 0 for the oldest. A new one begins with
	// each rollover, truncation and recreation.
	Generation int
	// Offset is the number of bytes of the generation's text before Bytes. In a UTF-8 file it is
	// the offset in the file, with a byte order mark counted.
	Offset int64
	// Bytes is the text in UTF-8, valid until the call that delivers it returns, or for as long as
	// it is held. A byte order mark of UTF-8 is part of it. It may be empty.
	Bytes []byte
	// Byte is the byte of the file that Bytes begin at. It is Offset, unless the text before is in
	// the file in another form.
	Byte int64
	// Unit is how many bytes of the file each byte of text takes from the beginning of Bytes to the
	// first of Places, and from each of these to the next: 2 in UTF-16, otherwise 1. In the
	// characters just before a place that may be too many.
	Unit int
	// Places are where the distance between text and file changes, in their order: none in UTF-8,
	// but for invalid bytes. They are valid as long as Bytes.
	Places []Place
	// Final says that this is the last chunk of the generation.
	Final bool
	// Gap says, on the first chunk of a generation, that text before it may be missing: a rolled
	// file could not be read, or was gone before it was seen, or the log was truncated, and what
	// was appended just before is in no copy.
	Gap bool
	// LinesBefore is, on the first chunk of a generation whose Offset is not 0, the number of lines
	// before it: the log was cut back, and what is left of it has been delivered. Text that begins
	// elsewhere within a file, as that of Ends, has 0.
	LinesBefore int
	// Origin reads the text of this generation again, at the same offsets. It is nil if that is not
	// possible: for pipes, archives, encodings other than UTF-8, and files that are followed. It
	// keeps no file open and may be used at any time; its method Hold returns the same with the
	// file kept open for many reads. If the file has changed since, it may return other text, which
	// the receiver must detect.
	Origin io.ReaderAt
	buffer *readBuffer // that Bytes is in; nil: it cannot be held
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

// Starter is a Sink that wants to know which logs a source has, and when each has been read. It is
// not told of archives and pipes, nor of logs that are followed.
type Starter interface {
	// Start names the logs before the first one is read. It returns how many may be read at a time:
	// 0 stands for as many as there are processors.
	Start(logs []string) (atOnce int)
	// Done says that nothing more comes of a log.
	Done(log string)
}
