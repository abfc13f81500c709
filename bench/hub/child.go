//go:build linux

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"syscall"
)

// A hub and collectors that are to be killed are processes of their own: this program once more, with an
// environment variable that says what to be.

const (
	childKind    = "BENCH_HUB_CHILD"
	childOptions = "BENCH_HUB_OPTIONS"
)

// roles are what a child can be.
var roles = map[string]func(options []byte) error{"server": runServer, "collector": runCollector, "viewer": runViewer}

// actAsChild is called first of all. If this process is a child it does its work and does not return.
func actAsChild() {
	kind := os.Getenv(childKind)
	if kind == "" {
		return
	}
	if err := roles[kind]([]byte(os.Getenv(childOptions))); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", kind, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// child is a process that was started.
type child struct {
	cmd  *exec.Cmd
	said *output
}

// startChild starts a child.
func startChild(kind string, options any) (*child, error) {
	text, err := json.Marshal(options)
	if err != nil {
		return nil, err
	}
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	c := &child{cmd: exec.Command(program), said: &output{}}
	c.cmd.Env = append(os.Environ(), childKind+"="+kind, childOptions+"="+string(text))
	c.cmd.Stdout, c.cmd.Stderr = c.said, c.said
	c.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} // no child is left behind
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	return c, nil
}

// kill ends the child as kill -9 does, and waits until it is gone.
func (c *child) kill() {
	if c != nil {
		_ = c.cmd.Process.Kill()
		_ = c.cmd.Wait() // it was killed
	}
}

// pid returns the child's process.
func (c *child) pid() int { return c.cmd.Process.Pid }

// output keeps what a child says.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write implements io.Writer.
func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

// String returns what was said so far.
func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

var _ io.Writer = (*output)(nil)
