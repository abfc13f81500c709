package parsers

import (
	"fmt"
	"testing"
	"time"

	"ccmtail/model"
)

// TestOddYearsAndDays: a year that does not fit into nanoseconds, or a day that does not exist, is no
// time. The record takes the time of the one before it, and is marked.
func TestOddYearsAndDays(t *testing.T) {
	native := func(date string) string {
		return fmt.Sprintf("<![LOG[on %s]LOG]!><time=\"21:00:00.000+300\" date=\"%s\" component=\"A\" context=\"\" type=\"1\" thread=\"1\" file=\"a.cpp:1\">\r\n", date, date)
	}
	want := time.Date(2026, 3, 17, 21, 0, 0, 0, time.UTC)
	for _, odd := range []string{"12-31-9999", "01-01-0001", "01-01-1601", "01-01-1679", "01-01-2261", "02-30-2026", "02-29-2026", "04-31-2026"} {
		all := frameAll(t, native("03-17-2026")+native(odd)+native(odd)+native("03-17-2026"))
		if len(all) != 4 {
			t.Fatalf("%s: %d records", odd, len(all))
		}
		for i, r := range all {
			if untimed := r.Flags&model.Untimed != 0; untimed != (i == 1 || i == 2) {
				t.Errorf("%s: record %d has flags %b", odd, i, r.Flags)
			}
			if at := time.Unix(0, r.Wall).UTC(); !at.Equal(want) {
				t.Errorf("%s: record %d is of %v", odd, i, at)
			}
		}
	}
	for _, good := range []string{"02-29-2028", "01-01-1680", "12-31-2260"} {
		all := frameAll(t, native(good))
		if at := time.Unix(0, all[0].Wall).UTC().Format("01-02-2006"); at != good || all[0].Flags&model.Untimed != 0 {
			t.Errorf("%s is read as %s", good, at)
		}
	}
}
