package store

import (
	"fmt"
	"testing"

	"ccmtail/model"
	"ccmtail/model/event"
)

// appendToBoth appends records of one log to two stores: all of them to whole, those from one on to
// ends, where their offsets are larger by shift.
func appendToBoth(whole, ends *Store, log string, generation, from int, shift int64, texts ...string) {
	w, e := whole.AddFile(log, log, generation), ends.AddFile(log, log, 0)
	var at int64
	for i, text := range texts {
		if i == from {
			e.Skip(at + shift)
		}
		if i >= from {
			appendRecord(e, text, int64(i), model.Frame{Bias: 60})
		}
		appendRecord(w, text, int64(i), model.Frame{Bias: 60, Lines: 1})
		at += int64(len(text))
	}
}

func TestTheSameRecordIsFoundInTheWhole(t *testing.T) {
	whole, ends := New(), New()
	var many []string
	for i := range 3 * pageRecords {
		many = append(many, fmt.Sprintf("record %d\n", i/3)) // each text three times
	}
	appendToBoth(whole, ends, "B.log", 0, 8000, 0, many...)
	appendToBoth(whole, ends, "A.log", 0, 1, 0, "rolled 1\n", "rolled 2\n", "rolled 3\n")
	appendToBoth(whole, ends, "A.log", 1, 1, 0, "rollen 1\n", "rollen 2\n", "rollen 3\n") // of the same size
	// The offset in the ends is that in a file of another encoding, not that in its text.
	appendToBoth(whole, ends, "U.log", 0, 1, 7, "wide 1\n", "wide 2\n", "wide 2\n")
	r, other := whole.Records(), ends.Records()
	all := r.Counterparts(other)
	for id := range event.RecordID(other.n) {
		log := other.LogName(id)
		same, ok := all[id]
		if !ok || string(r.Raw(same)) != string(other.Raw(id)) || r.LogName(same) != log ||
			log != "U.log" && r.Record(same).Offset != other.Record(id).Offset {
			t.Fatalf("%s %q: %v %s %q", log, other.Raw(id), ok, r.LogName(same), r.Raw(same))
		}
		if other.Line(id) != 0 || r.Line(same) == 0 {
			t.Fatalf("line %d, of the whole %d", other.Line(id), r.Line(same))
		}
	}
	strange := New()
	appendRecord(strange.AddFile("A.log", "A.log", 0), "rollen x\n", 1, model.Frame{Bias: 60})
	if same := r.Counterparts(strange.Records()); len(same) > 0 {
		t.Errorf("%q is taken for another record", r.Raw(same[0]))
	}
}
