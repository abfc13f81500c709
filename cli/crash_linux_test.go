package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"ccmtail/demo"
)

// onTerminal is a program on a terminal of its own.
type onTerminal struct {
	*exec.Cmd
	master *os.File
	slave  *os.File
	before *unix.Termios
	output bytes.Buffer
	read   chan struct{} // closed when the terminal is
	home   string
	panics string // the file at whose appearance a program that panics does so
	stderr bytes.Buffer
}

// startOnTerminal starts a command that draws the screen, and waits until it has.
func startOnTerminal(t *testing.T, name string, args ...string) *onTerminal {
	t.Helper()
	o := &onTerminal{Cmd: exec.Command(name, args...), read: make(chan struct{}), home: t.TempDir()}
	var err error
	if o.master, err = os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0); err != nil {
		t.Skip(err)
	}
	fd := int(o.master.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: 80}); err != nil {
		t.Fatal(err)
	}
	if o.slave, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0); err != nil {
		t.Fatal(err)
	}
	if o.before, err = unix.IoctlGetTermios(int(o.slave.Fd()), unix.TCGETS); err != nil {
		t.Fatal(err)
	}
	o.Stdin, o.Stdout, o.Stderr = o.slave, o.slave, &o.stderr
	o.panics = filepath.Join(o.home, "panic")
	o.Env = append(os.Environ(), panicVariable+"="+o.panics, "TERM=xterm-256color", "HOME="+o.home, "XDG_STATE_HOME="+filepath.Join(o.home, "cache"), "XDG_CONFIG_HOME="+filepath.Join(o.home, "config"))
	// Bubble Tea closes its input at the end while a goroutine of its own still waits for it. Where the
	// race detector is on, it is to write that down elsewhere.
	o.Env = append(o.Env, "GORACE=exitcode=0 log_path="+filepath.Join(o.home, "race"))
	o.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 0}
	if err := o.Start(); err != nil {
		t.Fatal(err)
	}
	drawn := make(chan struct{})
	go o.readOutput(drawn)
	select {
	case <-drawn:
	case <-time.After(patience):
		_ = o.Process.Kill()
		t.Fatalf("no screen: %q, %q", &o.output, &o.stderr)
	}
	return o
}

// readOutput collects what is written to the terminal, and closes drawn at the first frame.
func (o *onTerminal) readOutput(drawn chan<- struct{}) {
	defer close(o.read)
	buf := make([]byte, 4096)
	for {
		n, err := o.master.Read(buf)
		if o.output.Write(buf[:n]); drawn != nil && bytes.Contains(o.output.Bytes(), []byte("\x1b[?1049h")) {
			close(drawn)
			drawn = nil
		}
		if err != nil {
			return
		}
	}
}

// end waits for the end of the program, whose exit code and terminal must be as they should.
func (o *onTerminal) end(t *testing.T, code int) (stderr string) {
	t.Helper()
	quit := time.AfterFunc(patience, func() { _ = o.Process.Signal(syscall.SIGQUIT) }) // it says where it hangs
	defer quit.Stop()
	kill := time.AfterFunc(patience+5*time.Second, func() { _ = o.Process.Kill() })
	defer kill.Stop()
	err := o.Wait()
	if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.ExitCode() != code {
		t.Errorf("it ended with %v, want exit code %d; %s", err, code, &o.stderr)
	}
	after, err := unix.IoctlGetTermios(int(o.slave.Fd()), unix.TCGETS)
	if err != nil || *after != *o.before {
		t.Errorf("the terminal is not restored (%v):\n%+v\n%+v", err, o.before, after)
	}
	o.slave.Close()
	<-o.read
	o.master.Close()
	if out := o.output.String(); strings.LastIndex(out, "\x1b[?1049l") < strings.LastIndex(out, "\x1b[?1049h") || strings.LastIndex(out, "\x1b[?25h") < strings.LastIndex(out, "\x1b[?25l") {
		t.Errorf("the screen was not left: …%q", out[max(0, len(out)-300):])
	}
	return o.stderr.String()
}

// TestASignalEndsTheScreen: the terminal is restored, and the exit code that of the other commands.
func TestASignalEndsTheScreen(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		t.Run(s.String(), func(t *testing.T) {
			if signal.Ignored(s) {
				t.Skip("the tests run under nohup or the like, and so would the program")
			}
			o := startOnTerminal(t, "ccmtail", "demo")
			if err := o.Process.Signal(s); err != nil {
				t.Fatal(err)
			}
			if said := o.end(t, exitInterrupted); said != "ccmtail: interrupted: the screen is closed\n" {
				t.Errorf("said %q", said)
			}
		})
	}
}

// TestAPanicRestoresTheTerminal panics in a goroutine beside the screen. The report says where, and
// quotes nothing.
func TestAPanicRestoresTheTerminal(t *testing.T) {
	o := startOnTerminal(t, "ccmtail-that-panics", "demo")
	if err := os.WriteFile(o.panics, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	said := o.end(t, exitCrashed)
	path := filepath.Join(o.home, "cache", "ccmtail", "crash.txt")
	if !strings.Contains(said, "the report is in "+path+"; it contains no text of logs\n") || strings.Contains(said, "goroutine") {
		t.Errorf("said %q", said)
	}
	report, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"ccmtail devel", "go1.", "panic with a string", "script_test.go"} {
		if !strings.Contains(string(report), want) {
			t.Errorf("the report lacks %q:\n%s", want, report)
		}
	}
	if strings.Contains(string(report), "text of a log") {
		t.Errorf("the report quotes the panic:\n%s", report)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v (%v)", info.Mode(), err)
	}
}

// TestAPanicWithoutAScreen: commands end in the same way.
func TestAPanicWithoutAScreen(t *testing.T) {
	logs := filepath.Join(t.TempDir(), "logs")
	if err := demo.Write(logs); err != nil {
		t.Fatal(err)
	}
	panics := filepath.Join(t.TempDir(), "panic")
	cmd := exec.Command("ccmtail-that-panics", "events", "--follow", logs)
	cmd.Env = append(os.Environ(), panicVariable+"="+panics, "HOME="+t.TempDir(), "XDG_STATE_HOME="+t.TempDir())
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	_, _ = lines.ReadString('\n') // it is at work
	if err := os.WriteFile(panics, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, lines)
	err = cmd.Wait()
	if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.ExitCode() != exitCrashed || !strings.Contains(said.String(), "crash.txt") {
		t.Errorf("ended with %v and %.500q", err, &said)
	}
}
