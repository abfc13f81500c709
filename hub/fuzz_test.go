package hub

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/s2"

	"ccmtail/internal/text"
	"ccmtail/summary"
)

// FuzzDecode reads messages, whatever they are, as each kind. What comes out must be bounded and
// harmless, and it must be possible to sum it up and to tell its story.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{
		`{"v":1,"client":{"name":"PC1","state":"failed","updates":[{"id":"4cf25877-1b18-476d-955c-dae234c37a6b","state":"failed","code":"0x80070643","since":"2026-03-17T21:00:00Z"}],` +
			`"stuck":[{"kind":"installing","why":"w","file":"a.log","line":-3}],"history":[{"since":"2026-03-17T21:00:00Z","state":"done"}],"openings":[{"start":"0001-01-01T00:00:00Z"}],"causes":[{"id":"F1","severity":"x","text":"t"}]},` +
			`"cursor":{"logs":[{"log":"a","file":"b","offset":-1,"older":["c"]}]}}`,
		`{"v":1,"client":"PC1","key":"k","kind":"update-state","from":null,"to":"failed","kb":"5","title":"\u001b[2J","text":"\u202e","time":"2026-03-17T21:00:00Z","line":-1}`,
		string(stateText(f, fullState(3))), string(stateText(f, fullState(0))), string(stateText(f, &State{V: 1})),
		`{"v":1,"name":"c1","every":-5,"clients":-1}`, `{"v":2}`, "{", "null", "[]", "", string(s2.Encode(nil, []byte(`{"v":1,"client":{"name":"\u0000"}}`))),
	} {
		f.Add([]byte(s), "ccm.p01.state.PC1")
	}
	f.Fuzz(func(t *testing.T, data []byte, subject string) {
		if n, err := s2.DecodedLen(data); len(data) > 64<<10 || err == nil && n > 256<<10 && data[0] != '{' {
			return // what is large is for TestASmallMessageBecomesLittleMemory
		}
		if site, kind, token, err := ParseSubject(subject); err == nil {
			checkHarmless(t, reflect.ValueOf([]string{string(site)}))
			if kind == kindState && strings.Contains(token, ".") {
				t.Errorf("%q has the token %q", subject, token)
			}
		}
		if e, err := DecodeEvent(data); err == nil {
			checkHarmless(t, reflect.ValueOf(*e))
			checkSaid(t, e.Words())
		}
		if p, err := DecodePresence(data); err == nil {
			checkHarmless(t, reflect.ValueOf(*p))
		}
		checkReadAlike(t, &stateReader{}, data)
		state, err := DecodeState(data)
		if err != nil {
			return
		}
		s := state.Summary()
		checkHarmless(t, reflect.ValueOf(s))
		s.Share(summary.Texts{})
		sums := summary.FleetOf([]summary.ClientSummary{s, s}, time.Time{})
		checkSaid(t, sums.Verdict())
		for _, part := range summary.TellStory(summary.StoryFacts{Client: &s, NoLogs: "x"}, time.UTC).Parts {
			for _, l := range part.Lines {
				checkSaid(t, l.Name+l.Value)
			}
		}
		if _, err := json.Marshal(state); err != nil {
			t.Log(err) // a year beyond 9999
		}
	})
}

// checkReadAlike checks that a viewer reads a state as DecodeState does.
func checkReadAlike(t *testing.T, r *stateReader, data []byte) {
	t.Helper()
	want, wantErr := DecodeState(data)
	token := ""
	if wantErr == nil {
		token = want.token
	}
	sender, s, err := r.summaryOf(data, token)
	switch {
	case wantErr != nil:
		if err == nil {
			t.Errorf("%q is read: %+v", data, s)
		}
	case err != nil || sender != want.Sender.Name || !reflect.DeepEqual(s, want.Summary()):
		t.Errorf("%q: %v\nhave %s %+v\nwant %s %+v", data, err, sender, s, want.Sender.Name, want.Summary())
	}
}

// checkHarmless checks all exported texts in a value.
func checkHarmless(t *testing.T, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.String:
		checkSaid(t, v.String())
	case reflect.Pointer:
		if !v.IsNil() {
			checkHarmless(t, v.Elem())
		}
	case reflect.Slice:
		if v.Len() > maxUpdates {
			t.Fatalf("%d of %s", v.Len(), v.Type())
		}
		for i := range v.Len() {
			checkHarmless(t, v.Index(i))
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				checkHarmless(t, v.Field(i))
			}
		}
	}
}

func checkSaid(t *testing.T, s string) {
	t.Helper()
	if clean := text.Clean(s); clean != s {
		t.Errorf("%q is not harmless", s)
	}
}

// TestASmallMessageBecomesLittleMemory: what is compressed well is not taken at its word.
func TestASmallMessageBecomesLittleMemory(t *testing.T) {
	many := `{"v":1,"client":{"name":"PC1","updates":[` + strings.Repeat("{},", 1_000_000) + `{}]}}`
	message := s2.EncodeBest(nil, []byte(many))
	if len(message) > MaxStateBytes {
		t.Fatalf("%d bytes", len(message))
	}
	if _, err := DecodeState(message); err == nil {
		t.Error("a million updates are read")
	}
}
