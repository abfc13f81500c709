//go:build linux

package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/charmbracelet/x/vt"
	"golang.org/x/sys/unix"
)

// The size of the terminal.
const columns, rows = 120, 35

// terminal is a program on a pseudo terminal, with an emulator that draws what it writes.
type terminal struct {
	cmd    *exec.Cmd
	master *os.File
	home   string // what the program keeps from run to run
	mu     sync.Mutex
	emu    *vt.Emulator
	bytes  int
	shown  func(now time.Time, screen string) // after each change of the screen
}

// startOn runs a program on a new pseudo terminal.
func startOn(shown func(time.Time, string), name string, args ...string) *terminal {
	master, slave := openTerminal()
	defer slave.Close()
	t := &terminal{cmd: exec.Command(name, args...), master: master, emu: vt.NewEmulator(columns, rows), shown: shown}
	t.cmd.Stdin, t.cmd.Stdout, t.cmd.Stderr = slave, slave, slave
	home, err := os.MkdirTemp("", "bench-screen-home")
	must(err)
	t.home = home
	t.cmd.Env = append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR=", "XDG_CACHE_HOME="+home, "XDG_CONFIG_HOME="+home)
	t.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	must(t.cmd.Start())
	go func() { _, _ = io.Copy(master, t.emu) }() // what the terminal answers
	go t.draw()
	return t
}

// openTerminal is both ends of a new pseudo terminal.
func openTerminal() (master, slave *os.File) {
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	must(err)
	fd := int(master.Fd())
	must(unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0))
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	must(err)
	must(unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: rows, Col: columns}))
	slave, err = os.OpenFile("/dev/pts/"+strconv.Itoa(n), os.O_RDWR|syscall.O_NOCTTY, 0)
	must(err)
	return master, slave
}

// burst is what the kernel hands over at once in the midst of a frame.
const burst = 4000

// draw takes what the program writes to the screen, until it ends. The time of a change is that of its bytes' arrival.
func (t *terminal) draw() {
	buf := make([]byte, 1<<16)
	for {
		n, err := t.master.Read(buf)
		now := time.Now()
		if err != nil {
			return
		}
		t.mu.Lock()
		_, _ = t.emu.Write(bytes.ReplaceAll(buf[:n], []byte("\n"), []byte("\r\n")))
		t.bytes += n
		if n < burst && t.shown != nil {
			t.shown(now, t.emu.String())
		}
		t.mu.Unlock()
	}
}

func (t *terminal) screen() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.emu.String()
}

// typed presses keys.
func (t *terminal) typed(keys string) {
	_, err := t.master.WriteString(keys)
	must(err)
}

// await waits for the screen to say something and gives back how long that took.
func (t *terminal) await(text string) time.Duration {
	start := time.Now()
	for !strings.Contains(t.screen(), text) {
		if time.Since(start) > time.Minute {
			must(fmt.Errorf("no %q on the screen:\n%s", text, t.screen()))
		}
		time.Sleep(time.Millisecond)
	}
	return time.Since(start)
}

// used is the processor time of the program up to now.
func (t *terminal) used() time.Duration {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", t.cmd.Process.Pid))
	must(err)
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+2:]))
	var ticks int
	for _, f := range fields[11:13] { // utime and stime
		n, err := strconv.Atoi(f)
		must(err)
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond // the kernel's unit is a hundredth of a second
}

// memory is the program's resident memory in MB.
func (t *terminal) memory() float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", t.cmd.Process.Pid))
	must(err)
	n, err := strconv.Atoi(strings.Fields(string(text))[1])
	must(err)
	return float64(n) * float64(os.Getpagesize()) / (1 << 20)
}

// stop leaves the program as a user does.
func (t *terminal) stop() {
	t.typed("\x1b")
	time.Sleep(200 * time.Millisecond)
	t.typed("\x03")
	done := make(chan error, 1)
	go func() { done <- t.cmd.Wait() }()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		_ = t.cmd.Process.Kill()
		must(fmt.Errorf("it does not end:\n%s", t.screen()))
	}
	t.master.Close()
	os.RemoveAll(t.home)
}
