//go:build linux

package main

import (
	"bytes"
	"io"
	"net"
	"sync"
)

// network is a way to a hub that can be cut.
type network struct {
	listener net.Listener
	target   string

	mu    sync.Mutex
	isCut bool
	open  map[net.Conn]struct{}
	trap  *trap // nil: none
}

// trap is where the next batch gets stuck.
type trap struct {
	afterCommit bool          // all of it arrives and no answer comes back; else only its beginning arrives
	sprung      chan struct{} // closed when it is there
}

// newNetwork returns a way to an address.
func newNetwork(target string) (*network, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	n := &network{listener: l, target: target, open: map[net.Conn]struct{}{}}
	go n.run()
	return n, nil
}

// port returns the port at which the way begins.
func (n *network) port() int { return n.listener.Addr().(*net.TCPAddr).Port }

func (n *network) run() {
	for {
		in, err := n.listener.Accept()
		if err != nil {
			return
		}
		out, err := net.Dial("tcp", n.target)
		if err != nil || !n.note(in, out) {
			in.Close()
			if err == nil {
				out.Close()
			}
			continue
		}
		go n.copy(in, out)
		go n.copy(out, in)
	}
}

// note notes a connection; it reports false if the network is cut.
func (n *network) note(conns ...net.Conn) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.isCut {
		return false
	}
	for _, c := range conns {
		n.open[c] = struct{}{}
	}
	return true
}

// setTrap makes the next batch get stuck, and returns a channel that is closed when it is.
func (n *network) setTrap(afterCommit bool) <-chan struct{} {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.trap = &trap{afterCommit, make(chan struct{})}
	return n.trap.sprung
}

var (
	member = []byte("Nats-Batch-Sequence: ")
	commit = []byte("Nats-Batch-Commit: ")
)

// pass returns how much of what was read is passed on, and whether the way is cut behind it.
func (n *network) pass(b []byte) (k int, isCut bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	t, at := n.trap, bytes.Index(b, commit)
	switch {
	case n.isCut:
		return 0, true
	case t == nil || !bytes.Contains(b, member) || t.afterCommit && at < 0:
		return len(b), false
	case !t.afterCommit && at >= 0:
		b = b[:at] // the hub has the messages before it, and waits for the rest of the last
	}
	n.trap, n.isCut = nil, true
	close(t.sprung)
	return len(b), true
}

// copy passes on what comes, and nothing while the network is cut: nobody is told.
func (n *network) copy(to, from net.Conn) {
	defer to.Close()
	defer from.Close()
	buf := make([]byte, 64<<10)
	for {
		read, err := from.Read(buf)
		k, isCut := n.pass(buf[:read])
		if _, failed := to.Write(buf[:k]); failed != nil {
			return
		}
		if isCut {
			_, _ = io.Copy(io.Discard, from) // until the end: what was on its way is gone
			return
		}
		if err != nil {
			return
		}
	}
}

// cut cuts the network.
func (n *network) cut() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.isCut = true
}

// mend mends the network. A connection that was open when it was cut does not come back.
func (n *network) mend() {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.trap = nil; !n.isCut {
		return
	}
	n.isCut = false
	for c := range n.open {
		c.Close()
	}
	n.open = map[net.Conn]struct{}{}
}
