package config

import (
	"fmt"
	"slices"
)

// formerActions are what actions were called before, and are called now.
var formerActions = map[string]string{"service window": "maintenance window", "reboots": "restarts"}

// addKeys adds the keys that an action is given instead of its own.
func (r *fileReader) addKeys(e entry) error {
	name := e.path[1]
	if now := formerActions[name]; now != "" {
		name = now
	}
	var actions []string
	for _, a := range r.vocabulary.Actions(nil) {
		actions = append(actions, a.Name)
	}
	if !slices.Contains(actions, name) {
		return fmt.Errorf("keys: unknown action %q%s; ccmtail config lists all actions",
			name, suggestion(name, actions))
	}
	written, err := stringList(e.value)
	if err != nil {
		return fmt.Errorf("keys.%s: %w", name, err)
	}
	keys := []string{}
	for _, w := range written {
		if w == "" {
			continue // none
		}
		k, err := r.vocabulary.Key(w)
		if err != nil {
			return fmt.Errorf("keys.%s: %w", name, err)
		}
		if other, twice := r.boundKeys[k]; twice {
			return fmt.Errorf("keys.%s: %q is already bound in line %d to %q", name, w, other.line, other.path[1])
		}
		r.boundKeys[k] = e
		keys = append(keys, k)
	}
	r.Keys[name] = keys
	r.Origins["keys."+name] = Origin{Kind: File, Line: e.line}
	return nil
}
