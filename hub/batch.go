//go:build !nohub

package hub

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"ccmtail/report"
)

// What a batch holds at most. The hub takes no more messages.
const (
	MaxBatch      = 1000
	maxBatchBytes = 4 << 20
)

// answerTimeout is how long the answer to a batch is waited for.
const answerTimeout = 10 * time.Second

// ErrFenced says that nothing of a batch was stored: a newer state of one of its clients is in the stream
// than was expected. Perhaps another collector has sent it, perhaps this one, and did not hear the answer.
var ErrFenced = errors.New("a newer state is in the stream")

// Batch is messages that are stored together or not at all.
type Batch struct {
	messages []*nats.Msg
	bytes    int
}

// AddEvent adds an event of a client.
func (b *Batch) AddEvent(site Site, client string, c report.Change) error {
	data, err := encodeEvent(c)
	if err != nil {
		return err
	}
	b.add(site.EventSubject(client), data)
	return nil
}

// AddState adds a state of a client. The batch is fenced by it: nothing is stored if the newest state of
// the client in the stream has another sequence number; 0 stands for none. It returns the state's place
// in the batch.
func (b *Batch) AddState(site Site, client string, s *State, fence uint64) (place int, err error) {
	data, err := encodeState(s)
	if err != nil {
		return 0, err
	}
	b.add(site.StateSubject(client), data)
	place = len(b.messages) - 1
	b.messages[place].Header.Set(jetstream.ExpectedLastSubjSeqHeader, strconv.FormatUint(fence, 10))
	return place, nil
}

func (b *Batch) add(subject string, data []byte) {
	b.messages = append(b.messages, &nats.Msg{Subject: subject, Data: data, Header: nats.Header{}})
	b.bytes += len(subject) + len(data) + 200 // about, with the headers
}

// batchAnswer is the hub's answer to a batch.
type batchAnswer struct {
	Error    *jetstream.APIError `json:"error"`
	Sequence uint64              `json:"seq"` // of the last message
	Batch    string              `json:"batch"`
	Count    int                 `json:"count"`
}

// Error codes of JetStream.
const (
	codeWrongSequence         = 10071
	codeWrongSequenceConstant = 10164
)

// Send sends the batch and returns the sequence number of its first message; the others follow it. Unless
// the error is a refusal, the batch may have been stored all the same.
func (b *Batch) Send(ctx context.Context, c *Conn) (first uint64, err error) {
	id, last := b.label(), len(b.messages)-1
	for _, m := range b.messages[:last] {
		if err := c.nc.PublishMsg(m); err != nil {
			return 0, fmt.Errorf("send to the hub: %w", err)
		}
	}
	ctx, cancel := context.WithTimeout(ctx, answerTimeout)
	defer cancel()
	reply, err := c.nc.RequestMsgWithContext(ctx, b.messages[last])
	if err != nil {
		return 0, fmt.Errorf("send to the hub: %w", err)
	}
	var answer batchAnswer
	if err := json.Unmarshal(reply.Data, &answer); err != nil {
		return 0, fmt.Errorf("read the hub's answer: %w", err)
	}
	switch {
	case answer.Error == nil && answer.Batch == id && (id == "" || answer.Count == len(b.messages)):
		return answer.Sequence - uint64(last), nil
	case answer.Error == nil:
		return 0, errors.New("the hub has taken a batch for single messages; use nats-server " + MinServer + " or newer")
	case answer.Error.ErrorCode == codeWrongSequence || answer.Error.ErrorCode == codeWrongSequenceConstant:
		return 0, fencedBy(answer.Error)
	}
	return 0, refusedError{answer.Error}
}

// fencedError is the error of a batch that a fence has refused.
type fencedError struct {
	said string
	last uint64 // number of the state that is in the stream instead, 0 if the hub does not say
}

// fencedBy returns the error of a refusal, such as "wrong last sequence: 5".
func fencedBy(e *jetstream.APIError) fencedError {
	f := fencedError{said: e.Description}
	if _, number, ok := strings.Cut(e.Description, "sequence: "); ok {
		f.last, _ = strconv.ParseUint(number, 10, 64) // 0 where it is none
	}
	return f
}

// Error implements error.
func (e fencedError) Error() string { return ErrFenced.Error() + ": " + e.said }

// Is makes the error an ErrFenced.
func (e fencedError) Is(other error) bool { return other == ErrFenced }

// label makes the messages one batch and returns its id. A single message needs none.
func (b *Batch) label() (id string) {
	if len(b.messages) == 1 {
		return ""
	}
	id = rand.Text()
	for i, m := range b.messages {
		m.Header.Set("Nats-Batch-Id", id)
		m.Header.Set("Nats-Batch-Sequence", strconv.Itoa(i+1))
	}
	b.messages[len(b.messages)-1].Header.Set("Nats-Batch-Commit", "1")
	return id
}

// refusedError is the error of a batch that the hub does not take.
type refusedError struct{ *jetstream.APIError }

// isBusy reports whether the hub has too many batches under way, which has nothing to do with this one.
func (e refusedError) isBusy() bool { return e.Code == 429 || e.Code == 503 }

// Error implements error.
func (e refusedError) Error() string { return "the hub refuses a batch: " + e.Description }
