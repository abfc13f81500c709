package parsers

import (
	"bytes"
	"fmt"
	"strings"
)

// element is a part of a pattern: a literal or a hole.
type element struct {
	literal  string   // "" for a hole
	holeName string   // the name of the hole's type
	hole     holeFunc // nil for a literal and for free text
	isText   bool     // free text
	derive   func(value []byte, e *scratch)
	field    fieldSet // the field that the hole fills
}

// writes reports whether matching the element stores something in the scratch.
func (e *element) writes() bool { return e.field != 0 || holeTypes[e.holeName].always != 0 }

// pattern is a compiled wording of a rule, a wording being the line with or without each of its
// optional parts. A pattern in a tree holds only the elements that follow the path to it.
type pattern struct {
	rule      *rule
	elements  []element
	openEnded bool // anything may follow
	writes    bool // one of its elements writes
}

// compile returns the patterns of a rule, one for each of its wordings, without and with each of
// the prefixes. It fails if a hole has an unknown type, or a field that is unknown or that its type
// cannot fill.
func compile(r *rule, prefixes ...prefix) ([]*pattern, error) {
	var all []*pattern
	for _, line := range r.wordings(prefixes) {
		p, err := parsePattern(line)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.line, err)
		}
		p.rule = r
		all = append(all, p)
	}
	return all, nil
}

// wordings returns all wordings of a rule, without and with each of the prefixes.
func (r *rule) wordings(prefixes []prefix) []string {
	all := wordings(r.line)
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(r.line, p.replaces); ok {
			all = append(all, wordings(p.text+rest)...)
		}
	}
	return all
}

// wordings returns all wordings of a line: with and without each optional part, the longest first.
func wordings(line string) []string {
	from := strings.Index(line, "«")
	if from < 0 {
		return []string{line}
	}
	to := strings.Index(line, "»")
	before, within, after := line[:from], line[from+len("«"):to], line[to+len("»"):]
	return append(wordings(before+within+after), wordings(before+after)...)
}

// parsePattern parses a wording.
func parsePattern(line string) (*pattern, error) {
	p := &pattern{}
	for strings.Contains(line, "  ") {
		line = strings.ReplaceAll(line, "  ", " ") // one blank matches any run of them
	}
	if s, ok := strings.CutSuffix(line, "…"); ok {
		p.openEnded, line = true, s
	}
	for line != "" {
		from, to, hole, err := nextHole(line)
		if err != nil {
			return nil, err
		}
		if from > 0 {
			p.elements = append(p.elements, element{literal: line[:from]})
		}
		if to > from {
			p.elements = append(p.elements, hole)
		}
		line = line[to:]
	}
	return p, nil
}

// nextHole returns the first hole of a line, line[from:to]; from and to are len(line) if there is
// none. Angle brackets that enclose anything else are part of the text.
func nextHole(line string) (from, to int, hole element, err error) {
	for at := 0; ; at = from + 1 {
		i := strings.IndexByte(line[at:], '<')
		if i < 0 {
			return len(line), len(line), hole, nil
		}
		from = at + i
		n := strings.IndexByte(line[from:], '>')
		if n < 0 {
			return len(line), len(line), hole, nil
		}
		to = from + n + 1
		field, typ, ok := strings.Cut(line[from+1:to-1], ":")
		_, isField := fieldNames[field]
		_, isType := holeTypes[typ]
		if ok && (isField || isType && isWord(field)) {
			hole, err = newHole(field, typ)
			return from, to, hole, err
		}
	}
}

// isWord reports whether s consists of letters, digits and underscores.
func isWord(s string) bool {
	for i := range len(s) {
		if !isWordByte(s[i]) {
			return false
		}
	}
	return s != ""
}

// newHole returns the hole <field:type>.
func newHole(field, typ string) (element, error) {
	f, isField := fieldNames[field]
	t, isType := holeTypes[typ]
	switch {
	case !isField:
		return element{}, fmt.Errorf("<%s:%s>: there is no field %q", field, typ, field)
	case !isType:
		return element{}, fmt.Errorf("<%s:%s>: there is no type %q", field, typ, typ)
	case f&^t.fields != 0:
		return element{}, fmt.Errorf("<%s:%s>: a value of type %q cannot fill the field %q", field, typ, typ, field)
	}
	return element{holeName: typ, hole: t.read, isText: t.read == nil, derive: t.derive, field: f}, nil
}

// outcome is how a message compares with elements.
type outcome uint8

const (
	differs  outcome = iota
	matches          // the elements match
	hopeless         // they match no later part of the message either
)

// match reports whether elements match msg, all of it unless openEnded, and stores the values of
// their holes in e. A free text is as short as possible. After a failure e holds some of the
// values.
func match(elements []element, openEnded bool, msg []byte, e *scratch) outcome {
	for i := range elements {
		el := &elements[i]
		n := 0
		switch {
		case el.isText:
			return matchText(elements[i:], openEnded, msg, e)
		case el.hole != nil:
			n = el.hole(msg, el.field, e)
		default:
			n = matchLiteral(el.literal, msg)
		}
		if n < 0 {
			return differs
		}
		msg = msg[n:]
	}
	if openEnded || onlyStopsLeft(msg) {
		return matches
	}
	return differs
}

// onlyStopsLeft reports whether the rest of a message consists of full stops and white space.
func onlyStopsLeft(msg []byte) bool {
	for _, c := range msg {
		if c != '.' && c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			return false
		}
	}
	return true
}

// matchText returns match for elements that begin with a free text. If they do not match they are
// hopeless, since the text has been tried with all its ends. It gives up as soon as the elements
// after the text are hopeless, which keeps the time linear however many texts there are.
func matchText(elements []element, openEnded bool, msg []byte, e *scratch) outcome {
	text, rest := &elements[0], elements[1:]
	if len(rest) == 0 {
		text.read(msg, e)
		return matches
	}
	first := rest[0].literal
	if first != "" {
		rest = rest[1:]
	}
	for at := 0; at <= len(msg); at++ {
		n := 0
		if first != "" {
			i := indexStart(msg[at:], first[0])
			if i < 0 {
				break
			}
			at += i
			n = matchLiteral(first, msg[at:])
		}
		if n >= 0 {
			o := match(rest, openEnded, msg[at+n:], e)
			if o == matches {
				text.read(msg[:at], e)
				return matches
			}
			if o == hopeless {
				break
			}
		}
		if first != "" && first[0] == ' ' {
			at += countBlanks(msg[at:]) - 1 // the literal's blank has matched all of them
		}
	}
	return hopeless
}

// read stores the value of a free text.
func (e *element) read(value []byte, s *scratch) {
	value = bytes.TrimSpace(value)
	s.setText(e.field, value)
	if e.derive != nil {
		e.derive(value, s)
	}
}

// indexStart returns the index of the first byte of s with which a literal that begins with c can
// match, -1 if there is none.
func indexStart(s []byte, c byte) int {
	if c != ' ' {
		return bytes.IndexByte(s, c)
	}
	for i, b := range s {
		if b == ' ' || b == '\t' || b == '\r' || b == '\n' {
			return i
		}
	}
	return -1
}

// matchLiteral returns how many bytes of msg the literal matches, -1 if msg does not begin with it.
// A blank in the literal matches a run of white space.
func matchLiteral(literal string, msg []byte) int {
	at := 0
	for i := 0; i < len(literal); i++ {
		c := literal[i]
		if c == ' ' {
			n := countBlanks(msg[at:])
			if n == 0 {
				return -1
			}
			at += n
			continue
		}
		if at >= len(msg) || msg[at] != c {
			return -1
		}
		at++
	}
	return at
}

// countBlanks returns the length of the white space that s begins with.
func countBlanks(s []byte) int {
	n := 0
	for n < len(s) && (s[n] == ' ' || s[n] == '\t' || s[n] == '\r' || s[n] == '\n') {
		n++
	}
	return n
}
