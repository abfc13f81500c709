package errcode

import "testing"

func TestWhatTheUserTeachesComesFirst(t *testing.T) {
	defer Teach(nil)
	Teach(map[uint32]string{0x80070643: "ours", 60012: "put off"})
	for code, want := range map[uint32]string{0x80070643: "ours", 60012: "put off"} {
		if info := Lookup(code); info.Meaning != want || info.Family != ownFamily || !info.Known || info.Action != "" || info.PhaseLines() != nil || !info.Failed {
			t.Errorf("%+v", info)
		}
		if do := Advice(code, Install); do != "" {
			t.Errorf("0x%x: advice that may not go with the meaning: %s", code, do)
		}
	}
	if info := Lookup(1603); info.Meaning == "ours" || info.Action == "" {
		t.Errorf("another notation that may mean something else: %+v", info)
	}
	Teach(nil)
	if info := Lookup(0x80070643); info.Meaning == "ours" || Advice(0x80070643, Install) == "" {
		t.Errorf("%+v", info)
	}
}
