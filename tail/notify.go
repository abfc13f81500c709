package tail

import "runtime"

// Notifier notifies of changes in directories. Followers need no notifications, since they also
// poll; a notification only makes them look sooner.
type Notifier interface {
	// Watch calls changed each time a file in dir has changed, with its base name, or with an empty
	// name if any file may have. nameChanged says that a file was created, deleted or renamed. When
	// it can notify no more it calls ended, once. It calls both from a goroutine of its own; they
	// do not block. stop ends the watch and its goroutine; it must not be called from changed or
	// ended. Watch fails if dir cannot be watched.
	Watch(dir string, changed func(name string, nameChanged bool), ended func(error)) (stop func(), err error)
}

// NoNotify is a Notifier that never notifies.
type NoNotify struct{}

// Watch returns a function that does nothing, and no error.
func (NoNotify) Watch(string, func(string, bool), func(error)) (func(), error) {
	return func() {}, nil
}

// notifiesAtWrite says whether a notification arrives with each write. Windows may send it only when
// the file is closed or flushed, and clients leave logs open, so there the poll must not slow down.
const notifiesAtWrite = runtime.GOOS != "windows"
