//go:build !nohub

package hub

import (
	"time"

	"github.com/nats-io/nats.go"
)

// What a user may do is found out by asking for it in a way that the hub can only refuse or answer
// with an error: a message for a stream of another name is not stored, and a request that is no
// JSON changes nothing.

// probe is one question of this kind.
type probe struct {
	what    string
	subject string
	header  nats.Header
	must    bool // be allowed; else it must be refused
}

// nobody is a name that neither a site nor a client has.
const nobody = "ccmtail-doctor"

// noStore are headers with which no message is stored.
var noStore = nats.Header{"Nats-Expected-Stream": {nobody}}

// probes returns the questions about the rights of a role.
func probes(site Site, role Role) []probe {
	const api, other = "$JS.API.", Site(nobody)
	get, create := api+"DIRECT.GET."+StreamName, api+"CONSUMER.CREATE."+StreamName+"."+nobody+"."
	common := []probe{
		{"delete messages", api + "STREAM.MSG.DELETE." + StreamName, nil, false},
		{"purge the stream", api + "STREAM.PURGE." + StreamName, nil, false},
		{"change the stream", api + "STREAM.UPDATE." + StreamName, nil, false},
	}
	if role == AsViewer {
		return append([]probe{
			{"read states", get + "." + other.StateSubject(nobody), nil, true},
			{"read states of the past", get, nil, true},
			{"follow states and events", create + AllStates, nil, true},
			{"send events", other.EventSubject(nobody), noStore, false},
		}, common...)
	}
	return append([]probe{
		{"send events of " + string(site), site.EventSubject(nobody), noStore, true},
		{"send states of " + string(site), site.StateSubject(nobody), noStore, true},
		{"say that it is at work", site.CollectorSubject(nobody), noStore, true},
		{"read states of " + string(site), get + "." + site.StateSubject(nobody), nil, true},
		{"read which collectors of " + string(site) + " are at work", get + "." + site.CollectorSubject(nobody), nil, true},
		{"look for states of " + string(site), create + site.subject(kindState, "*"), nil, true},
		{"send for another site", other.EventSubject(nobody), noStore, false},
		{"read another site", get + "." + other.StateSubject(nobody), nil, false},
		{"read all events", create + AllEvents, nil, false},
	}, common...)
}

// How long an answer to a question is waited for, and how often it is looked whether it was
// refused.
const (
	probeTimeout = 2 * time.Second
	probeStep    = 20 * time.Millisecond
)

// outcome is what came of a question.
type outcome uint8

const (
	noAnswer outcome = iota
	allowed
	refused
)

// ask asks one question.
func (c *Conn) ask(p probe) outcome {
	inbox := c.nc.NewRespInbox()
	sub, err := c.nc.SubscribeSync(inbox)
	if err != nil {
		return noAnswer
	}
	defer func() { _ = sub.Unsubscribe() }()
	msg := &nats.Msg{Subject: p.subject, Reply: inbox, Header: p.header, Data: []byte("not JSON: a question of ccmtail doctor, which changes nothing")}
	if err := c.nc.PublishMsg(msg); err != nil {
		return noAnswer
	}
	for range probeTimeout / probeStep {
		if c.refusal(p.subject) {
			return refused
		}
		if _, err := sub.NextMsg(probeStep); err == nil {
			return allowed
		}
	}
	return noAnswer
}

// examineRights finds out what the user may do.
func (e *examination) examineRights() {
	if !e.canHear() {
		return
	}
	_, err := e.nc.TLSConnectionState()
	trial := err != nil // on this computer, where nobody is asked who they are
	for _, p := range probes(Site(e.settings.Site), e.role) {
		switch got := e.ask(p); {
		case got == noAnswer:
			e.add("may "+p.what, Unknown, "no answer", "")
		case got == allowed && p.must:
			e.add("may "+p.what, Good, "yes", "")
		case got == refused && !p.must:
			e.add("may "+p.what, Good, "no, as it should be", "")
		case got == refused:
			e.add("may "+p.what, Bad, "no", "give the user the rights of a "+e.role.String()+"; ccmtail collect --init prints them")
		case trial:
			e.add("may "+p.what, Note, "yes: this hub asks nobody who they are", "")
		default:
			e.add("may "+p.what, Bad, "yes, and it should not", "give the user the rights of a "+e.role.String()+" alone; ccmtail collect --init prints them")
		}
	}
}

// canHear finds out whether the user may hear answers.
func (e *examination) canHear() bool {
	inbox := e.nc.NewRespInbox()
	sub, err := e.nc.SubscribeSync(inbox)
	if err != nil {
		return false
	}
	defer func() { _ = sub.Unsubscribe() }()
	if err := e.nc.FlushTimeout(probeTimeout); err == nil {
		time.Sleep(5 * probeStep) // a refusal is told a little later
		if !e.refusal(inbox) {
			return true
		}
	}
	e.add("may hear answers", Bad, "no", "let the user subscribe to "+e.settings.inbox(e.role)+".>")
	return false
}
