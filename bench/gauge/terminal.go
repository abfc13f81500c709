//go:build linux

package gauge

import (
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

// The size of a terminal.
const columns, rows = 120, 35

// Options are how a program runs on a Terminal.
type Options struct {
	Env   []string // beside what it takes over, and what a terminal sets
	Quiet bool     // let it go before everything else on the machine, as if that were quiet: for root
	// Shown is called after each change of the screen with the time when its bytes came.
	Shown func(at time.Time, screen string)
	// Written gets what the program writes, as it comes; nil does not.
	Written io.Writer
}

// Terminal is a program on a pseudo terminal, with an emulator that draws what it writes. The
// program must put the terminal into raw mode: line ends are drawn as they come.
type Terminal struct {
	Begun time.Time // just before the program's start

	cmd    *exec.Cmd
	master *os.File
	shown  func(time.Time, string)
	copied io.Writer

	mu    sync.Mutex
	emu   *vt.Emulator
	read  time.Time // when the newest output came
	bytes int
	news  chan struct{} // capacity 1: there is newer output
}

// Start runs a program on a terminal of its own.
func Start(o Options, name string, args ...string) (*Terminal, error) {
	master, slave, err := Pair()
	if err != nil {
		return nil, err
	}
	defer slave.Close()
	t := &Terminal{cmd: exec.Command(name, args...), master: master, shown: o.Shown, copied: o.Written, emu: vt.NewEmulator(columns, rows), news: make(chan struct{}, 1)}
	t.cmd.Stdin, t.cmd.Stdout, t.cmd.Stderr = slave, slave, slave
	t.cmd.Env = append(append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor"), o.Env...)
	t.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	go func() { _, _ = io.Copy(master, t.emu) }() // the terminal answers questions
	t.Begun = time.Now()
	if err := t.cmd.Start(); err != nil {
		return nil, err
	}
	if o.Quiet { // a session is scheduled as one
		if err := os.WriteFile(fmt.Sprintf("/proc/%d/autogroup", t.cmd.Process.Pid), []byte("-20"), 0); err != nil {
			return nil, err
		}
	}
	go t.draw()
	return t, nil
}

// Pair opens both ends of a pseudo terminal.
func Pair() (master, slave *os.File, err error) {
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
	if err = unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: rows, Col: columns}); err != nil {
		return nil, nil, err
	}
	slave, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	return master, slave, err
}

// burst is what the kernel hands over at once in the midst of a frame.
const burst = 4000

// draw draws what the program writes, until it ends.
func (t *Terminal) draw() {
	buf := make([]byte, 64<<10)
	for {
		n, err := t.master.Read(buf)
		now := time.Now()
		if err != nil {
			return
		}
		t.mu.Lock()
		_, _ = t.emu.Write(buf[:n])
		if t.copied != nil {
			_, _ = t.copied.Write(buf[:n])
		}
		t.read = now
		t.bytes += n
		if n < burst && t.shown != nil {
			t.shown(now, t.emu.String())
		}
		t.mu.Unlock()
		select {
		case t.news <- struct{}{}:
		default:
		}
	}
}

// Screen returns what the terminal shows.
func (t *Terminal) Screen() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.emu.String()
}

// Written returns how many bytes the program has written.
func (t *Terminal) Written() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.bytes
}

// Until waits for a screen that is as wanted and gives the time when its last part came.
func (t *Terminal) Until(want func(screen string) bool, patience time.Duration) (time.Time, error) {
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

// Says wants a text on the screen.
func Says(text string) func(screen string) bool {
	return func(screen string) bool { return strings.Contains(screen, text) }
}

// Type types keys.
func (t *Terminal) Type(keys string) error {
	_, err := t.master.WriteString(keys)
	return err
}

// Press types a key and gives the time until the screen is as wanted.
func (t *Terminal) Press(key string, want func(screen string) bool) (time.Duration, error) {
	begin := time.Now()
	if err := t.Type(key); err != nil {
		return 0, err
	}
	at, err := t.Until(want, 10*time.Second)
	return at.Sub(begin), err
}

// Process returns the number of the program's process.
func (t *Terminal) Process() int { return t.cmd.Process.Pid }

// Processor returns the processor time that the program has used up to now, to the nanosecond.
func (t *Terminal) Processor() (time.Duration, error) {
	const sched = 2 // what of a process's time its clock shows, see clock_getcpuclockid(3)
	var at unix.Timespec
	if err := unix.ClockGettime(int32(^t.cmd.Process.Pid<<3|sched), &at); err != nil {
		return 0, err
	}
	return time.Duration(at.Nano()), nil
}

// Used returns the share of a processor that the program takes while f runs, in percent.
func (t *Terminal) Used(f func()) float64 {
	before, err := t.Processor()
	Must(err)
	start := time.Now()
	f()
	took := time.Since(start)
	after, err := t.Processor()
	Must(err)
	return float64(after-before) / float64(took) * 100
}

// Memory returns the program's resident memory in MB.
func (t *Terminal) Memory() (float64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", t.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	n, err := strconv.Atoi(strings.Fields(string(text))[1])
	return float64(n) * float64(os.Getpagesize()) / (1 << 20), err
}

// Peak returns the most memory that the program has had resident, in MB.
func (t *Terminal) Peak() (float64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", t.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(text), "VmHWM:")
	kilobytes, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	n, err := strconv.Atoi(kilobytes)
	return float64(n) / 1024, err
}

// Leave leaves the program as a user does; it is an error if it does not end.
func (t *Terminal) Leave() error {
	defer t.Kill()
	if err := t.Type("\x1b"); err != nil {
		return err
	}
	time.Sleep(200 * time.Millisecond)
	if err := t.Type("\x03"); err != nil {
		return err
	}
	done := make(chan struct{})
	go func() { _ = t.cmd.Wait(); close(done) }()
	select {
	case <-done:
		return nil
	case <-time.After(10 * time.Second):
		return fmt.Errorf("it does not end:\n%s", t.Screen())
	}
}

// Kill ends the program at once.
func (t *Terminal) Kill() {
	_ = t.cmd.Process.Kill()
	_ = t.cmd.Wait()
	_ = t.emu.Close()
	_ = t.master.Close()
}
