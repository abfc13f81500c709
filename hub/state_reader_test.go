package hub

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"ccmtail/summary"
)

// fullState returns a state in which nothing is zero.
func fullState(updates int) *State {
	sent := fullSummary(updates)
	cursor := Cursor{someTime, []LogCursor{{Log: "CAS.log", File: "ab", Offset: 7, Older: []string{"cd", "ef"}, Gaps: 1}, {Log: "PolicyAgent.log", File: "gh"}}}
	return &State{V: Version, Sender: Sender{"COLL1", "run"}, Cursor: cursor, Part: &Part{cursor, Mark{someTime, "key"}}, Client: summarize(&sent)}
}

func stateText(t testing.TB, s *State) []byte {
	t.Helper()
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// usualStates are states as collectors send them.
func usualStates() []*State {
	bare := &State{V: Version, Client: ClientSummary{Name: "PC1", State: "done"}}
	words := fullState(2)
	words.Client.Verdict, words.Client.Said = "„ü“ <&> \x1b[31m\u202e", strings.Repeat("é", maxName)
	words.Client.Updates[0].Title = strings.Repeat("x", maxSentence+1)
	words.Client.RestartRequested, words.Client.Updates[1].Code = someTime, ""
	words.Client.LeftOut, words.Client.Stuck[0].Line = 3, -1
	return []*State{bare, fullState(0), fullState(1), words, bare, fullState(40)}
}

// TestUsualStatesAreReadAlike: a viewer reads what collectors send itself, and as DecodeState does.
func TestUsualStatesAreReadAlike(t *testing.T) {
	r := &stateReader{}
	type read struct{ have, want summary.ClientSummary }
	var all []read
	for _, s := range usualStates() {
		text := stateText(t, s)
		if !r.read(text) {
			t.Errorf("%s is odd", text)
		}
		checkReadAlike(t, r, text)
		_, have, err := r.summaryOf(pack(text), Token(s.Client.Name))
		if err != nil {
			t.Fatal(err)
		}
		state, err := DecodeState(text)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, read{have, state.Summary()})
	}
	for _, one := range all { // what was read later has changed nothing
		if !reflect.DeepEqual(one.have, one.want) {
			t.Errorf("have %+v\nwant %+v", one.have, one.want)
		}
	}
}

// TestDamagedStatesAreReadAlike leaves out each byte of a state, and puts another one in its place.
func TestDamagedStatesAreReadAlike(t *testing.T) {
	text := stateText(t, fullState(1))
	const others = "{}[]\",:\\ 0n\x7f\xff"
	r := &stateReader{}
	checkReadAlike(t, r, text[:len(text)-1])
	for i := range text {
		checkReadAlike(t, r, slices.Delete(bytes.Clone(text), i, i+1))
		damaged := bytes.Clone(text)
		damaged[i] = others[i%len(others)]
		checkReadAlike(t, r, damaged)
		if t.Failed() {
			return
		}
	}
}

// TestOddStatesAreReadAlike: fields in another order, that are there twice, are null or of another kind.
func TestOddStatesAreReadAlike(t *testing.T) {
	text := string(stateText(t, fullState(2)))
	for _, swap := range [][2]string{
		{`"client":{`, `"client":{"name":"PC2",`}, {`"client":{`, `"new":[1],"client":{`}, {`"path":`, `"Path":`}, {`"updates":[`, `"updates":[],"updates":[`},
		{`"updates":[`, `"updates":[null,`}, {`"pending":true`, `"pending":false`}, {`"pending":true`, `"pending":null`}, {`"offset":7`, `"offset":07`},
		{`"offset":7`, `"offset":7.5`}, {`"offset":7`, `"offset":99999999999999999999`}, {`"offset":7`, `"offset":-0`}, {`"gaps":1`, `"gaps":4294967296`}, {`"line":7`, `"line":1e1`},
		{`"state":"failed"`, `"state":" FAILED "`}, {`"state":"failed"`, `"state":"f\u0061iled"`}, {`"name":"PC0147"`, `"name":"PC\u001b"`}, {`"v":1`, `"v":2`},
		{`"visited":"2026`, `"visited":"26`}, {`"logs":[`, `"logs":null,"logs":[`}, {`"id":"`, `"id":"{`}, {`{`, ` {`}, {`"older":["cd"`, `"older":["\ud800"`},
	} {
		odd := strings.Replace(text, swap[0], swap[1], 1)
		if odd == text {
			t.Errorf("%s is not there", swap[0])
		}
		checkReadAlike(t, &stateReader{}, []byte(odd))
	}
}

// TestAnOddStateIsGivenUpWhereItIsOdd: what is left to DecodeState is read no further.
func TestAnOddStateIsGivenUpWhereItIsOdd(t *testing.T) {
	text := string(stateText(t, fullState(1)))
	for _, list := range []string{`"logs":[`, `"updates":[`, `"causes":[`, `"stuck":[`, `"openings":[`, `"history":[`} {
		r := &stateReader{}
		odd := strings.Replace(text, list, list+" ", 1)
		if odd == text || r.read([]byte(odd)) {
			t.Errorf("%s is not odd", list)
		}
		c := &r.state.Client
		if n := len(c.Updates) + len(c.Causes) + len(c.Stuck) + len(c.Openings) + len(c.History); n > 10 {
			t.Errorf("%s: %d values are read of an odd state", list, n)
		}
	}
}

// BenchmarkReadState reads the state of a client with eight updates.
func BenchmarkReadState(b *testing.B) {
	r, text := &stateReader{}, stateText(b, fullState(8))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := r.summaryOf(text, "PC0147"); err != nil {
			b.Fatal(err)
		}
	}
}
