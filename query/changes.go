package query

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ccmtail/model/event"
	"ccmtail/store"
)

// Change is what an expression can ask about a change of a client.
type Change struct {
	// Text is what words and patterns are looked for in.
	Text []byte
	// Kind is what has changed, State what it has become.
	Kind, State string
	KB, Log     string
	// IDs are those of what has changed.
	IDs []event.GUID
	At  time.Time
}

// ChangeWords are the values that kind: and state: can have.
type ChangeWords struct{ Kinds, States []string }

// changeFields are the names that a term about changes can have beside those about records, and
// recordFields the names that it cannot have.
var (
	changeFields  = []string{"kind", "state"}
	onlyOfRecords = []string{"component", "thread", "level"}
)

// ParseChanges reads an expression about changes. It is one of [Parse], with the terms kind:NAME and
// state:NAME, and without those about what only a record has.
func ParseChanges(source string, saved Saved, parseTime TimeParser, words ChangeWords) (ChangeFilter, error) {
	p := newParser(saved, parseTime)
	p.changes = &words
	m, err := p.parseExpression(source)
	return ChangeFilter{m}, err
}

// ChangeFilter says which changes match. It never changes.
type ChangeFilter struct{ m Matcher }

// Match reports whether a change matches.
func (f ChangeFilter) Match(c *Change) bool { return matchChange(f.m, c) }

func matchChange(m Matcher, c *Change) bool {
	matches := func(one Matcher) bool { return matchChange(one, c) }
	switch m := m.(type) {
	case All:
		return !slices.ContainsFunc(m, func(one Matcher) bool { return !matches(one) })
	case Any:
		return slices.ContainsFunc(m, matches)
	case notMatcher:
		return !matches(m.Matcher)
	case textMatcher:
		return m.index(c.Text) >= 0
	case regexpMatcher:
		return m.Regexp.Match(c.Text)
	case articleMatcher:
		return c.KB == string(m.number.lower)
	case IDs:
		return slices.ContainsFunc(c.IDs, func(id event.GUID) bool { return m[id] })
	case idBeginning:
		return m.index(c.Text) >= 0 || slices.ContainsFunc(c.IDs, func(id event.GUID) bool { return strings.HasPrefix(id.String(), m.begin) })
	case nameMatcher:
		return m.matchesName(c.Log)
	case timeMatcher:
		return !c.At.Before(m.from) && (m.to.IsZero() || !c.At.After(m.to))
	case changeWord:
		return m.is(c)
	}
	return false
}

// changeWord matches changes of a kind, or into a state. It matches no record.
type changeWord struct{ field, name string }

// Match implements Matcher.
func (changeWord) Match(*store.Records, event.RecordID) bool { return false }

func (w changeWord) is(c *Change) bool {
	if w.field == "kind" {
		return w.name == c.Kind
	}
	return w.name == c.State
}

// parse returns the matcher of a kind or a state.
func (w *ChangeWords) parse(field, value string) (Matcher, error) {
	names := w.States
	if field == "kind" {
		names = w.Kinds
	}
	for _, name := range names {
		if strings.EqualFold(name, value) {
			return changeWord{field, name}, nil
		}
	}
	return nil, fmt.Errorf("%s: use %s", field, strings.Join(names, ", "))
}

// fields returns the names that a term can begin with.
func (p parser) fields() fieldNames {
	if p.changes == nil {
		return recordFields
	}
	return slices.Concat(recordFields, changeFields)
}

// ofRecords is what an expression is about, in the plural.
const ofRecords = "log lines"

// of returns what the expression is about, in the plural.
func (p parser) of() string {
	if p.changes == nil {
		return ofRecords
	}
	return "changes"
}

// parseFieldOfChange returns the matcher of a name and its value in an expression about changes; ok is
// false for a name that means the same for records.
func (p parser) parseFieldOfChange(name, value string) (m Matcher, ok bool, err error) {
	switch {
	case p.changes == nil:
		return nil, false, nil
	case slices.Contains(changeFields, name):
		m, err = p.changes.parse(name, value)
		return m, true, err
	case slices.Contains(onlyOfRecords, name):
		return nil, true, fmt.Errorf("%s: only records have one; use kb: guid: log: kind: state: re: after: or before: for changes", name)
	}
	return nil, false, nil
}
