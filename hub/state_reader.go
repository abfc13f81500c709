package hub

import (
	"bytes"
	"errors"

	"ccmtail/summary"
)

// stateReader reads what a viewer keeps of states, one after the other, with little garbage: a viewer
// begins with those of all clients at once. It knows states as encodeState writes them, field by field
// in their order. What is written in any other way is odd, and left to DecodeState.
type stateReader struct {
	texts summary.Texts // of all that it has read
	state State         // whose memory is used again

	text  []byte // of the state that is being read
	at    int
	isOdd bool
}

var errOtherName = errors.New("it is in the name of another client")

// maxTexts is how many texts are shared at most, before sharing begins anew.
const maxTexts = 1 << 16

// summaryOf reads the state of a client on a subject, which its name must belong to: a collector
// may say of the clients of its site what it likes, and nothing in the name of another one.
func (r *stateReader) summaryOf(message []byte, token string) (sender string, s summary.ClientSummary, err error) {
	text, err := unpack(message, MaxStateBytes)
	if err != nil {
		return "", s, err
	}
	state := &r.state
	isUsual := r.read(text)
	if !isUsual {
		if state, err = DecodeState(message); err != nil {
			return "", s, err
		}
	}
	if state.token != token {
		return "", s, errOtherName
	}
	s = state.Summary()
	if !isUsual {
		s.Share(r.texts)
	}
	return state.Sender.Name, s, nil
}

// read reads the text of a state, but not its cursor. It reports whether that is written as usual.
func (r *stateReader) read(text []byte) bool {
	if r.texts == nil || len(r.texts) > maxTexts {
		r.texts = summary.Texts{}
	}
	r.text, r.at, r.isOdd = text, 0, bytes.Count(text, []byte("{")) > maxObjects
	c := &r.state.Client
	r.state = State{V: Version, Client: ClientSummary{
		Updates: c.Updates[:0], Causes: c.Causes[:0], Stuck: c.Stuck[:0], Openings: c.Openings[:0], History: c.History[:0],
	}}
	r.expect(`{"v":1,"sender":{"name":`)
	r.state.Sender.Name = r.shared(r.harmless(maxName))
	r.expect(`,"run":`)
	r.state.Sender.Run = r.shared(r.harmless(maxName))
	r.expect(`},"cursor":`)
	r.passCursor()
	if r.field(`"part":`) {
		r.expect(`{"cursor":`)
		r.passCursor()
		r.expect(`,"last":{`)
		r.timeOf(`"time":`)
		r.isOdd = !r.field(`"key":`)
		r.pass()
		r.expect("}}")
	}
	r.expect(`,"client":`)
	r.client(c)
	r.expect("}")
	r.text = nil
	return !r.isOdd && r.at == len(text)
}

// passCursor goes behind a cursor.
func (r *stateReader) passCursor() {
	r.expect("{")
	r.timeOf(`"at":`)
	if r.isOdd = !r.field(`"logs":`); !r.next("null") {
		r.list(maxObjects, func() {
			r.expect(`{"log":`)
			r.pass()
			r.expect(`,"file":`)
			r.pass()
			r.expect(`,"offset":`)
			r.number()
			if r.field(`"older":`) {
				r.list(maxObjects, r.pass)
			}
			r.countOf(`"gaps":`)
			r.expect("}")
		})
	}
	r.expect("}")
}

func (r *stateReader) client(c *ClientSummary) {
	r.expect(`{"name":`)
	c.Name = string(r.word())
	r.state.token = Token(c.Name)
	r.expect(`,"path":`)
	c.Path = string(r.harmless(maxSentence))
	c.Visited, c.Retry = r.timeOf(`"visited":`), r.timeOf(`"retry":`)
	c.Error, c.Incomplete = r.textOf(`"error":`, maxSentence), r.textOf(`"incomplete":`, maxSentence)
	c.Replaced = r.textOf(`"replaced":`, maxSentence)
	r.expect(`,"verdict":`)
	c.Verdict = r.shared(r.harmless(maxSentence))
	c.At = r.timeOf(`"at":`)
	r.expect(`,"state":`)
	c.State = r.shared(r.word())
	c.LastRecord = r.timeOf(`"last":`)
	if r.field(`"said":`) {
		c.Said = string(r.harmless(maxName))
	}
	c.RestartRequested = r.timeOf(`"restart_requested":`)
	r.lists(c)
	c.Unrestricted = r.flagOf(`"unrestricted":`)
	if r.field(`"history":`) {
		r.list(maxOthers, func() {
			r.expect(`{"since":`)
			h := StateSince{Since: r.time()}
			r.expect(`,"state":`)
			h.State = r.shared(r.word())
			r.expect("}")
			c.History = append(c.History, h)
		})
	}
	r.expect("}")
}

// lists reads the lists of a summary, but for its history.
func (r *stateReader) lists(c *ClientSummary) {
	if r.field(`"updates":`) {
		r.list(maxUpdates, func() { c.Updates = append(c.Updates, r.update()) })
	}
	c.LeftOut = r.countOf(`"left_out":`)
	if r.field(`"causes":`) {
		r.list(maxOthers, func() {
			var v CauseSummary
			r.expect(`{"id":`)
			v.ID = r.shared(r.harmless(maxName))
			r.expect(`,"severity":`)
			v.Severity = r.shared(r.word())
			r.expect(`,"text":`)
			v.Text = r.shared(r.harmless(maxSentence))
			r.expect("}")
			c.Causes = append(c.Causes, v)
		})
	}
	if r.field(`"stuck":`) {
		r.list(maxOthers, func() { c.Stuck = append(c.Stuck, r.stuck()) })
	}
	if r.field(`"openings":`) {
		r.list(maxOthers, func() {
			r.expect("{")
			c.Openings = append(c.Openings, Opening{r.timeOf(`"start":`), r.timeOf(`"end":`)})
			r.expect("}")
		})
	}
}

func (r *stateReader) update() (u UpdateSummary) {
	r.expect(`{"id":`)
	u.ID = r.shared(r.word())
	u.KB, u.Title = r.textOf(`"kb":`, maxName), r.textOf(`"title":`, maxSentence)
	r.expect(`,"state":`)
	u.State, u.Code = r.shared(r.word()), r.wordOf(`"code":`)
	u.Pending, u.Since, u.Reason = r.flagOf(`"pending":`), r.timeOf(`"since":`), r.textOf(`"reason":`, maxName)
	r.expect("}")
	return u
}

func (r *stateReader) stuck() (v StuckSummary) {
	r.expect(`{"kind":`)
	v.Kind, v.Update = r.shared(r.word()), r.wordOf(`"update":`)
	v.KB, v.Since, v.Said = r.textOf(`"kb":`, maxName), r.timeOf(`"since":`), r.textOf(`"said":`, maxName)
	r.expect(`,"why":`)
	v.Why = r.shared(r.harmless(maxSentence))
	v.Time, v.Log, v.File, v.Line = r.timeOf(`"time":`), r.textOf(`"log":`, maxName), r.textOf(`"file":`, maxName), r.countOf(`"line":`)
	r.expect("}")
	return v
}
