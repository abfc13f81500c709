package cli

import (
	"testing"
	"time"

	"ccmtail/summary"
)

func TestConditions(t *testing.T) {
	f := summary.FleetOf(make([]summary.ClientSummary, 200), time.Unix(1, 0))
	f.States[summary.ClientUnknown], f.States[summary.ClientFailed] = 196, 4
	for _, c := range []struct {
		text string
		want bool
	}{
		{"failed>2%", false}, {"failed>=2%", true}, {"failed>1.9%", true}, {"failed<2%", false}, {"failed<=2%", true},
		{"failed>3", true}, {"failed>4", false}, {"failed>=4", true}, {"failed<4", false}, {"failed<=4", true}, {" failed > 3 ", true},
		{"pending restart>0", false}, {"pending-reboot<1", true}, {"stuck<=0%", true},
	} {
		all, err := parseConditions([]string{c.text})
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if got, what := all[0].holds(f); got != c.want {
			t.Errorf("%s: %v (%s)", c.text, got, what)
		}
	}
	for _, wrong := range []string{"", "failed", "failed=2", "failed>", "failed>-1", "failed>2%%", "broken>1", ">3", "failed>1 2"} {
		if _, err := parseConditions([]string{wrong}); err == nil {
			t.Errorf("%q is taken", wrong)
		}
	}
}
