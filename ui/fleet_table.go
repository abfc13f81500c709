package ui

import (
	"ccmtail/query"
	"ccmtail/ui/cell"
)

// fleetList is a list of the fleet's screen, whatever it is a list of.
type fleetList interface {
	moveBy(by int)
	selectRow(row int) bool
	pageSize() int
	searching() *listSearch
	// fieldNames are the fields of a filter, and checkFilter says what is wrong with one.
	fieldNames() []string
	checkFilter(source string) error
	// forgetFilters reads the filters in force anew.
	forgetFilters()
	// narrow lists what passes the filters; the selection stays on what it was on.
	narrow()
	// selectMatch selects the next row in a direction that is looked for; with 0 this one will do.
	selectMatch(dir int) bool
	selectedKey() rowKey
	selectKey(key rowKey)
	drawRows(d *look, w, h int) []cell.Row
	searchTitle(d *look) []cell.Span
}

// rowKey is what a selection stays on: a client's number, or a name.
type rowKey struct {
	number int
	name   string
}

// fleetTable is a list of things of one kind. What it lists is drawn only where it is in sight.
type fleetTable[T any] struct {
	all, rows []T
	search    listSearch
	filter    query.Fields[T]
	key       func(T) rowKey                                    // what the selection stays on
	arrange   func([]T) []T                                     // sorts what is left, nil: as it is
	draw      func(d *look, x T, w int, selected bool) cell.Row // one row
	head      func(d *look, shown []T, w int) (row cell.Row)    // the names of the columns, nil for none
	compiled  map[string]func(T) bool                           // filters by their texts
	passing   int                                               // how many pass the filters
	found     []bool                                            // which rows are looked for, nil if nothing is
	selected  int
	chosen    bool // by the user: the selection stays on what it is on, else at the top
	top       int
	height    int
	headRows  int
}

func newFleetTable[T any](filter query.Fields[T], key func(T) rowKey) *fleetTable[T] {
	return &fleetTable[T]{filter: filter, key: key, compiled: map[string]func(T) bool{}}
}

// set lists other things; the selection stays on what it was on.
func (t *fleetTable[T]) set(all []T) {
	t.all = all
	t.narrow()
}

func (t *fleetTable[T]) searching() *listSearch { return &t.search }

func (t *fleetTable[T]) fieldNames() []string { return t.filter.Names }

// matcher returns what a filter lets through, nil for one that cannot be read.
func (t *fleetTable[T]) matcher(source string) func(T) bool {
	match, ok := t.compiled[source]
	if !ok {
		match, _ = t.filter.Parse(source)
		if len(t.compiled) > 100 {
			clear(t.compiled)
		}
		t.compiled[source] = match
	}
	return match
}

func (t *fleetTable[T]) checkFilter(source string) error {
	_, err := t.filter.Parse(source)
	return err
}

func (t *fleetTable[T]) forgetFilters() {
	clear(t.compiled)
	t.narrow()
}

func (t *fleetTable[T]) narrow() {
	selected := t.selectedKey()
	var filters []func(T) bool
	for _, source := range append(t.search.filters[:len(t.search.filters):len(t.search.filters)], t.search.draft) {
		if match := t.matcher(source); source != "" && match != nil {
			filters = append(filters, match)
		}
	}
	t.rows = nil
	for _, x := range t.all {
		if passesAll(filters, x) {
			t.rows = append(t.rows, x)
		}
	}
	t.passing = len(t.rows)
	if t.arrange != nil {
		t.rows = t.arrange(t.rows)
	}
	if t.chosen {
		t.selectKey(selected)
	}
	t.find()
}

func passesAll[T any](filters []func(T) bool, x T) bool {
	for _, match := range filters {
		if !match(x) {
			return false
		}
	}
	return true
}

// find finds the rows that are looked for.
func (t *fleetTable[T]) find() {
	t.found = nil
	match := t.matcher(t.search.wanted)
	if t.search.wanted == "" || match == nil {
		return
	}
	t.found = make([]bool, len(t.rows))
	for i, x := range t.rows {
		t.found[i] = match(x)
	}
}

func (t *fleetTable[T]) selectMatch(dir int) bool {
	t.find()
	n := len(t.rows)
	step, from := 1, t.selected
	if dir != 0 {
		step, from = dir, t.selected+dir
	}
	for k := range len(t.found) {
		if i := ((from+k*step)%n + n) % n; t.found[i] {
			t.selected, t.chosen = i, true
			return true
		}
	}
	return false
}

// searchTitle returns what narrows the list, how much is left, and what is found.
func (t *fleetTable[T]) searchTitle(d *look) []cell.Span {
	at, matches := 0, 0
	for i, found := range t.found {
		if matches += btoi(found); found && i == t.selected {
			at = matches
		}
	}
	return t.search.titleSpans(d, t.passing, len(t.all), at, matches)
}

// selectedKey returns what is selected, zero if nothing is.
func (t *fleetTable[T]) selectedKey() rowKey {
	if t.selected < len(t.rows) {
		return t.key(t.rows[t.selected])
	}
	return rowKey{}
}

// selectKey selects something, if it is listed.
func (t *fleetTable[T]) selectKey(key rowKey) {
	for i, x := range t.rows {
		if t.key(x) == key {
			t.selected, t.chosen = i, true
			return
		}
	}
	t.selected = max(min(t.selected, len(t.rows)-1), 0)
}

// current returns what is selected.
func (t *fleetTable[T]) current() (x T, ok bool) {
	if t.selected >= len(t.rows) {
		return x, false
	}
	return t.rows[t.selected], true
}

func (t *fleetTable[T]) moveBy(by int) {
	by = min(max(by, -len(t.rows)), len(t.rows))
	t.selected, t.chosen = max(min(t.selected+by, len(t.rows)-1), 0), true
}

func (t *fleetTable[T]) pageSize() int { return max(t.height, 1) }

func (t *fleetTable[T]) selectRow(row int) bool {
	i := t.top + row - t.headRows
	if row < t.headRows || i >= len(t.rows) {
		return false
	}
	t.selected, t.chosen = i, true
	return true
}

func (t *fleetTable[T]) drawRows(d *look, w, h int) []cell.Row {
	t.headRows = btoi(t.head != nil && h >= 5)
	t.height = h - t.headRows
	t.top = scrollTop(t.top, t.selected, t.height, len(t.rows))
	shown := t.rows[t.top:min(t.top+max(t.height, 0), len(t.rows))]
	out := make([]cell.Row, 0, h)
	if t.head != nil {
		row := t.head(d, shown, w) // it lays the columns out, too
		if t.headRows > 0 {
			out = append(out, row)
		}
	}
	for i, x := range shown {
		out = append(out, t.draw(d, x, w, t.top+i == t.selected))
	}
	if len(t.rows) == 0 && t.search.narrows() && h > 0 {
		l := cell.NewBuilder(w, "")
		l.Put(d.th.Faint, "  No rows match the filter; "+d.keys.hint(actRemoveChip)+" removes it")
		out = append(out, l.Row())
	}
	return cell.FillRows(out, w, h)
}
