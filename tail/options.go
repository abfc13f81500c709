package tail

import (
	"io"
	"time"
)

// Options say how a source is read. The zero value reads to the end and stops.
type Options struct {
	// Follow keeps reading what is appended.
	Follow bool
	// Wait, together with Follow, waits for a file or folder that is not there
	// yet instead of refusing it.
	Wait bool
	// Poll is the time between two looks at a file when no notification says
	// that it changed. After a quiet while it becomes four times as long, and
	// after a quiet minute, where notifications arrive at once, twenty times.
	// Zero: 250 ms, on network file systems 500 ms.
	Poll time.Duration
	// Grace is how long a rolled file must have been quiet before the next one
	// is read. Zero: 20 ms, on network file systems 200 ms.
	Grace time.Duration
	// CodePage is the Windows code page of text that is neither UTF-8 nor
	// UTF-16. Zero: the system's on Windows, 1252 elsewhere.
	CodePage int
	// Limits bound what an archive may unfold to.
	Limits Limits
	// Stdin is what the source "-" reads. Nil: standard input.
	Stdin io.Reader
	// Files is the file layer. Nil: the operating system's.
	Files Files
	// Notify tells of changes in a directory. Nil: fsnotify on local file
	// systems; NoNotify: nothing does, so only the poll looks.
	Notify Notifier
}

// Limits bound what an archive may unfold to, so that a hostile one costs
// neither memory nor hours. Zero fields take the defaults.
type Limits struct {
	Members  int   // members of an archive; 50,000
	Ratio    int64 // unfolded bytes per packed byte, once past 16 MiB; 200
	Expanded int64 // unfolded bytes of all members together; 16 GiB
}

func (l Limits) orDefault() Limits {
	if l.Members == 0 {
		l.Members = 50_000
	}
	if l.Ratio == 0 {
		l.Ratio = 200
	}
	if l.Expanded == 0 {
		l.Expanded = 16 << 30
	}
	return l
}
