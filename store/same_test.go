package store

import (
	"fmt"
	"testing"

	"ccmtail/model"
	"ccmtail/model/event"
)

// both puts records of one log into two stores: all of them into whole, the last ones into ends.
func both(whole, ends *Store, log string, generation, from int, off int64, texts ...string) {
	w, e := whole.Segment(log, log, generation), ends.Segment(log, log, 0)
	var at int64
	for i, text := range texts {
		if i == from {
			e.Skip(at + off)
		}
		if i >= from {
			put(e, text, int64(i), model.Frame{Bias: 60})
		}
		put(w, text, int64(i), model.Frame{Bias: 60, Lines: 1})
		at += int64(len(text))
	}
}

func TestTheSameRecordIsFoundInTheWhole(t *testing.T) {
	whole, ends := New(), New()
	var many []string
	for i := range 3 * page {
		many = append(many, fmt.Sprintf("record %d\n", i/3)) // each text three times
	}
	both(whole, ends, "B.log", 0, 8000, 0, many...)
	both(whole, ends, "A.log", 0, 1, 0, "rolled 1\n", "rolled 2\n", "rolled 3\n")
	both(whole, ends, "A.log", 1, 1, 0, "rollen 1\n", "rollen 2\n", "rollen 3\n") // of the same size
	both(whole, ends, "U.log", 0, 1, 7, "wide 1\n", "wide 2\n", "wide 2\n")       // as many bytes as the file has, not the text
	v, o := whole.Records(), ends.Records()
	all := v.Same(o)
	for id := range event.RecordID(o.n) {
		same, ok := all[id]
		if !ok || string(v.Raw(same)) != string(o.Raw(id)) || v.Log(same) != o.Log(id) || o.Log(id) != "U.log" && v.Record(same).Offset != o.Record(id).Offset {
			t.Fatalf("%s %q: %v %s %q", o.Log(id), o.Raw(id), ok, v.Log(same), v.Raw(same))
		}
		if o.Line(id) != 0 || v.Line(same) == 0 {
			t.Fatalf("line %d, of the whole %d", o.Line(id), v.Line(same))
		}
	}
	strange := New()
	put(strange.Segment("A.log", "A.log", 0), "rollen x\n", 1, model.Frame{Bias: 60})
	if same := v.Same(strange.Records()); len(same) > 0 {
		t.Errorf("%q is taken for another record", v.Raw(same[0]))
	}
}
