package config

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// entry is one key of a document with its value, and the line it stands in. The head of a table is an entry too; its
// value is an empty table.
type entry struct {
	path  []string // behind the name of a [[head]] comes its index: highlights, 0, match
	value any
	line  int
	// listed: it stands below a [[head]], or is one.
	listed bool
}

// entries parses a document and returns its entries in the order in which they stand in it. The values are the
// library's decoder's; its parser tells where each key stands.
func entries(text []byte) ([]entry, error) {
	var tree map[string]any
	if err := decode(text, &tree); err != nil {
		return nil, err
	}
	p := entryParser{text: text, tree: tree, arrays: map[string]int{}, line: 1}
	var parser unstable.Parser
	parser.Reset(text)
	for parser.NextExpression() {
		p.addExpression(parser.Expression())
	}
	return p.entries, parser.Error()
}

// decode decodes a document into v. What is wrong with the document is an *Error with its line.
func decode(text []byte, v any) error {
	err := toml.Unmarshal(text, v)
	var wrong *toml.DecodeError
	if errors.As(err, &wrong) {
		line, _ := wrong.Position()
		return &Error{Line: line, Text: strings.TrimPrefix(wrong.Error(), "toml: ")}
	}
	return err
}

// entryParser pairs the keys of a document with their values.
type entryParser struct {
	text    []byte
	tree    map[string]any
	entries []entry
	section []string       // the path of the last head
	listed  bool           // the section is in an array of tables
	arrays  map[string]int // by the path of an array of tables, how many of them there were
	offset  int            // of the last key
	line    int            // at offset
}

// addExpression adds what one statement of the document says.
func (p *entryParser) addExpression(e *unstable.Node) {
	if e.Kind == unstable.KeyValue {
		p.addKeyValue(p.section, e)
		return
	}
	p.section, p.listed = nil, false
	for key := e.Key(); key.Next(); {
		p.moveTo(key.Node())
		p.section = append(p.section, string(key.Node().Data))
		name := fmt.Sprintf("%q", p.section)
		if e.Kind == unstable.ArrayTable && key.IsLast() {
			p.arrays[name]++
		}
		if n := p.arrays[name]; n > 0 {
			p.section, p.listed = append(p.section, strconv.Itoa(n-1)), true
		}
	}
	p.add(p.section, map[string]any{})
}

// addKeyValue adds a key below a path. An inline table is taken for the keys in it.
func (p *entryParser) addKeyValue(path []string, n *unstable.Node) {
	path = slices.Clone(path)
	for key := n.Key(); key.Next(); {
		path = append(path, string(key.Node().Data))
	}
	p.moveTo(n.Value().Next())
	value := n.Value()
	if value.Kind != unstable.InlineTable || value.Child() == nil {
		p.add(path, lookUp(p.tree, path))
		return
	}
	for below := value.Children(); below.Next(); {
		p.addKeyValue(path, below.Node())
	}
}

// moveTo counts the lines up to a key.
func (p *entryParser) moveTo(key *unstable.Node) {
	next := int(key.Raw.Offset)
	p.line += bytes.Count(p.text[p.offset:next], []byte("\n"))
	p.offset = next
}

func (p *entryParser) add(path []string, value any) {
	p.entries = append(p.entries, entry{path, value, p.line, p.listed})
}

// lookUp returns the value at a path.
func lookUp(value any, path []string) any {
	for _, name := range path {
		switch v := value.(type) {
		case map[string]any:
			value = v[name]
		case []any:
			i, _ := strconv.Atoi(name)
			value = v[i]
		}
	}
	return value
}
