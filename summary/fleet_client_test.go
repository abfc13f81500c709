package summary

import (
	"reflect"
	"testing"
	"time"
)

// TestTellsTheSame: whatever changes in a summary is told, but for when the client was visited.
func TestTellsTheSame(t *testing.T) {
	untold := map[string]bool{"Visited": true, "At": true}
	of := reflect.TypeFor[ClientSummary]()
	for i := range of.NumField() {
		var a, b ClientSummary
		switch f := reflect.ValueOf(&b).Elem().Field(i); {
		case f.Type() == reflect.TypeFor[time.Time]():
			f.Set(reflect.ValueOf(verdictStart))
		case f.Kind() == reflect.Slice:
			f.Set(reflect.MakeSlice(f.Type(), 1, 1))
		case f.Kind() == reflect.String:
			f.SetString("x")
		case f.Kind() == reflect.Bool:
			f.SetBool(true)
		case f.CanInt():
			f.SetInt(1)
		default:
			f.SetUint(1)
		}
		if name := of.Field(i).Name; a.TellsTheSame(&b) != untold[name] {
			t.Errorf("another %s: %v", name, a.TellsTheSame(&b))
		}
	}
	at := ClientSummary{At: verdictStart, LastRecord: verdictStart}
	later := at
	if later.At = verdictStart.Add(hour); at.TellsTheSame(&later) {
		t.Error("that logs have ended is not told")
	}
}
