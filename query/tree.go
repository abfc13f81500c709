package query

import "strings"

// tree is an expression whose terms have been compiled. It matches what all terms of one alternative match,
// or if it is inverted, what none of them does.
type tree[M any] struct {
	inverted     bool
	alternatives [][]M
}

// parseTree reads an expression: the grammar is the same whatever it is about. names are the names that a
// term can begin with, and term compiles one.
func parseTree[M any](source string, names fieldNames, term func(fragment) (M, error)) (t tree[M], err error) {
	body := fragment{text: source, names: names}.trimmed()
	if t.inverted = strings.HasPrefix(body.text, "!"); t.inverted {
		body = body.after(1).trimmed()
	}
	if body.text == "" {
		return t, body.errorAt(errNothing)
	}
	for _, f := range body.splitAlternatives() {
		var terms []M
		for _, one := range f.splitTerms() {
			m, err := term(one)
			if err != nil {
				return t, err
			}
			terms = append(terms, m)
		}
		if len(terms) == 0 {
			return t, f.errorAt(errNothing)
		}
		t.alternatives = append(t.alternatives, terms)
	}
	return t, nil
}
