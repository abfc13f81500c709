package ui

import (
	"cmp"
	"time"

	"ccmtail/internal/arrange"
	"ccmtail/summary"
)

// The rows of the clients: sorted and grouped.

// fleetRow is a client, and the update that its row is about, nil for none; or the heading of a group.
type fleetRow struct {
	client  *summary.ClientSummary
	update  *summary.UpdateSummary
	heading string
	n       int // clients below the heading
	// since and share are what rows are sorted by, where they are.
	since time.Time
	share float64
}

// key returns what the selection stays on.
func (r fleetRow) key() rowKey {
	if r.client == nil {
		return rowKey{-1, r.heading}
	}
	return clientKey(r.client.Number)
}

func clientKey(number int) rowKey { return rowKey{number: number} }

// fleetOrder is what the clients are sorted by.
type fleetOrder uint8

const (
	fleetByStuck fleetOrder = iota
	fleetByName
	fleetByDone
	fleetBySince
	fleetOrderCount
)

var fleetOrderNames = [fleetOrderCount]string{"by stuck", "by name", "by done", "by since"}

// fleetGrouping is what the clients are grouped by.
type fleetGrouping uint8

const (
	fleetUngrouped fleetGrouping = iota
	fleetByState
	fleetByKB
	fleetByCause
	fleetByWindow
	fleetGroupingCount
)

var fleetGroupingNames = [fleetGroupingCount]string{"not grouped", "grouped by state", "grouped by update", "grouped by cause", "grouped by window"}

// arrange sorts rows of clients, which come in the order of what wants attention first, and puts them
// into groups.
func (s *fleetScreen) arrange(rows []fleetRow) []fleetRow {
	for i := range rows {
		switch r := &rows[i]; s.order {
		case fleetByDone:
			r.share = r.client.DoneShare()
		case fleetBySince:
			r.since = s.since(*r)
		}
	}
	compare := s.compareRows()
	if s.reversed {
		forward := compare
		compare = func(a, b fleetRow) int { return forward(b, a) }
	}
	if s.order != fleetByStuck || s.reversed || s.keptKB != "" {
		arrange.By(rows, compare)
	}
	if s.grouping == fleetUngrouped {
		return rows
	}
	return s.group(rows)
}

// compareRows returns how rows are compared.
func (s *fleetScreen) compareRows() func(a, b fleetRow) int {
	switch s.order {
	case fleetByName:
		return func(a, b fleetRow) int {
			return cmp.Compare(a.client.Name, b.client.Name)
		}
	case fleetByDone:
		return func(a, b fleetRow) int { return cmp.Compare(a.share, b.share) }
	case fleetBySince:
		return func(a, b fleetRow) int { return compareSince(a.since, b.since) }
	}
	if s.keptKB != "" {
		return func(a, b fleetRow) int { return summary.Urgency(a.update.State) - summary.Urgency(b.update.State) }
	}
	return func(a, b fleetRow) int { return int(b.client.State) - int(a.client.State) }
}

// compareSince puts first what has lasted longest, and last what is not known.
func compareSince(a, b time.Time) int {
	return cmp.Or(btoi(a.IsZero())-btoi(b.IsZero()), a.Compare(b))
}

// since returns since when a row is what it is.
func (s *fleetScreen) since(r fleetRow) time.Time {
	if s.keptKB != "" {
		return r.update.Since
	}
	return r.client.Since()
}

// group puts rows below headings, in the order in which the groups come up.
func (s *fleetScreen) group(rows []fleetRow) (out []fleetRow) {
	groups, names := map[string][]fleetRow{}, []string(nil)
	for _, r := range rows {
		name := s.groupOf(r)
		if groups[name] == nil {
			names = append(names, name)
		}
		groups[name] = append(groups[name], r)
	}
	for _, name := range names {
		out = append(out, fleetRow{heading: name, n: len(groups[name])})
		if !s.closed[name] {
			out = append(out, groups[name]...)
		}
	}
	return out
}

// groupOf returns the name of the group that a row is in.
func (s *fleetScreen) groupOf(r fleetRow) string {
	switch s.grouping {
	case fleetByKB:
		if r.update != nil {
			return r.update.Label()
		}
		return "no update to wait for"
	case fleetByCause:
		switch c := r.client; {
		case r.update != nil && r.update.HasCode:
			return r.update.Code.String()
		case len(c.Causes) > 0:
			return c.Causes[0].ID + " " + c.Causes[0].Text
		}
		return "no cause known"
	case fleetByWindow:
		switch _, open := r.client.OwnWindow(s.known.sums.At); {
		case r.client.Unrestricted:
			return "no window needed"
		case open:
			return "window open"
		case len(r.client.Openings) > 0:
			return "window closed"
		}
		return "no window known"
	}
	if s.keptKB != "" {
		return r.update.Badge().Word
	}
	return r.client.Badge().Word
}

// sortBy sorts by something, or if that is so already, the other way round.
func (s *fleetScreen) sortBy(order fleetOrder) {
	s.reversed = s.order == order && !s.reversed
	s.order = order
	s.rearrange("sorted " + s.orderText())
}

// orderText says how they are sorted.
func (s *fleetScreen) orderText() string {
	return fleetOrderNames[s.order] + either(s.reversed, ", reversed", "")
}

// rearrange lists the clients in another order, and says so. Who is at the top stays there; else the
// selection stays on its client.
func (s *fleetScreen) rearrange(how string) {
	s.clients.chosen = s.clients.chosen && s.clients.selected > 0
	s.clients.narrow()
	s.say("clients "+how, false)
}

func (s *fleetScreen) cycleOrder() {
	s.reversed = false
	s.order = (s.order + 1) % fleetOrderCount
	s.rearrange("sorted " + s.orderText())
}

func (s *fleetScreen) reverse() {
	s.reversed = !s.reversed
	s.rearrange("sorted " + s.orderText())
}

func (s *fleetScreen) cycleGrouping() {
	s.grouping = (s.grouping + 1) % fleetGroupingCount
	clear(s.closed)
	s.rearrange(fleetGroupingNames[s.grouping])
}
