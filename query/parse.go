package query

import (
	"errors"
	"slices"
	"strings"
	"unicode"
)

var errNothing = errors.New("empty expression")

// Parse reads an expression, which may name saved filters. Its error is an *Error. parseTime is
// called only for after: and before:, and may be nil where there is neither.
func Parse(source string, saved Saved, parseTime TimeParser) (Matcher, error) {
	return newParser(saved, parseTime).parseExpression(source)
}

// parser reads one expression.
type parser struct {
	parseTime TimeParser
	saved     Saved
	expansion expansion
	changes   *ChangeWords // nil if the expression is about records
}

func newParser(saved Saved, parseTime TimeParser) parser {
	return parser{parseTime: parseTime, saved: saved, expansion: newExpansion()}
}

func (p parser) parseExpression(source string) (Matcher, error) {
	t, err := parseTree(source, p.fields(), p.parseTerm)
	if err != nil {
		return nil, err
	}
	var alternatives Any
	for _, terms := range t.alternatives {
		if len(terms) == 1 {
			alternatives = append(alternatives, terms[0])
		} else {
			alternatives = append(alternatives, All(terms))
		}
	}
	var m Matcher = alternatives
	if len(alternatives) == 1 {
		m = alternatives[0]
	}
	if t.inverted {
		m = notMatcher{m}
	}
	return m, nil
}

// fragment is a part of an expression, the offset at which it begins there, and the fields that there
// are.
type fragment struct {
	text  string
	at    int
	names fieldNames
}

// after returns the fragment without its first n bytes.
func (f fragment) after(n int) fragment { return fragment{f.text[n:], f.at + n, f.names} }

// before returns the first n bytes of the fragment.
func (f fragment) before(n int) fragment { return fragment{f.text[:n], f.at, f.names} }

func (f fragment) trimmed() fragment {
	f.text = strings.TrimRightFunc(f.text, unicode.IsSpace)
	return f.after(len(f.text) - len(strings.TrimLeftFunc(f.text, unicode.IsSpace)))
}

// errorAt returns an error about the fragment.
func (f fragment) errorAt(err error) error {
	return &Error{From: f.at, To: f.at + len(f.text), Err: err}
}

// bar separates alternatives.
const bar = " | "

// splitAlternatives splits an expression at each bar that has spaces around it and stands in no
// quotation marks. In a regular expression quotation marks mean nothing.
func (f fragment) splitAlternatives() []fragment {
	var alternatives []fragment
	for i := 0; i < len(f.text); {
		switch rest := f.text[i:]; {
		case strings.HasPrefix(rest, bar):
			alternatives, f, i = append(alternatives, f.before(i)), f.after(i+len(bar)), 0
		case rest[0] == ' ':
			i++
		case f.names.isRegexp(rest):
			end := strings.Index(rest, bar)
			if end < 0 {
				end = len(rest)
			}
			i += end
		default:
			i += f.names.wordLength(rest)
		}
	}
	return append(alternatives, f)
}

// splitTerms splits an alternative: what has a name, a ! or quotation marks is a term of its own,
// other words in a row are one.
func (f fragment) splitTerms() []fragment {
	var terms []fragment
	inWords := false // the last term is made of words
	for rest := f.trimmed(); rest.text != ""; {
		var word fragment
		word, rest = rest.cutWord()
		_, _, isNamed := f.names.split(word.text)
		isNamed = isNamed || isSaved(word.text) || strings.HasPrefix(word.text, `"`) || strings.HasPrefix(word.text, "!") && word.text != "!"
		switch {
		case word.text == "":
		case inWords && !isNamed:
			begin := terms[len(terms)-1].at - f.at
			end := word.at - f.at + len(word.text)
			terms[len(terms)-1] = f.after(begin).before(end - begin)
		default:
			terms, inWords = append(terms, word), !isNamed
		}
	}
	return terms
}

// cutWord cuts off the first word; a regular expression extends to the end.
func (f fragment) cutWord() (word, rest fragment) {
	end := f.names.wordLength(f.text)
	if end == len(f.text) || f.names.isRegexp(f.text) {
		return f, f.after(len(f.text))
	}
	return f.before(end), f.after(end + 1)
}

// fieldNames are the names that a term can begin with.
type fieldNames []string

// recordFields are those of records.
var recordFields = fieldNames{"kb", "guid", "id", "log", "component", "thread", "level", "re", "after", "before"}

// split splits name:value, or !name:value, and returns the name in lower case.
func (n fieldNames) split(s string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(strings.TrimPrefix(s, "!"), ":")
	name = strings.ToLower(name)
	if !ok || !slices.Contains(n, name) {
		return "", "", false
	}
	return name, value, true
}
