package query

import (
	"errors"
	"slices"
	"strings"
	"unicode"
)

var errNothing = errors.New("nothing to look for")

// Parse reads an expression. An error of it is an *Error. Without after: and before: in it, at is not called.
func Parse(source string, at TimeParser) (Matcher, error) { return Saved(nil).Parse(source, at) }

func (in parser) parseExpression(source string) (Matcher, error) {
	body := fragment{text: source}.trimmed()
	inverted := strings.HasPrefix(body.text, "!")
	if inverted {
		body = body.after(1).trimmed()
	}
	if body.text == "" {
		return nil, body.errorAt(errNothing)
	}
	var any Any
	for _, alternative := range body.splitAlternatives() {
		m, err := alternative.parseAlternative(in)
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
		want = notMatcher{want}
	}
	return want, nil
}

// fragment is a part of an expression, and the byte at which it begins there.
type fragment struct {
	text string
	at   int
}

func (p fragment) after(n int) fragment { return fragment{p.text[n:], p.at + n} }

func (p fragment) before(n int) fragment { return fragment{p.text[:n], p.at} }

func (p fragment) trimmed() fragment {
	p.text = strings.TrimRightFunc(p.text, unicode.IsSpace)
	return p.after(len(p.text) - len(strings.TrimLeftFunc(p.text, unicode.IsSpace)))
}

// errorAt is an error about a piece.
func (p fragment) errorAt(err error) error {
	return &Error{From: p.at, To: p.at + len(p.text), Err: err}
}

// splitAlternatives splits at each bar that stands on its own.
func (p fragment) splitAlternatives() []fragment {
	const bar = " | "
	var out []fragment
	for {
		i := strings.Index(p.text, bar)
		if i < 0 {
			return append(out, p)
		}
		out, p = append(out, p.before(i)), p.after(i+len(bar))
	}
}

// parseAlternative reads an alternative: each of its terms must want a record.
func (p fragment) parseAlternative(in parser) (Matcher, error) {
	var both All
	for _, t := range p.splitTerms() {
		m, err := t.parseTerm(in)
		if err != nil {
			return nil, err
		}
		both = append(both, m)
	}
	switch len(both) {
	case 0:
		return nil, p.errorAt(errNothing)
	case 1:
		return both[0], nil
	}
	return both, nil
}

// splitTerms splits an alternative: each name:value is a term, words in a row are one.
func (p fragment) splitTerms() []fragment {
	var out []fragment
	words := false // the last term is made of words
	for rest := p.trimmed(); rest.text != ""; {
		var word fragment
		word, rest = rest.cutWord()
		_, _, isNamed := splitField(word.text)
		isNamed = isNamed || isSaved(word.text) || strings.HasPrefix(word.text, "!") && word.text != "!"
		switch {
		case word.text == "":
		case words && !isNamed:
			last := out[len(out)-1].at - p.at
			out[len(out)-1] = p.after(last).before(word.at - p.at - last + len(word.text))
		default:
			out, words = append(out, word), !isNamed
		}
	}
	return out
}

// cutWord takes off the first word; a regular expression goes on to the end.
func (p fragment) cutWord() (word, rest fragment) {
	end := strings.IndexByte(p.text, ' ')
	if name, _, ok := splitField(p.text); end < 0 || ok && name == "re" {
		return p, p.after(len(p.text))
	}
	return p.before(end), p.after(end + 1)
}

// fieldNames are the fields a term may name.
var fieldNames = []string{"kb", "guid", "id", "log", "component", "thread", "level", "re", "after", "before"}

// splitField splits name:value.
func splitField(s string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(strings.TrimPrefix(s, "!"), ":")
	name = strings.ToLower(name)
	if !ok || !slices.Contains(fieldNames, name) {
		return "", "", false
	}
	return name, value, true
}
