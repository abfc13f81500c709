package query

import (
	"fmt"
	"slices"
	"strings"
)

// fieldSynonyms are names that people know from elsewhere, and what they are here.
var fieldSynonyms = map[string]string{
	"lvl": "level", "severity": "level", "sev": "level", "tid": "thread",
	"since": "after", "until": "before", "regex": "re", "regexp": "re", "article": "kb", "update": "guid",
}

// checkFields returns an error if one of the words looks like a field, but is none. What only has a
// colon in it, as ResultCode:0, is text.
func (f fragment) checkFields() error {
	if strings.HasPrefix(f.text, `"`) {
		return nil
	}
	for rest := f.trimmed(); rest.text != ""; {
		var word fragment
		word, rest = rest.cutWord()
		name, value, ok := strings.Cut(word.text, ":")
		if !ok || value == "" || strings.ContainsAny(value[:1], `/\:`) {
			continue
		}
		if meant := f.names.similar(strings.ToLower(name)); meant != "" {
			return word.before(len(name) + 1).errorAt(fmt.Errorf(`no field %s: – did you mean %s:? As text: "%s"`, name, meant, word.text))
		}
	}
	return nil
}

// similar returns the field that somebody who typed a name could mean, "" if none is near.
func (n fieldNames) similar(name string) string {
	if meant := fieldSynonyms[name]; slices.Contains(n, meant) {
		return meant
	}
	if len(name) < 3 {
		return ""
	}
	i := slices.IndexFunc(n, func(field string) bool {
		return len(field) > 2 && (strings.HasPrefix(field, name) || editDistance(name, field) <= 1+len(field)/5)
	})
	if i < 0 {
		return ""
	}
	return n[i]
}

// editDistance returns how many letters must be added, removed or replaced to get from one word to
// another.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
