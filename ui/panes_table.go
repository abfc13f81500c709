package ui

import "slices"

// paneID is a pane's name: in the palette, in the configuration's keys, in what is remembered. It
// is the user's and stays what it is.
type paneID string

// paneNone is no pane.
const paneNone paneID = ""

// paneSpec is all that the screen needs to know of a pane. From it come the pane, its title, the
// key and the command that go to it, its line in the help, its hints, its place on the screen and
// its turn when Tab is pressed. It is declared in the pane's file. Its functions cannot call
// methods of App, which depend on the table: the compiler would refuse that as an initialization
// cycle.
type paneSpec struct {
	id    paneID
	name  string                           // in its title, behind its key
	key   string                           // its default key, as ParseKey returns it; "" for none
	help  string                           // what the help says of that key
	place panePlace                        // where it stands beside other panes
	hints func(d *renderContext) []keyHint // what its keys do, most wanted first, without those of all panes
	new   func() pane                      // makes it, once, when the screen begins
}

// panePlace is where a pane stands on the screen that shows several. There is room for one on the
// left, three on the right and one below; on the right, what has no room beside the others has all
// of the screen to itself, as what stands alone always has.
type panePlace uint8

const (
	placeAlone panePlace = iota
	placeLeft
	placeRight // from above, in the order of the table
	placeBelow // over the whole width
)

// paneSpecs is every pane, in the order of the keys, in which Tab visits them where one has the
// screen. The first has the focus at the start.
var paneSpecs = []paneSpec{
	updatesSpec, windowSpec, restartsSpec, logSpec, findingsSpec, deploymentsSpec, scansSpec, sourcesSpec, timelineSpec, changesSpec,
}

// specOf returns what is known of a pane.
func specOf(id paneID) *paneSpec {
	return &paneSpecs[slices.IndexFunc(paneSpecs, func(s paneSpec) bool { return s.id == id })]
}

// panesAt returns the panes that stand at a place.
func panesAt(place panePlace) (ids []paneID) {
	for _, s := range paneSpecs {
		if s.place == place {
			ids = append(ids, s.id)
		}
	}
	return ids
}

// allPanes returns every pane in the order of the table.
func allPanes() (ids []paneID) {
	for _, s := range paneSpecs {
		ids = append(ids, s.id)
	}
	return ids
}

// isStandard reports whether a pane has a place beside others.
func isStandard(id paneID) bool { return specOf(id).place != placeAlone }

// newPanes makes all panes.
func newPanes() map[paneID]pane {
	panes := map[paneID]pane{}
	for _, s := range paneSpecs {
		panes[s.id] = s.new()
	}
	return panes
}

// paneKeys returns the keys that go to the panes.
func paneKeys() (actions []*action) {
	for _, s := range paneSpecs {
		var keys []string
		if s.key != "" {
			keys = []string{s.key}
		}
		actions = append(actions, newAction(groupLooking, s.id.action(), focusPane{s.id}.do, keyLabels(keys), s.help, keys...))
	}
	return actions
}

// action returns the action that goes to a pane: both have one name.
func (id paneID) action() actionID { return actionID(id) }

// paneActions returns the actions that go to the panes.
func paneActions() (ids []actionID) {
	for _, s := range paneSpecs {
		ids = append(ids, s.id.action())
	}
	return ids
}
