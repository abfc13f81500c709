package tail

import (
	"context"
	"io"
	"os"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// openPipe opens a named pipe or device.
func openPipe(path string) (io.ReadCloser, error) { return os.OpenFile(path, os.O_RDONLY, 0) }

var peekNamedPipe = windows.NewLazySystemDLL("kernel32.dll").NewProc("PeekNamedPipe")

// awaitInput waits until a pipe has bytes or is closed, or ctx ends, since a read that blocks cannot
// be cancelled. Files, consoles and other readers are read at once.
func awaitInput(ctx context.Context, r io.Reader) error {
	f, ok := underlying(r).(*os.File)
	if !ok {
		return ctx.Err()
	}
	h := windows.Handle(f.Fd())
	if kind, _ := windows.GetFileType(h); kind != windows.FILE_TYPE_PIPE {
		return ctx.Err()
	}
	for {
		var ready uint32
		ok, _, _ := peekNamedPipe.Call(uintptr(h), 0, 0, 0, uintptr(unsafe.Pointer(&ready)), 0)
		if ok == 0 || ready > 0 { // it fails for a closed pipe, from which a read returns io.EOF
			return ctx.Err()
		}
		if !sleep(ctx, 20*time.Millisecond) {
			return ctx.Err()
		}
	}
}
