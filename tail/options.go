package tail

import (
	"io"
	"time"
)

// Options say how to read a source. The zero value reads the logs to their present end.
type Options struct {
	// Follow goes on reading what is appended to the logs.
	Follow bool
	// Wait makes Open accept a file or folder that does not exist yet, together with Follow.
	Wait bool
	// Poll is the time between two polls of a folder. It becomes four times as long when nothing has
	// been written for 5 seconds, and twenty times after a minute if notifications arrive with each
	// write. 0 stands for 250 ms, on network file systems 500 ms.
	Poll time.Duration
	// Grace is how long a rolled file must not have grown before the next file is read. 0 stands
	// for 20 ms, on network file systems 200 ms.
	Grace time.Duration
	// CodePage is the number of the Windows code page for text that is neither UTF-8 nor UTF-16. 0
	// stands for that of the system on Windows, for 1252 on other systems.
	CodePage int
	// Limits are the limits for archives.
	Limits Limits
	// Stdin is read by the source "-". nil stands for os.Stdin.
	Stdin io.Reader
	// Files is the file system. nil stands for that of the operating system.
	Files Files
	// OnLimit is called when a limit of the system is reached, perhaps often, and from any goroutine.
	// What is affected is tried again. nil stands for a function that does nothing.
	OnLimit func(Limit)
	// Notify notifies of changes in a directory. nil stands for fsnotify on local file systems and
	// for polling only on others.
	Notify Notifier
}

// Limits are the limits for archives, so that a malicious one cannot take up memory or hours. 0
// stands for the default.
type Limits struct {
	Members  int   // the most members; 50,000 by default
	Ratio    int64 // the most bytes per compressed byte of a member, after the first 16 MiB; 200 by default
	Expanded int64 // the most bytes of all members together; 16 GiB by default
}

// orDefault returns the limits with the defaults in place of zeros.
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
