package parsers

import (
	"bytes"
	"fmt"
	"strings"
)

// element is a piece of a pattern: a literal, or a hole.
type element struct {
	literal  string
	holeName string   // the hole's type by name
	hole     holeFunc // nil for a literal and for free text
	isText   bool     // text up to what follows
	field    fieldSet
}

// writes reports whether reading a segment leaves something in the scratch.
func (s *element) writes() bool {
	return s.field != 0 || s.hole != nil && s.holeName != "guid" && s.holeName != "int" && s.holeName != "word" && s.holeName != "length"
}

// pattern is one wording of a rule, compiled; in a tree it has only the segments that the tree does
// not read.
type pattern struct {
	rule      *rule
	elements  []element
	openEnded bool // anything may follow
	writes    bool // one of its segments does
}

// compile turns a rule's line into its wordings: one for each way to leave out what may be missing.
func compile(r *rule) ([]*pattern, error) {
	var all []*pattern
	for _, line := range wordings(r.line) {
		p, err := parsePattern(line)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.line, err)
		}
		p.rule = r
		all = append(all, p)
	}
	return all, nil
}

// wordings expands «…», the longest wording first.
func wordings(line string) []string {
	from := strings.Index(line, "«")
	if from < 0 {
		return []string{line}
	}
	to := strings.Index(line, "»")
	before, within, after := line[:from], line[from+len("«"):to], line[to+len("»"):]
	return append(wordings(before+within+after), wordings(before+after)...)
}

func parsePattern(line string) (*pattern, error) {
	p := &pattern{}
	for strings.Contains(line, "  ") {
		line = strings.ReplaceAll(line, "  ", " ") // a blank stands for any run of them
	}
	if s, ok := strings.CutSuffix(line, "…"); ok {
		p.openEnded, line = true, s
	}
	for line != "" {
		from, to, seg, err := nextHole(line)
		if err != nil {
			return nil, err
		}
		if from > 0 {
			p.elements = append(p.elements, element{literal: line[:from]})
		}
		if to > from {
			p.elements = append(p.elements, seg)
		}
		line = line[to:]
	}
	return p, nil
}

// nextHole finds the next <field:type>; from and to are len(line) if there is none. Any other
// bracket is part of the text.
func nextHole(line string) (from, to int, s element, err error) {
	for at := 0; ; {
		i := strings.IndexByte(line[at:], '<')
		if i < 0 {
			return len(line), len(line), s, nil
		}
		from = at + i
		end := strings.IndexByte(line[from:], '>')
		if end < 0 {
			return len(line), len(line), s, nil
		}
		to = from + end + 1
		name, kind, ok := strings.Cut(line[from+1:to-1], ":")
		f, known := fieldNames[name]
		if !ok || !known {
			at = from + 1
			continue
		}
		if kind == "text" {
			return from, to, element{isText: true, field: f}, nil
		}
		hole, known := holeFuncs[kind]
		if !known {
			return 0, 0, s, fmt.Errorf("no hole type %q", kind)
		}
		return from, to, element{holeName: kind, hole: hole, field: f}, nil
	}
}

// match reads msg into e. Texts with several possible ends are tried from the shortest.
func match(segments []element, open bool, msg []byte, e *scratch) bool {
	for i, s := range segments {
		switch {
		case s.isText:
			return matchFree(segments[i:], open, msg, e)
		case s.hole != nil:
			n := s.hole(msg, s.field, e)
			if n < 0 {
				return false
			}
			msg = msg[n:]
		default:
			n := matchLiteral(s.literal, msg)
			if n < 0 {
				return false
			}
			msg = msg[n:]
		}
	}
	return open || onlyStopsLeft(msg)
}

// onlyStopsLeft reports whether nothing is left of a message but blanks and full stops.
func onlyStopsLeft(msg []byte) bool {
	for _, c := range msg {
		if c != '.' && c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			return false
		}
	}
	return true
}

func matchFree(segments []element, open bool, msg []byte, e *scratch) bool {
	s, rest := segments[0], segments[1:]
	set := func(n int) {
		e.setText(s.field, bytes.TrimSpace(msg[:n]))
	}
	if len(rest) == 0 {
		set(len(msg))
		return true
	}
	first := rest[0].literal
	for at := 0; at <= len(msg); at++ {
		if first != "" {
			i := bytes.IndexByte(msg[at:], first[0])
			if i < 0 {
				return false
			}
			at += i
		}
		if match(rest, open, msg[at:], e) {
			set(at)
			return true
		}
	}
	return false
}

// matchLiteral returns the length of literal at the head of msg, -1 if it is not there. A blank
// takes a run of blanks and line breaks.
func matchLiteral(literal string, msg []byte) int {
	at := 0
	for i := 0; i < len(literal); i++ {
		c := literal[i]
		if c == ' ' {
			k := countBlanks(msg[at:])
			if k == 0 {
				return -1
			}
			at += k
			continue
		}
		if at >= len(msg) || msg[at] != c {
			return -1
		}
		at++
	}
	return at
}

func countBlanks(s []byte) int {
	k := 0
	for k < len(s) && (s[k] == ' ' || s[k] == '\t' || s[k] == '\r' || s[k] == '\n') {
		k++
	}
	return k
}
