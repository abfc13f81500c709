package cli

import (
	"os"
	"strings"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	kernel32              = windows.NewLazySystemDLL("kernel32.dll")
	getConsoleProcessList = kernel32.NewProc("GetConsoleProcessList")
)

// holdsOwnWindow reports whether the program has a console window that closes with it: Explorer, which
// also drops files on it and runs what is typed at Run, has started it, and no other program is in the
// console. A shell is in that of its own, and a task or a script has another parent and nobody to press
// a key.
func holdsOwnWindow() bool {
	return strings.EqualFold(parentName(), "explorer.exe") && consolePrograms() == 1
}

// consolePrograms returns how many programs share the console; 0 without one.
func consolePrograms() int {
	var ids [2]uint32
	n, _, _ := getConsoleProcessList.Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids)))
	return int(n)
}

// parentName returns the file name of the program that started this one, "" if that has ended.
func parentName() string {
	all, err := windows.CreateToolhelp32Snapshot(windows.TH32CS_SNAPPROCESS, 0)
	if err != nil {
		return ""
	}
	defer windows.CloseHandle(all) //nolint:errcheck // it is only read
	parent := uint32(os.Getppid())
	entry := windows.ProcessEntry32{Size: uint32(unsafe.Sizeof(windows.ProcessEntry32{}))}
	for err = windows.Process32First(all, &entry); err == nil; err = windows.Process32Next(all, &entry) {
		if entry.ProcessID == parent {
			return windows.UTF16ToString(entry.ExeFile[:])
		}
	}
	return ""
}

// awaitKey waits for a key in the console.
func awaitKey() {
	name, _ := windows.UTF16PtrFromString("CONIN$")
	in, err := windows.CreateFile(name, windows.GENERIC_READ|windows.GENERIC_WRITE,
		windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE, nil, windows.OPEN_EXISTING, 0, 0)
	if err != nil {
		return
	}
	_ = windows.SetConsoleMode(in, 0) // a key is enough, without Enter
	_ = windows.FlushConsoleInputBuffer(in)
	var key, n uint32
	_ = windows.ReadConsole(in, (*uint16)(unsafe.Pointer(&key)), 1, &n, nil)
}
