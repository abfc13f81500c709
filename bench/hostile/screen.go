//go:build linux

package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"time"

	"ccmtail/bench/gauge"
)

// attack is a way to use the screen of a client that is being written to.
type attack struct {
	rate     int           // records a second
	takes    time.Duration // how long the terminal waits before it takes the next output; 0: it takes all
	most     time.Duration // how long a session lasts
	keys     []string      // what is typed, at random
	pause    time.Duration // between two of them, on average
	resizes  bool
	leaves   bool // whether keys may end the program
	keyLimit int  // how many keys are typed in all; 0: no limit
}

// filters are typed in whole, in part, and given up.
var filters = []string{
	"&level:error\r", "&hel", "\x1b", "&thread:17\r", "&component:Work\r", "&\"goes on\"\r", "/record\r", "n", "N", "]", "[", "e", "E", "w", "&level:warning|error\r", "\x7f", "\x15", "4", "\t", "G", "g",
}

// mashed are the keys that are hit at random: all that one byte can say, and others. Ctrl-Z and Ctrl-\
// are not among them, which stop and end the program where the terminal is not in raw mode yet.
func mashed() (keys []string) {
	for c := range 0x7f {
		if c != 0x1a && c != 0x1c {
			keys = append(keys, string(rune(c)))
		}
	}
	for range 3 {
		keys = append(keys, "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1bOP", "\x1b[15~", "\x1b[1;5C", "\x1b[3~", "\x1b[Z", "\x1b",
			"\x1b[<0;10;5M\x1b[<0;10;5m", "\x1b[<64;20;9M", "\x1b[<65;20;9M", "\x1b[<0;60;20M\x1b[<32;70;22M\x1b[<0;70;22m", "\x1b[200~level:error\nx\x1b[201~", "\x1b[I", "\x1b[O",
			"ü", "漢", "&level:error\r", ":go 21:45\r", "/x\r", "\x1b[M !!", "\x1b[27;5;99~", "\xff\xfe")
	}
	return keys
}

// attackScreen runs sessions until there have been so many, the first of them number first, or keyLimit keys have
// been typed.
func attackScreen(program string, a attack, seed uint64, first, sessions int) error {
	program, err := exec.LookPath(program)
	if err == nil {
		program, err = filepath.Abs(program) // sessions have folders of their own
	}
	if err != nil {
		return err
	}
	typed, failed, n := 0, 0, first
	for ; n < first+sessions && (a.keyLimit == 0 || typed < a.keyLimit); n++ {
		keys, fault := a.session(program, rand.New(rand.NewPCG(seed, uint64(n))))
		typed += keys
		if fault != nil {
			failed++
			fmt.Printf("seed %d, session %d, after %d keys: %v\n", seed, n, keys, fault)
		}
	}
	fmt.Printf("%d sessions, %d keys, %d faults\n", n-first, typed, failed)
	if failed > 0 {
		return fmt.Errorf("%d faults", failed)
	}
	return nil
}

// output is what a program has written: its end.
type output struct {
	mu    sync.Mutex
	text  []byte
	total int // how many bytes there were in all
}

func (o *output) add(p []byte) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.text = append(o.text, p...)
	o.total += len(p)
	o.text = slices.Delete(o.text, 0, max(0, len(o.text)-64<<10))
}

// size returns how many bytes there were.
func (o *output) size() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.total
}

// session runs the program once, and returns how many keys were typed and what went wrong.
func (a *attack) session(program string, rng *rand.Rand) (keys int, fault error) {
	dir, err := os.MkdirTemp("", "hostile")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	logs := filepath.Join(dir, "logs")
	if err := os.Mkdir(logs, 0o700); err != nil {
		return 0, err
	}
	writer := &liveWriter{path: filepath.Join(logs, "Worker.log")}
	writer.write(100)
	master, slave, err := gauge.Pair()
	if err != nil {
		return 0, err
	}
	defer master.Close()
	term, err := newTerminal(master)
	if err != nil {
		return 0, err
	}
	cmd := exec.Command(program, logs)
	cmd.Dir = dir
	cmd.Stdin, cmd.Stdout, cmd.Stderr = slave, slave, slave
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "HOME="+dir, "XDG_CONFIG_HOME="+dir, "XDG_STATE_HOME="+dir, "GORACE=exitcode=66")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	err = cmd.Start()
	slave.Close()
	if err != nil {
		return 0, err
	}
	var out output
	keys, err = a.use(term, cmd, writer, &out, rng)
	return keys, faultOf(err, &out)
}

// use types on the terminal of a running program while its log is written and its output is taken, and
// then ends it.
func (a *attack) use(term terminal, cmd *exec.Cmd, writer *liveWriter, out *output, rng *rand.Rand) (keys int, err error) {
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	hurry, stop, closed := make(chan struct{}), make(chan struct{}), make(chan struct{})
	var writing, taking sync.WaitGroup
	taking.Go(func() { a.take(term, out, hurry, closed) })
	writing.Go(func() { writer.run(a.rate, stop) })
	keys, err = a.typeKeys(term, rng, ended)
	close(hurry)
	err = leave(term, cmd, ended, out, err)
	close(stop)
	writing.Wait()
	close(closed)
	taking.Wait()
	return keys, err
}

// errEnded is the end of a program that was not waited for.
type errEnded struct{ err error }

func (e errEnded) Error() string { return fmt.Sprintf("ended by itself: %v", e.err) }

// typeKeys types until the time is over or the program has ended.
func (a *attack) typeKeys(term terminal, rng *rand.Rand, ended chan error) (keys int, err error) {
	for end := time.After(a.most); ; keys++ {
		select {
		case err := <-ended:
			if a.leaves && (err == nil || wasInterrupted(err)) {
				return keys, errEnded{}
			}
			return keys, errEnded{fmt.Errorf("%w", errOr(err))}
		case <-end:
			return keys, nil
		case <-time.After(time.Duration(rng.Int64N(int64(2*a.pause) + 1))):
		}
		if a.resizes && rng.IntN(8) == 0 {
			term.resize(rng.IntN(120), rng.IntN(400))
		}
		term.write(a.keys[rng.IntN(len(a.keys))])
	}
}

// interrupted is the exit code after Ctrl-C where the terminal is not in raw mode.
const interrupted = 130

// wasInterrupted reports whether a program ended by Ctrl-C while the terminal was not in raw mode: it
// was not yet, or is restored already.
func wasInterrupted(err error) bool {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return false
	}
	status, ok := exit.Sys().(syscall.WaitStatus)
	return exit.ExitCode() == interrupted || ok && status.Signaled() && status.Signal() == syscall.SIGINT
}

func errOr(err error) error {
	if err == nil {
		return fmt.Errorf("exit code 0")
	}
	return err
}

// A program that is to end may be busy with the keys that it was sent, on a machine that is busy itself:
// it hangs if it writes nothing for maxSilence, or goes on for longer than maxLeaving.
const (
	maxSilence = 30 * time.Second
	maxLeaving = 5 * time.Minute
)

// leave ends the program as a user does, if it has not ended.
func leave(term terminal, cmd *exec.Cmd, ended chan error, out *output, err error) error {
	if e := (errEnded{}); errors.As(err, &e) {
		return e.err
	}
	begun := time.Now()
	for wrote, size := begun, -1; ; {
		if n := out.size(); n != size {
			wrote, size = time.Now(), n
		}
		term.write("\x1b[201~\x1b")
		time.Sleep(200 * time.Millisecond)
		term.write("\x03")
		select {
		case err := <-ended:
			if err != nil && wasInterrupted(err) {
				return nil // the last Ctrl-C came when the terminal was restored already
			}
			return err
		case <-time.After(time.Second):
		}
		if time.Since(wrote) > maxSilence || time.Since(begun) > maxLeaving {
			_ = cmd.Process.Signal(syscall.SIGQUIT)
			time.Sleep(time.Second)
			_ = cmd.Process.Kill()
			return fmt.Errorf("does not end: %w", <-ended)
		}
	}
}

// take takes the output, slowly until it is told to hurry, up to the end of the program and what it
// has written until then.
func (a *attack) take(term terminal, out *output, hurry, closed chan struct{}) {
	for buf := make([]byte, 4096); ; {
		if a.takes > 0 {
			select {
			case <-hurry:
			case <-time.After(a.takes):
			}
		}
		isEnd := false
		select {
		case <-closed:
			isEnd = true
		default:
		}
		n, err := term.read(buf)
		out.add(buf[:n])
		switch {
		case isEnd && n == 0:
			return
		case err != nil:
			return
		case n == 0:
			time.Sleep(time.Millisecond) // a terminal that nobody has open is ready at once
		}
	}
}

// faultOf returns what is wrong with a program that has ended so.
func faultOf(err error, out *output) error {
	out.mu.Lock()
	defer out.mu.Unlock()
	for _, bad := range []string{"goroutine ", "crash.txt", "panic:", "DATA RACE"} {
		if i := bytes.Index(out.text, []byte(bad)); i >= 0 {
			return fmt.Errorf("crashed (%w): %.6000s", errOr(err), out.text[i:])
		}
	}
	if err != nil {
		return fmt.Errorf("%w: %.300q", err, out.text[max(0, len(out.text)-300):])
	}
	return nil
}

// liveWriter writes a log whose records have ever new threads.
type liveWriter struct {
	path string
	n    int
}

// run appends records until stop is closed.
func (w *liveWriter) run(rate int, stop chan struct{}) {
	const step = 5 * time.Millisecond
	for begun, from := time.Now(), w.n; ; {
		select {
		case <-stop:
			return
		case <-time.After(step):
			if due := from + int(time.Since(begun).Seconds()*float64(rate)); due > w.n {
				w.write(due - w.n)
			}
		}
	}
}

// write appends n records.
func (w *liveWriter) write(n int) {
	var b bytes.Buffer
	for range n {
		now := time.Now().UTC()
		fmt.Fprintf(&b, "<![LOG[record %d of the job {2597B354-3C4E-4D48-9323-%012X} goes on, hello]LOG]!><time=\"%s+000\" date=\"%s\" component=\"Worker%d\" context=\"\" type=\"%d\" thread=\"%d\" file=\"worker.cpp:%d\">\r\n",
			w.n, w.n%5000, now.Format("15:04:05.000"), now.Format("01-02-2006"), w.n/500, 1+w.n%3, 1000+w.n/7, w.n%900)
		w.n++
	}
	f, err := os.OpenFile(w.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	defer f.Close()
	_, _ = f.Write(b.Bytes())
}

// attackOf returns the attack of a subcommand.
func attackOf(name string, keys int) (a attack, found bool) {
	switch name {
	case "slow":
		return attack{rate: 17_000, takes: 200 * time.Millisecond, most: 10 * time.Second, keys: filters, pause: 150 * time.Millisecond}, true
	case "mash":
		return attack{rate: 2_000, most: 20 * time.Second, keys: mashed(), pause: 2 * time.Millisecond, resizes: true, leaves: true, keyLimit: keys}, true
	}
	return attack{}, false
}
