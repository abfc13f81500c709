// Package tail turns files, folders, archives and pipes into chunks of bytes,
// each byte once, and never writes to or blocks what it reads.
//
//	Open ─▶ Source ─▶ Run ─┬─ folder (one per directory: lists, polls, hears notifications)
//	                       │     └─ follower (one per log: reads, notices rollovers) ─▶ Sink
//	                       ├─ archive and fs.FS members, files when nothing is followed ─▶ Sink
//	                       └─ pipe ─▶ Sink
//
// A log is a family of files: the live one and the ones it was rolled into.
// Every rolled, truncated or recreated file is a generation of its log; within
// a generation the offset of a chunk is the end of the chunk before it, so that
// "nothing lost, nothing twice" can be checked by whoever receives.
//
// Nothing here writes a file, prints, or ends the process. Trouble with one
// file is a state of that file, reported and tried again.
package tail

import "io"

// Chunk is a run of bytes of one generation of one log.
type Chunk struct {
	// Log is the family, such as "WUAHandler.log": rolled files and the live
	// file share it. It is spelled as the first file seen spells it.
	Log string
	// File is the path or archive member the bytes came from, named as it was
	// when it was opened.
	File string
	// Generation counts 0, 1, 2, … per Log, oldest first. A new one begins at
	// each rollover, truncation and recreation.
	Generation int
	// Offset is the place of Bytes[0] in this generation's text, in bytes after
	// decoding to UTF-8. In a UTF-8 file it is the file's own offset, a byte
	// order mark included.
	Offset int64
	// Bytes is UTF-8 text, lent until the call that delivers it returns: whoever
	// needs it longer copies it. A UTF-8 byte order mark is passed on as it
	// stands. It may be empty.
	Bytes []byte
	// Final says that nothing more will come for this generation.
	Final bool
	// Gap stands on the first chunk of a generation when bytes before it may
	// have been lost and that cannot be excluded: the log was rolled twice
	// between two looks and the file between is gone, or a rolled file could
	// not be read.
	Gap bool
	// Origin gives the text of this generation again, at the same offsets, as
	// long as its file stays as it is; whether it did is for the receiver to
	// check. It holds no handle and may be used at any time; where many reads
	// follow each other its Hold keeps the file open meanwhile. Nil if the text
	// cannot be had again: from pipes and archives, in other encodings, and
	// where files are followed.
	Origin io.ReaderAt
}

// Sink receives what a Source reads. Calls that concern one log come one after
// the other; calls for different logs may come at the same time.
type Sink interface {
	// Chunk takes the next bytes of a log. It may block: that holds back the
	// reading of this log and is the only back-pressure there is.
	Chunk(Chunk)
	// Status tells how a log stands: at each change of state or generation, and
	// now and then while bytes arrive.
	Status(Status)
	// Idle says that the log was read to its present end: what is unfinished
	// now is unfinished on disk. It follows every drain that brought bytes.
	Idle(log string)
	// CaughtUp is called once, when everything that was there at the start has
	// been delivered or has been reported as unreadable.
	CaughtUp()
}
