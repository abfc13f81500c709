package ui

import (
	"strings"

	"charm.land/bubbles/v2/key"
)

// keymap is the actions with the keys that they have on this screen. It does not change.
type keymap struct {
	actions []*action // in the order in which help lists them
	byKey   map[string]*action
	byID    map[actionID]*action
}

// newKeymap makes the keymap of a screen whose user has given some actions other keys.
func newKeymap(changed map[string][]string) *keymap { return keymapOf(bindActions(changed)) }

// keymapOf makes the keymap of some actions.
func keymapOf(actions []*action) *keymap {
	k := &keymap{actions: actions, byKey: map[string]*action{}, byID: map[actionID]*action{}}
	for _, act := range k.actions {
		k.byID[act.id] = act
	}
	for i, act := range k.actions {
		if h := act.Help(); strings.Contains(h.Desc, "{") {
			named := *act
			named.Binding = key.NewBinding(key.WithKeys(act.Keys()...), key.WithHelp(h.Key, k.putKeys(h.Desc)))
			act = &named
		}
		k.actions[i], k.byID[act.id] = act, act
		for _, pressed := range act.Keys() {
			k.byKey[pressed] = act
		}
	}
	return k
}

// putKeys puts keys into a text that has names of actions in braces: "{copy} copies it".
func (k *keymap) putKeys(s string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "{")
		b.WriteString(before)
		id, after, closed := strings.Cut(rest, "}")
		if !found || !closed {
			return b.String()
		}
		b.WriteString(k.text(actionID(id)))
		s = after
	}
}

// key returns an action's first key as the screen shows it, "" if it has none.
func (k *keymap) key(id actionID) string {
	first, _, _ := strings.Cut(k.byID[id].Help().Key, " ")
	return first
}

// text returns the same for a sentence, which says how to call an action that has no key.
func (k *keymap) text(id actionID) string {
	if first := k.key(id); first != "" {
		return first
	}
	return ":" + string(id)
}

// hint returns an action's first key in brackets, which keep it from being read as a value; "" if it
// has none.
func (k *keymap) hint(ids ...actionID) string {
	if keys := k.label(ids...); keys != "" {
		return "<" + keys + ">"
	}
	return ""
}

// label returns the first keys of some actions, without those that have none.
func (k *keymap) label(ids ...actionID) string {
	var keys []string
	for _, id := range ids {
		if first := k.key(id); first != "" {
			keys = append(keys, first)
		}
	}
	return strings.Join(joinDigits(keys), " ")
}

// joinDigits writes three digits or more that follow each other as the first and the last of them.
func joinDigits(keys []string) (out []string) {
	for len(keys) > 0 {
		n := 1
		for n < len(keys) && isDigit(keys[n-1]) && isDigit(keys[n]) && keys[n][0] == keys[n-1][0]+1 {
			n++
		}
		if n >= 3 {
			out = append(out, keys[0]+"-"+keys[n-1])
		} else {
			out = append(out, keys[:n]...)
		}
		keys = keys[n:]
	}
	return out
}

func isDigit(s string) bool { return len(s) == 1 && s[0] >= '0' && s[0] <= '9' }

// hints returns hints with the keys of this screen, without those whose actions have none.
func (k *keymap) hints(all []keyHint) (out []hint) {
	for _, h := range all {
		if keys := k.label(h.actions...); keys != "" {
			out = append(out, hint{keys, h.what})
		}
	}
	return out
}
