//go:build !nohub

package hub

import (
	"context"
	"errors"
	"time"
)

// Of a stream with several copies, any server answers a question about the newest state of a client, also one
// that was away and does not have all yet: in that case a batch would be fenced by a state that is no longer
// the newest, and be refused. The collector knows of each client which state must be there at least: the one
// that was acknowledged to it, or that the hub has named when it refused a batch.

// askAgainAfter is how soon a client is asked for again of which an old copy has answered.
const askAgainAfter = 500 * time.Millisecond

// patience is how many old answers after each other are taken before another server is connected to: the one
// that is connected to prefers its own copy.
const patience = 4

// errNoLeader says that whoever answers does not know what the stream has.
var errNoLeader = errors.New("the hub's server that answers has lost the others")

// passOver leaves clients for a moment of which an older state was read than is known to be there, unless the
// stream has really lost it.
func (c *Collector) passOver(ctx context.Context, old []*sending, now time.Time) error {
	if len(old) == 0 {
		c.oldCopies = 0
		return nil
	}
	info, err := c.conn.streamInfo(ctx)
	if err != nil {
		return err
	}
	isOther := !c.stream.created.IsZero() && !info.Created.Equal(c.stream.created)
	for _, s := range old {
		if isOther || info.State.LastSeq < s.floor || s.floor < info.State.FirstSeq {
			s.floor = 0 // restored, or too old to be kept
			continue
		}
		s.pausedTo = now.Add(askAgainAfter)
	}
	if c.oldCopies++; c.oldCopies%patience == 0 {
		c.conn.goElsewhere()
	}
	return nil
}

// goElsewhere connects to another server of the hub, if there are several.
func (c *Conn) goElsewhere() {
	if len(c.settings.URLs) > 1 {
		_ = c.nc.ForceReconnect() // it fails only when the connection is closed for good
	}
}
