package summary

import (
	"time"

	"ccmtail/model"
	"ccmtail/store"
)

// AsOf is one client at the moment of the report.
type AsOf struct {
	*store.Client
	State *model.State
	At    time.Time
	Rules model.FitRules
}

// At is the clients of a snapshot at the moment asked for.
func At(v *store.Snapshot, at time.Time, rules model.FitRules) []*AsOf {
	if rules == (model.FitRules{}) {
		rules = model.CurrentBranchRules
	}
	all := make([]*AsOf, len(v.Clients))
	for i := range v.Clients {
		c := &v.Clients[i]
		var fold store.Fold
		s := &AsOf{Client: c, At: at, Rules: rules}
		if at.IsZero() {
			s.State = fold.AfterFirst(c.Events, c.Events.Len())
			_, s.At = c.TimeRange()
		} else {
			s.State = fold.At(c.Events, at)
		}
		all[i] = s
	}
	return all
}
