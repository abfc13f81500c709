//go:build linux

package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/charmbracelet/x/vt"
	"golang.org/x/sys/unix"
)

// The screen that the program draws on.
const columns, lines = 120, 35

// terminal is a program on a pseudo terminal whose screen is read by an emulator.
type terminal struct {
	cmd    *exec.Cmd
	begun  time.Time
	master *os.File

	mu   sync.Mutex
	emu  *vt.Emulator
	read time.Time     // when the newest output came
	news chan struct{} // capacity 1: there is newer output
}

// start runs a program on a terminal of its own.
func start(name string, args ...string) (*terminal, error) {
	master, slave, err := pair()
	if err != nil {
		return nil, err
	}
	defer slave.Close()
	t := &terminal{cmd: exec.Command(name, args...), master: master, emu: vt.NewEmulator(columns, lines), news: make(chan struct{}, 1)}
	t.cmd.Stdin, t.cmd.Stdout, t.cmd.Stderr = slave, slave, slave
	t.cmd.Env = append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor")
	t.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	go func() { _, _ = io.Copy(master, t.emu) }() // the terminal answers questions
	t.begun = time.Now()
	if err := t.cmd.Start(); err != nil {
		return nil, err
	}
	if quiet { // a session is scheduled as one
		if err := os.WriteFile(fmt.Sprintf("/proc/%d/autogroup", t.cmd.Process.Pid), []byte("-20"), 0); err != nil {
			return nil, err
		}
	}
	go t.listen()
	return t, nil
}

// pair opens both ends of a pseudo terminal.
func pair() (master, slave *os.File, err error) {
	master, err = os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		return nil, nil, err
	}
	fd := int(master.Fd())
	if err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		return nil, nil, err
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		return nil, nil, err
	}
	if err = unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: lines, Col: columns}); err != nil {
		return nil, nil, err
	}
	slave, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	return master, slave, err
}

// listen draws what the program writes.
func (t *terminal) listen() {
	buf := make([]byte, 64<<10)
	for {
		n, err := t.master.Read(buf)
		now := time.Now()
		if err != nil {
			return
		}
		t.mu.Lock()
		_, _ = t.emu.Write(buf[:n])
		t.read = now
		t.mu.Unlock()
		select {
		case t.news <- struct{}{}:
		default:
		}
	}
}

// until waits for a screen that is as wanted and gives the time when its last part came.
func (t *terminal) until(want func(screen string) bool, patience time.Duration) (time.Time, error) {
	give := time.After(patience)
	for {
		t.mu.Lock()
		screen, at := t.emu.String(), t.read
		t.mu.Unlock()
		if want(screen) {
			return at, nil
		}
		select {
		case <-t.news:
		case <-give:
			return time.Time{}, fmt.Errorf("not on the screen after %v:\n%s", patience, screen)
		}
	}
}

// press types a key and gives the time until the screen is as wanted.
func (t *terminal) press(key string, want func(screen string) bool) (time.Duration, error) {
	begin := time.Now()
	if _, err := t.master.WriteString(key); err != nil {
		return 0, err
	}
	at, err := t.until(want, 10*time.Second)
	return at.Sub(begin), err
}

// processor is the processor time that the program has used up to now.
func (t *terminal) processor() time.Duration {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", t.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	f := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+2:]))
	var user, system int64
	if _, err := fmt.Sscan(f[11]+" "+f[12], &user, &system); err != nil {
		return 0
	}
	return time.Duration(user+system) * time.Second / 100
}

// end ends the program.
func (t *terminal) end() {
	_ = t.cmd.Process.Kill()
	_ = t.cmd.Wait()
	_ = t.emu.Close()
	_ = t.master.Close()
}
