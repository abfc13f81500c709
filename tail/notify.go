package tail

// Notifier tells of changes in a directory. What it tells are hints: the
// followers look for themselves, and look anyway when nothing is told.
type Notifier interface {
	// Watch calls hint with a base name each time that file changed; moved is
	// set when it appeared, vanished or changed its name. An empty name stands
	// for every file. When it can tell no more it calls lost, once. Both are
	// called from a goroutine of its own and must not block. stop ends the
	// watch and its goroutine and must not be called from hint or lost.
	Watch(dir string, hint func(name string, moved bool), lost func(error)) (stop func(), err error)
}

// NoNotify is a Notifier that never tells anything.
type NoNotify struct{}

// Watch does nothing and succeeds.
func (NoNotify) Watch(string, func(string, bool), func(error)) (func(), error) {
	return func() {}, nil
}
