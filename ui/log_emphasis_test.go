package ui

import (
	"reflect"
	"testing"
)

func TestMerged(t *testing.T) {
	s := func(from, to int) styledRange { return styledRange{from: from, to: to} }
	have := mergeRanges([]styledRange{s(10, 12), s(2, 4), s(3, 5), s(7, 7)}, []styledRange{s(0, 3), s(4, 6), s(11, 20), s(12, 20)}, []styledRange{s(0, 2), s(5, 6), s(6, 10)})
	if want := []styledRange{s(0, 2), s(2, 4), s(4, 6), s(6, 10), s(10, 12), s(12, 20)}; !reflect.DeepEqual(have, want) {
		t.Errorf("have %v, want %v", have, want)
	}
}
