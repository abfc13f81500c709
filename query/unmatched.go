package query

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"

	"ccmtail/store"
)

// Unmatched returns a hint for each log: and component: of an expression that no log or component of
// any of some clients has, with the nearest name that there is.
func Unmatched(m Matcher, clients ...*store.Records) (hints []string) {
	switch m := m.(type) {
	case All:
		for _, one := range m {
			hints = append(hints, Unmatched(one, clients...)...)
		}
	case Any:
		for _, one := range m {
			hints = append(hints, Unmatched(one, clients...)...)
		}
	case notMatcher:
		return Unmatched(m.Matcher, clients...)
	case nameMatcher:
		names := namesOf(m.field, clients)
		if len(names) == 0 || slices.ContainsFunc(names, m.matchesName) {
			return nil
		}
		hint := fmt.Sprintf("no %s has %q in its name", m.field, m.substring)
		if nearest := nearestName(m.substring, names); nearest != "" {
			hint += fmt.Sprintf(" – did you mean %s:%s?", m.field, nearest)
		}
		return []string{hint}
	}
	return hints
}

// namesOf returns the names of the logs or components of some clients.
func namesOf(field string, clients []*store.Records) (names []string) {
	for _, r := range clients {
		if field == "component" {
			names = append(names, r.Components()...)
			continue
		}
		for _, l := range r.Logs() {
			names = append(names, l.Name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// nearestName returns the name that a text is most likely meant to be, "" if none is near.
func nearestName(text string, names []string) (nearest string) {
	best := 1 + len(text)/3
	for _, n := range names {
		bare := strings.ToLower(strings.TrimSuffix(n, ".log"))
		if d := editDistance(strings.TrimSuffix(text, ".log"), bare); d < best {
			nearest, best = n, d
		}
	}
	if nearest == "" {
		if found := fuzzy.Find(text, names); len(found) > 0 {
			return found[0].Str
		}
	}
	return nearest
}
