package store

import (
	"fmt"
	"testing"

	"ccmtail/model"
	"ccmtail/model/event"
)

// appendToBoth puts records of one log into two stores: all of them into whole, the last ones into
// ends.
func appendToBoth(whole, ends *Store, log string, generation, from int, off int64, texts ...string) {
	w, e := whole.AddFile(log, log, generation), ends.AddFile(log, log, 0)
	var at int64
	for i, text := range texts {
		if i == from {
			e.Skip(at + off)
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
	appendToBoth(whole, ends, "U.log", 0, 1, 7, "wide 1\n", "wide 2\n", "wide 2\n")       // as many bytes as the file has, not the text
	v, o := whole.Records(), ends.Records()
	all := v.Counterparts(o)
	for id := range event.RecordID(o.n) {
		same, ok := all[id]
		if !ok || string(v.Raw(same)) != string(o.Raw(id)) || v.LogName(same) != o.LogName(id) || o.LogName(id) != "U.log" && v.Record(same).Offset != o.Record(id).Offset {
			t.Fatalf("%s %q: %v %s %q", o.LogName(id), o.Raw(id), ok, v.LogName(same), v.Raw(same))
		}
		if o.Line(id) != 0 || v.Line(same) == 0 {
			t.Fatalf("line %d, of the whole %d", o.Line(id), v.Line(same))
		}
	}
	strange := New()
	appendRecord(strange.AddFile("A.log", "A.log", 0), "rollen x\n", 1, model.Frame{Bias: 60})
	if same := v.Counterparts(strange.Records()); len(same) > 0 {
		t.Errorf("%q is taken for another record", v.Raw(same[0]))
	}
}
