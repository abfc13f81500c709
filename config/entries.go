package config

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
)

// entry is one key of a document with its value, and the line it begins in. The head of a section is an entry too; its
// value is an empty table.
type entry struct {
	path  []string // for [[highlights]] with its place among them: highlights, 0, match
	value any
	line  int
	// listed: it stands below a [[head]], or is one.
	listed bool
}

// entries takes a document apart, in its own order. The TOML library says where a wrong text is wrong, but not where a key
// stands in a right one: so it checks the document as a whole, and is then given one statement after the other. A
// statement is as many lines as make a document on their own.
func entries(text string) ([]entry, error) {
	text = strings.TrimPrefix(text, "\uFEFF")
	if err := toml.Unmarshal([]byte(text), &map[string]any{}); err != nil {
		return nil, syntaxError(err)
	}
	d := dissection{count: map[string]int{}}
	statement, from, line := "", 1, 0
	for l := range strings.Lines(text) {
		line++
		goesOn := statement != ""
		statement += l
		if goesOn && !mayEnd(l) {
			continue
		}
		var tree map[string]any
		meta, err := toml.Decode(statement, &tree)
		if err != nil {
			continue // it goes on
		}
		d.add(strings.TrimSpace(statement), tree, meta.Keys(), from)
		statement, from = "", line+1
	}
	return d.entries, nil
}

// mayEnd says whether a statement of several lines may end with this one: what goes over several lines is a list or a text.
func mayEnd(line string) bool {
	return strings.ContainsAny(line, "]}") || strings.Contains(line, `"""`) || strings.Contains(line, "'''")
}

// dissection is a document on its way into entries.
type dissection struct {
	entries []entry
	section []string
	listed  bool
	count   map[string]int // how many of each [[section]] there were
}

func (d *dissection) add(statement string, tree map[string]any, keys []toml.Key, line int) {
	switch {
	case len(keys) == 0: // a comment, an empty line
	case strings.HasPrefix(statement, "[["):
		name := keys[0].String()
		d.section = append(slices.Clone(keys[0]), strconv.Itoa(d.count[name]))
		d.count[name]++
		d.listed = true
		d.put(d.section, map[string]any{}, line)
	case strings.HasPrefix(statement, "["):
		d.section, d.listed = keys[0], false
		d.put(d.section, map[string]any{}, line)
	default:
		d.flatten(d.section, tree, line)
	}
}

// flatten adds the values of a tree that stands in one statement.
func (d *dissection) flatten(path []string, tree map[string]any, line int) {
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		below := append(slices.Clone(path), name)
		if t, ok := tree[name].(map[string]any); ok && len(t) > 0 {
			d.flatten(below, t, line)
			continue
		}
		d.put(below, tree[name], line)
	}
}

func (d *dissection) put(path []string, value any, line int) {
	d.entries = append(d.entries, entry{path, value, line, d.listed})
}

// syntaxError says what the TOML library says, without the words around it.
func syntaxError(err error) error {
	var wrong toml.ParseError
	if errors.As(err, &wrong) {
		return &Error{Line: max(wrong.Position.Line, 1), Text: wrong.Message}
	}
	return err
}
