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

// entry is one key of a TOML document with its value and its line. The header of a section is an
// entry too; its value is an empty table.
type entry struct {
	path    []string // behind the name of a [[section]] comes its index: highlights, 0, match
	value   any
	line    int
	inArray bool // it stands in a [[section]], or is its header
}

// index returns the index behind the name of the [[section]] that an entry stands in. It is negative
// if a name stands there instead: below [section], any text may be one.
func (e entry) index() int {
	i, err := strconv.Atoi(e.path[1])
	if err != nil {
		return -1
	}
	return i
}

// parseEntries returns the entries of a document in the order in which they stand there. It reads
// the text twice: the library's decoder knows the values and what is wrong with them, its parser
// knows where the keys stand.
func parseEntries(text []byte) ([]entry, error) {
	p := entryParser{text: text, line: 1, counts: map[string]int{}}
	if err := decode(text, &p.tree); err != nil {
		return nil, err
	}
	var parser unstable.Parser
	parser.Reset(text)
	for parser.NextExpression() {
		p.addExpression(parser.Expression())
	}
	return p.entries, parser.Error()
}

// decode decodes a document into v. A mistake in the document is an *Error with its line.
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
	tree    map[string]any // the values
	entries []entry

	section []string       // the path of the header read last
	inArray bool           // whether the section is in a [[section]]
	counts  map[string]int // how many of each [[section]] there were, by its path

	offset, line int // of the key read last
}

// addExpression adds a header, or a key with its value.
func (p *entryParser) addExpression(e *unstable.Node) {
	if e.Kind == unstable.KeyValue {
		p.addKeyValue(p.section, e)
		return
	}
	p.section, p.inArray = nil, false
	for key := e.Key(); key.Next(); {
		p.section = append(p.section, p.readName(key.Node()))
		array := fmt.Sprintf("%q", p.section)
		if e.Kind == unstable.ArrayTable && key.IsLast() {
			p.counts[array]++
		}
		if n := p.counts[array]; n > 0 {
			p.section, p.inArray = append(p.section, strconv.Itoa(n-1)), true
		}
	}
	p.addEntry(p.section, map[string]any{})
}

// addKeyValue adds a key that stands below a path. Of an inline table it adds the keys in it.
func (p *entryParser) addKeyValue(path []string, n *unstable.Node) {
	path = slices.Clone(path)
	for key := n.Key(); key.Next(); {
		path = append(path, p.readName(key.Node()))
	}
	value := n.Value()
	if value.Kind != unstable.InlineTable || value.Child() == nil {
		p.addEntry(path, valueAt(p.tree, path))
		return
	}
	for below := value.Children(); below.Next(); {
		p.addKeyValue(path, below.Node())
	}
}

// readName returns one name of a key, and counts the lines up to it.
func (p *entryParser) readName(key *unstable.Node) string {
	next := int(key.Raw.Offset)
	p.line += bytes.Count(p.text[p.offset:next], []byte("\n"))
	p.offset = next
	return string(key.Data)
}

func (p *entryParser) addEntry(path []string, value any) {
	p.entries = append(p.entries, entry{path, value, p.line, p.inArray})
}

// valueAt returns the value at a path below another one.
func valueAt(value any, path []string) any {
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
