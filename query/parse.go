package query

import (
	"errors"
	"slices"
	"strings"
	"unicode"
)

var errNothing = errors.New("nothing to look for")

// Parse reads an expression. An error of it is an *Error. Without after: and before: in it, at is not called.
func Parse(source string, at Clock) (Matcher, error) { return Saved(nil).Parse(source, at) }

func (in reading) expression(source string) (Matcher, error) {
	body := piece{text: source}.trimmed()
	inverted := strings.HasPrefix(body.text, "!")
	if inverted {
		body = body.from(1).trimmed()
	}
	if body.text == "" {
		return nil, body.wrong(errNothing)
	}
	var any Any
	for _, alternative := range body.alternatives() {
		m, err := alternative.all(in)
		if err != nil {
			return nil, err
		}
		any = append(any, m)
	}
	var want Matcher = any
	if len(any) == 1 {
		want = any[0]
	}
	if inverted {
		want = not{want}
	}
	return want, nil
}

// piece is a part of an expression, and the byte at which it begins there.
type piece struct {
	text string
	at   int
}

func (p piece) from(n int) piece { return piece{p.text[n:], p.at + n} }

func (p piece) until(n int) piece { return piece{p.text[:n], p.at} }

func (p piece) trimmed() piece {
	p.text = strings.TrimRightFunc(p.text, unicode.IsSpace)
	return p.from(len(p.text) - len(strings.TrimLeftFunc(p.text, unicode.IsSpace)))
}

// wrong is an error about a piece.
func (p piece) wrong(err error) error { return &Error{From: p.at, To: p.at + len(p.text), Err: err} }

// alternatives splits at each bar that stands on its own.
func (p piece) alternatives() []piece {
	const bar = " | "
	var out []piece
	for {
		i := strings.Index(p.text, bar)
		if i < 0 {
			return append(out, p)
		}
		out, p = append(out, p.until(i)), p.from(i+len(bar))
	}
}

// all reads an alternative: each of its terms must want a record.
func (p piece) all(in reading) (Matcher, error) {
	var both All
	for _, t := range p.terms() {
		m, err := t.term(in)
		if err != nil {
			return nil, err
		}
		both = append(both, m)
	}
	switch len(both) {
	case 0:
		return nil, p.wrong(errNothing)
	case 1:
		return both[0], nil
	}
	return both, nil
}

// terms splits an alternative: each name:value is a term, words in a row are one.
func (p piece) terms() []piece {
	var out []piece
	words := false // the last term is made of words
	for rest := p.trimmed(); rest.text != ""; {
		var word piece
		word, rest = rest.cut()
		_, _, isNamed := named(word.text)
		isNamed = isNamed || isSaved(word.text) || strings.HasPrefix(word.text, "!") && word.text != "!"
		switch {
		case word.text == "":
		case words && !isNamed:
			last := out[len(out)-1].at - p.at
			out[len(out)-1] = p.from(last).until(word.at - p.at - last + len(word.text))
		default:
			out, words = append(out, word), !isNamed
		}
	}
	return out
}

// cut takes off the first word; a regular expression goes on to the end.
func (p piece) cut() (word, rest piece) {
	end := strings.IndexByte(p.text, ' ')
	if name, _, ok := named(p.text); end < 0 || ok && name == "re" {
		return p, p.from(len(p.text))
	}
	return p.until(end), p.from(end + 1)
}

// names are the fields a term may name.
var names = []string{"kb", "guid", "id", "log", "component", "thread", "level", "re", "after", "before"}

// named splits name:value.
func named(s string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(strings.TrimPrefix(s, "!"), ":")
	name = strings.ToLower(name)
	if !ok || !slices.Contains(names, name) {
		return "", "", false
	}
	return name, value, true
}
