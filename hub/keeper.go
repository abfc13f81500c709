//go:build !nohub

package hub

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// ErrStreamExists says that there is a stream of this name already. It is not changed.
var ErrStreamExists = errors.New("the hub has a stream " + StreamName + " already; it was not changed")

// CreateStream makes the stream at the hub. It never changes one that is there.
func CreateStream(ctx context.Context, s Settings, replicas int) error {
	c, err := Connect(s, AsKeeper)
	if err != nil {
		return err
	}
	defer c.Close()
	if version := c.nc.ConnectedServerVersion(); isOldVersion(version) {
		return fmt.Errorf("the hub is nats-server %s; use %s or newer", version, MinServer)
	}
	switch err := c.awaitStreamInfo(ctx); {
	case err == nil:
		return ErrStreamExists
	case !errors.Is(err, jetstream.ErrStreamNotFound):
		return fmt.Errorf("ask for the stream: %w", c.explain(err))
	}
	settings, err := json.Marshal(DefaultStream(replicas))
	if err != nil {
		return err
	}
	ctx, cancel := c.asking(ctx)
	defer cancel()
	answer, err := c.nc.RequestWithContext(ctx, "$JS.API.STREAM.CREATE."+StreamName, settings)
	if err != nil {
		return fmt.Errorf("create the stream: %w", c.explain(err))
	}
	var created struct {
		Error *jetstream.APIError `json:"error"`
	}
	if err := json.Unmarshal(answer.Data, &created); err != nil {
		return fmt.Errorf("create the stream: %w", err)
	}
	switch {
	case created.Error != nil && created.Error.ErrorCode == errNoStorage:
		return errors.New("create the stream: the hub has less room than the stream may take; raise max_file_store in its configuration")
	case created.Error != nil:
		return fmt.Errorf("create the stream: %w", created.Error)
	}
	return nil
}

// electionTime is how long the servers of a cluster may take to agree who answers.
const electionTime = 20 * time.Second

// awaitStreamInfo asks for the stream until the hub answers, or electionTime has passed.
func (c *Conn) awaitStreamInfo(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, electionTime)
	defer cancel()
	for {
		_, err := c.streamInfo(ctx)
		isNoAnswer := errors.Is(err, nats.ErrNoResponders) || errors.Is(err, context.DeadlineExceeded)
		if !isNoAnswer || ctx.Err() != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(readAgainAfter):
		}
	}
}

// errNoStorage is the code of the error that a server has too little room.
const errNoStorage = 10047

// streamMistakes says which settings of a stream are not as they must be.
func streamMistakes(c *jetstream.StreamConfig) (all []string) {
	for _, m := range []struct {
		wrong bool
		said  string
	}{
		{!c.AllowAtomicPublish, "allow_atomic is off: an event and its cursor could not be stored together"},
		{!c.AllowDirect, "allow_direct is off: states of the past cannot be read"},
		{c.AllowRollup, "allow_rollup_hdrs is on: any collector could empty the stream with one message"},
		{!c.DenyDelete, "deny_delete is off: messages could be deleted"},
		{!c.DenyPurge, "deny_purge is off: the stream could be emptied"},
		{c.Storage != jetstream.FileStorage, "storage is memory: all would be lost with the server"},
		{c.Retention != jetstream.LimitsPolicy, "retention is not limits: what is read would be lost"},
		{c.Discard != jetstream.DiscardOld, "discard is not old: a full stream would take no more"},
		{c.NoAck, "no_ack is on: nobody would know what has been stored"},
		{c.Sealed, "it is sealed: it takes no more messages"},
		{c.MaxMsgsPerSubject > 0, "max_msgs_per_subject is set: events and states of the past would be lost"},
		{c.MaxMsgSize > 0 && c.MaxMsgSize < DefaultStream(1).MaxMsgSize, "max_msg_size is too small"},
		{c.Replicas > 1 && c.Compression != jetstream.NoCompression, "compression is on with several replicas: a server that was killed may not get on with its copy; nats stream edit --compression none"},
		{c.Mirror != nil || len(c.Sources) > 0, "it is a copy of another stream: collectors cannot send to it"},
	} {
		if m.wrong {
			all = append(all, m.said)
		}
	}
	var missing []string
	for _, subject := range DefaultStream(1).Subjects {
		if !slices.Contains(c.Subjects, subject) && !slices.Contains(c.Subjects, "ccm.>") {
			missing = append(missing, subject)
		}
	}
	if len(missing) > 0 {
		all = append(all, "subjects lacks "+strings.Join(missing, ", "))
	}
	return all
}
