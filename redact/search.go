package redact

import "bytes"

// search calls found with each match of the cue in a text: the index at which the match begins, and
// those between which the name is. The end of a name may begin the next match.
func (c *cue) search(text, low []byte, found func(from, nameFrom, nameTo int)) {
	if !c.mayMatch(text, low) {
		return
	}
	for at := 0; at < len(text); {
		m := c.pattern().FindSubmatchIndex(text[at:])
		if m == nil {
			return
		}
		nameFrom, nameTo := firstGroup(m)
		from := at + m[0]
		nameFrom, nameTo, at = at+nameFrom, at+nameTo, at+max(nameTo, m[0]+1)
		switch {
		case c.kind == Host && m[0] == 0 && text[from] == '\\' && from > 0 && isWordByte(text[from-1]):
			// the text did not begin here: what is before is the name of a folder
		case isJSONKey(text, nameFrom, nameTo):
			at = max(nameFrom-1, from+1)
		case c.kind == Secret && isNoSecret(text, from, nameFrom):
		case c.isValue(text, nameFrom, nameTo):
			if c.kind == Secret {
				nameTo = secretEnd(text, from, nameFrom, nameTo)
			}
			found(from, nameFrom, nameTo)
		}
	}
}

// firstGroup returns the ends of the first group of a match that has matched.
func firstGroup(m []int) (from, to int) {
	for i := 2; i < len(m); i += 2 {
		if m[i] >= 0 {
			return m[i], m[i+1]
		}
	}
	return m[0], m[1]
}

// isValue reports whether text[nameFrom:nameTo] is the value of what the cue says, and not a key or an XML element.
func (c *cue) isValue(text []byte, nameFrom, nameTo int) bool {
	switch before := text[:nameFrom]; {
	case bytes.HasSuffix(before, []byte("><")), bytes.HasSuffix(before, []byte("&gt;&lt;")):
		return false // another XML element
	case isAfterEnd(before):
		return false // what follows the end of one
	case c.kind == Secret || c.kind == ID:
		return true
	case (isAssignedTo(text[nameTo:]) || nameFrom > 0 && text[nameFrom-1] == '(' && bytes.HasPrefix(text[nameTo:], []byte(":"))) && isPlain(string(text[nameFrom:nameTo])):
		return false // a key itself
	case bytes.HasPrefix(text[nameTo:], []byte("://")):
		return false // a URL, which has a cue of its own
	case c.kind == Host && protocol().Match(text[nameFrom:min(len(text), nameTo+1)]):
		return false // that of a database
	default:
		return !isElement(text, nameFrom, nameTo)
	}
}

// isJSONKey reports whether text[from:to] is a key of JSON, of an object that is the value of another.
func isJSONKey(text []byte, from, to int) bool {
	before := bytes.TrimRight(text[:from], `\`+"\"")
	if len(before) == from {
		return false
	}
	before = bytes.TrimRight(before, " ")
	after := bytes.TrimLeft(text[to:], `\`)
	return len(before) > 0 && (before[len(before)-1] == '{' || before[len(before)-1] == ',') && keyEnd().Match(after)
}

// protocol matches what may be before the server of a database.
var protocol = compile(`(?i)^(?:tcp|np|lpc|admin):$`)

// keyEnd matches what is behind a key of JSON.
var keyEnd = compile(`^"\s{0,3}:`)

// isAfterEnd reports whether a text ends in the end of an XML element.
func isAfterEnd(text []byte) bool {
	for _, marks := range [][3]string{{">", "<", "</"}, {"&gt;", "&lt;", "&lt;/"}} {
		trimmed := bytes.TrimRight(text, " ")
		if !bytes.HasSuffix(trimmed, []byte(marks[0])) {
			continue
		}
		from := bytes.LastIndex(trimmed, []byte(marks[1]))
		return from >= 0 && bytes.HasPrefix(trimmed[from:], []byte(marks[2]))
	}
	return false
}

// isAssignedTo reports whether a text begins as what follows a key.
func isAssignedTo(after []byte) bool {
	return bytes.HasPrefix(after, []byte("=")) || bytes.HasPrefix(after, []byte(" ="))
}

// isElement reports whether text[from:to] is the name of an XML element that ends in the same text.
func isElement(text []byte, from, to int) bool {
	name := text[from:to]
	for _, marks := range [][2]string{{"<", "</"}, {"&lt;", "&lt;/"}} {
		if bytes.HasSuffix(text[:from], []byte(marks[0])) && bytes.Contains(text[to:], append([]byte(marks[1]), name...)) {
			return true
		}
	}
	return false
}
