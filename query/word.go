package query

import "strings"

// isRegexp reports whether a regular expression begins here, to which all that follows belongs.
func (n fieldNames) isRegexp(text string) bool {
	name, _, ok := n.split(text)
	return ok && name == "re"
}

// wordLength returns the length of the word at the beginning of a text: up to a space that stands in
// no quotation marks.
func (n fieldNames) wordLength(text string) int {
	i := n.prefixLength(text)
	for begins := true; i < len(text); {
		switch {
		case begins && text[i] == '"':
			i, begins = quoteEnd(text, i), false
		case text[i] == ' ':
			return i
		default:
			begins = text[i] == '|'
			i++
		}
	}
	return i
}

// prefixLength returns the length of what stands before the value of a word: exclamation marks and
// the name of a field.
func (n fieldNames) prefixLength(text string) int {
	marks := len(text) - len(strings.TrimLeft(text, "!"))
	if _, value, ok := n.split(text[marks:]); ok {
		return len(text) - len(value)
	}
	return marks
}

// quoteEnd returns the offset behind the quotation mark that closes the one at an offset: it stands
// at the end of a value. One that is not closed extends to the end.
func quoteEnd(text string, from int) int {
	for i := from + 1; i < len(text); i++ {
		if text[i] == '"' && (i+1 == len(text) || text[i+1] == ' ' || text[i+1] == '|') {
			return i + 1
		}
	}
	return len(text)
}

// splitValues splits a value at its bars, but for those in quotation marks, and takes these off.
// Empty parts are left out; a value that has no other is a text itself.
func splitValues(value string) (values []string) {
	begin := 0
	add := func(end int) {
		if v := unquote(strings.TrimSpace(value[begin:end])); v != "" {
			values = append(values, v)
		}
		begin = end + 1
	}
	for i, begins := 0, true; i < len(value); {
		switch {
		case begins && value[i] == '"':
			i, begins = quoteEnd(value, i), false
			continue
		case value[i] == '|':
			add(i)
		}
		begins = value[i] == '|' || begins && value[i] == ' '
		i++
	}
	if begin <= len(value) {
		add(len(value))
	}
	if values == nil && strings.Contains(value, "|") {
		return []string{value}
	}
	return values
}

// unquote takes the quotation marks off a value that begins with one.
func unquote(value string) string {
	if rest, ok := strings.CutPrefix(value, `"`); ok {
		return strings.TrimSuffix(rest, `"`)
	}
	return value
}
