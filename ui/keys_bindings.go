package ui

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
)

// Binding is an action, by its name in the palette, and its keys.
type Binding struct {
	Name string
	Keys []string
}

// Bindings returns all actions with their keys, given those that have been given others, by name. A
// key that was given away is no longer that of an action which had it by default; an empty list
// takes all keys away.
func Bindings(changed map[string][]string) []Binding {
	var out []Binding
	for _, a := range bindActions(changed) {
		out = append(out, Binding{string(a.id), distinctKeys(a.Keys())})
	}
	return out
}

// bindActions returns the table of actions with the keys they have been given.
func bindActions(changed map[string][]string) []*action {
	given := map[string]bool{}
	for keys := range maps.Values(changed) {
		for _, k := range reportedNames(keys) {
			given[k] = true
		}
	}
	out := make([]*action, len(actionTable))
	for i, a := range actionTable {
		keys, own := changed[string(a.id)]
		if !own {
			keys = slices.DeleteFunc(slices.Clone(a.Keys()), func(k string) bool { return given[k] })
		}
		if !own && len(keys) == len(a.Keys()) {
			out[i] = a
			continue
		}
		again := *a
		again.Binding = key.NewBinding(key.WithKeys(reportedNames(keys)...), key.WithHelp(keyLabels(keys), a.Help().Desc))
		out[i] = &again
	}
	return out
}

// reportedNames returns every name by which terminals report some keys: a capital letter is also
// Shift and the small one.
func reportedNames(keys []string) (all []string) {
	for _, k := range keys {
		all = append(all, k)
		if len(k) == 1 && k[0] >= 'A' && k[0] <= 'Z' {
			all = append(all, "shift+"+strings.ToLower(k))
		}
	}
	return all
}

// distinctKeys returns some keys without the other names they are reported by.
func distinctKeys(keys []string) (out []string) {
	for _, k := range keys {
		if small, ok := strings.CutPrefix(k, "shift+"); ok && len(small) == 1 && slices.Contains(keys, strings.ToUpper(small)) {
			continue
		}
		out = append(out, k)
	}
	return out
}

// keyNames are the keys without a character, and what they are called on the screen.
var keyNames = map[string]string{
	"up": "↑", "down": "↓", "left": "←", "right": "→", "home": "Home", "end": "End", "pgup": "PgUp", "pgdown": "PgDn",
	"enter": "Enter", "esc": "Esc", "tab": "Tab", "backspace": "Backspace", "delete": "Del", "insert": "Ins", "space": "Space",
	"f1": "F1", "f2": "F2", "f3": "F3", "f4": "F4", "f5": "F5", "f6": "F6", "f7": "F7", "f8": "F8", "f9": "F9", "f10": "F10", "f11": "F11", "f12": "F12",
}

// keyAliases are what people also call them.
var keyAliases = map[string]string{
	"pgdn": "pgdown", "pagedown": "pgdown", "pageup": "pgup", "escape": "esc", "return": "enter", "del": "delete", "ins": "insert", " ": "space",
}

// keyLabel returns a key as the screen shows it.
func keyLabel(k string) string {
	mods := ""
	for _, m := range []string{"ctrl", "alt", "shift"} {
		if rest, ok := strings.CutPrefix(k, m+"+"); ok && rest != "" {
			mods, k = mods+strings.ToUpper(m[:1])+m[1:]+"-", rest
		}
	}
	if name := keyNames[k]; name != "" {
		k = name
	}
	return mods + k
}

func keyLabels(keys []string) string {
	var all []string
	for _, k := range distinctKeys(keys) {
		all = append(all, keyLabel(k))
	}
	return strings.Join(all, " ")
}

// ParseKey reads the name of a key as people write it (x, G, Ctrl-f, shift+tab, PgDn, F3) and gives
// back the one by which it is known here.
func ParseKey(name string) (string, error) {
	rest, mods := name, ""
	for _, m := range []string{"ctrl", "alt", "shift"} {
		n := len(m) + 1
		if len(rest) > n && strings.EqualFold(rest[:n-1], m) && (rest[n-1] == '+' || rest[n-1] == '-') {
			rest, mods = rest[n:], mods+m+"+"
		}
	}
	k, err := unmodifiedKey(rest)
	switch letter := utf8.RuneCountInString(k) == 1; {
	case err != nil:
		return "", fmt.Errorf("%q is not a key; use a character or a name such as Enter, Esc, Tab, Space, Up, PgDn or F3, with an optional Ctrl-, Alt- or Shift- prefix", name)
	case !letter || mods == "":
	case mods == "shift+" && strings.ToUpper(k) != strings.ToLower(k):
		return strings.ToUpper(k), nil
	case strings.Contains(mods, "shift+"):
		return "", fmt.Errorf("%q: terminals do not report Shift with this character; use the character that they produce together", name)
	default:
		k = strings.ToLower(k)
	}
	if k = mods + k; sentAs[k] != "" {
		return "", fmt.Errorf("%q: terminals send %s for this key", name, sentAs[k])
	}
	return k, nil
}

// sentAs are keys that reach a program as others.
var sentAs = map[string]string{"ctrl+i": "Tab", "ctrl+m": "Enter", "ctrl+[": "Esc"}

// unmodifiedKey returns a key without the ones held with it.
func unmodifiedKey(name string) (string, error) {
	low := strings.ToLower(name)
	if other := keyAliases[low]; other != "" {
		low = other
	}
	if keyNames[low] != "" {
		return low, nil
	}
	for k, shown := range keyNames {
		if shown == name {
			return k, nil
		}
	}
	if r, n := utf8.DecodeRuneInString(name); n > 0 && n == len(name) && r != utf8.RuneError && unicode.IsPrint(r) {
		return name, nil
	}
	return "", errors.New("not a key")
}
