// Package crash ends the program in order after a panic in any of its goroutines: the terminal is
// restored, and what is known of the mistake is handed to one place.
//
//	goroutine ─ panic ─▶ Guard ─▶ what was passed to Before ─▶ the handler, which ends the process
package crash

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// Report says what is known of a panic. It has no text of logs: a value that is no runtime error,
// whose text might quote one, is described by its type.
type Report struct {
	Cause string
	Stack []byte
}

var (
	handler atomic.Pointer[func(Report)]
	before  atomic.Pointer[func()]
	first   sync.Mutex // held while a panic is being handled
)

// Handle sets the function that takes the report of the first panic and ends the process. Without
// one, a panic ends the process as usual. It returns a function that removes it again.
func Handle(f func(Report)) (remove func()) {
	handler.Store(&f)
	return func() { handler.Store(nil) }
}

// Before sets a function to call before the handler, such as one that restores the terminal. It
// returns a function that removes it again.
func Before(f func()) (remove func()) {
	before.Store(&f)
	return func() { before.Store(nil) }
}

// Guard is deferred at the top of a goroutine and handles its panic. While one panic is being
// handled, others wait for the end of the process.
func Guard() {
	v := recover()
	if v == nil {
		return
	}
	handle := handler.Load()
	if handle == nil {
		panic(v)
	}
	report := Report{describe(v), debug.Stack()}
	first.Lock()
	defer first.Unlock()
	if f := before.Load(); f != nil {
		(*f)()
	}
	(*handle)(report)
}

// Guarded returns f with a Guard, for the start of a goroutine.
func Guarded(f func()) func() {
	return func() {
		defer Guard()
		f()
	}
}

// Wait waits while a panic is being handled, which is until the end of the process. It is for the
// main goroutine, so that its own end does not come first.
func Wait() {
	first.Lock()
	defer first.Unlock()
}

// describe describes the value of a panic without its text, unless that is the runtime's own.
func describe(v any) string {
	if err, ok := v.(runtime.Error); ok {
		return err.Error()
	}
	return fmt.Sprintf("panic with a %T", v)
}
