package tail

import (
	"encoding/binary"
	"maps"
	"testing"

	"golang.org/x/sys/unix"
)

// inotifyEvent returns an event as the system writes it.
func inotifyEvent(mask uint32, name string) []byte {
	padded := make([]byte, (len(name)+16)/16*16)
	copy(padded, name)
	e := binary.NativeEndian.AppendUint32(nil, 1)
	for _, v := range []uint32{mask, 0, uint32(len(padded))} {
		e = binary.NativeEndian.AppendUint32(e, v)
	}
	return append(e, padded...)
}

// TestEventsAreNotedByName gives a reader what the system may have collected.
func TestEventsAreNotedByName(t *testing.T) {
	a := []byte{}
	for _, mask := range []uint32{unix.IN_MODIFY, unix.IN_MOVED_TO, unix.IN_MODIFY} {
		a = append(a, inotifyEvent(mask, "A.log")...)
	}
	for _, c := range []struct {
		events []byte
		want   map[string]bool
		isLast bool
	}{
		{append(a, inotifyEvent(unix.IN_MODIFY, "of_sixteen_bytes")...), map[string]bool{"A.log": true, "of_sixteen_bytes": false}, false},
		{inotifyEvent(unix.IN_Q_OVERFLOW, ""), map[string]bool{"": true}, false},
		{inotifyEvent(unix.IN_MOVE_SELF, ""), map[string]bool{"": true}, true},
	} {
		r := &inotifyReader{pending: map[string]bool{}}
		if isLast := r.note(c.events); isLast != c.isLast || !maps.Equal(r.pending, c.want) {
			t.Errorf("noted %v, last: %t; want %v, %t", r.pending, isLast, c.want, c.isLast)
		}
	}
}
