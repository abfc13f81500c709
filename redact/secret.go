package redact

import (
	"bytes"
	"html"
)

const (
	// valueText is the beginning of a secret behind a key; see secretEnd.
	valueText = `[^\s"'<>;,)\]}\\][^\s"'<>&;,)\]}\\]*`
	// doubled is a value in doubled quotation marks, unless there are two empty values.
	doubled = `""([^"\s,;&=:)\]}/>][^"\r\n]{0,198}[^"\s=:(])""`
)

var (
	// entity is a character that XML escapes, but for quotation marks.
	entity    = compile(`^&(?:amp|lt|gt|#x?[0-9A-Fa-f]{1,6});`)
	nextField = compile(`^(?:&(?:amp;)?|,)[\w.-]*=`)
	markup    = compile(`^(?:&(?:quot|apos|#39|#34);|(?:<|&lt;)[/!?])`)
)

// secretEnd returns the end of a secret whose key is at text[from] and whose first characters are
// text[nameFrom:nameTo]: it goes on up to a semicolon, a quotation mark or a blank, in an element to the
// next tag, and in the query of a URL to an ampersand.
func secretEnd(text []byte, from, nameFrom, nameTo int) int {
	if !bytes.ContainsAny(text[from:nameFrom], "=:>") {
		return nameTo
	}
	if text[nameFrom-1] == '>' && bytes.IndexByte(text[from:nameFrom], '=') < 0 {
		if n := bytes.IndexAny(text[nameTo:], "<]\r\n"); n >= 0 && bytes.HasPrefix(text[nameTo+n:], []byte("</")) {
			return nameTo + n
		}
	}
	end, inQuery := nameFrom, isInQuery(text, from)
	for end < len(text) && bytes.IndexByte([]byte(" \t\r\n\"';]"), text[end]) < 0 && !markup().Match(text[end:]) {
		if inQuery && text[end] == '&' {
			break
		}
		end += max(1, len(entity().Find(text[end:])))
	}
	isField := end < len(text) && text[end] == ';' // of several with semicolons between
	for to := nameTo; to < end; to++ {
		if isSecretEnd(text[to:end], isField) {
			end = to
		}
	}
	if hasMark(string(text[nameFrom:end])) {
		return nameTo
	}
	return max(nameTo, end)
}

// isSecretEnd reports whether a secret ends before rest, which is what may be left of it.
func isSecretEnd(rest []byte, isField bool) bool {
	switch rest[0] {
	case '&':
		return !isField && nextField().Match(rest)
	case ',':
		return !isField || nextField().Match(rest) || len(bytes.Trim(rest, ",)}")) == 0
	case ')', '}', '<', '>':
		return !isField || len(bytes.Trim(rest, ",)}<>")) == 0
	case '\\':
		return !isField || len(rest) < 2 || bytes.IndexByte([]byte(`"'nrt`), rest[1]) >= 0
	}
	return false
}

// isNoSecret reports whether text[from:to], behind a key, is what follows an empty value.
func isNoSecret(text []byte, cueFrom, from int) bool {
	rest := text[from:]
	return rest[0] == '&' && (markup().Match(rest) || nextField().Match(rest) || isInQuery(text, cueFrom))
}

// isInQuery reports whether text[at] is before a key in the query of a URL.
func isInQuery(text []byte, at int) bool {
	return text[at] == '?' || text[at] == '&' && !bytes.HasPrefix(text[at:], []byte("&lt;")) || bytes.HasSuffix(text[:at+1], []byte("&amp;"))
}

// addSecret learns a secret. A short one is replaced only where it is called one.
func (r *Redactor) addSecret(value string, at place) {
	if plain := html.UnescapeString(value); plain != value && xmlEscaper.Replace(plain) == value && len(plain) >= minSecret && !hasMark(plain) {
		value = plain // which has the other as one of its forms
	}
	if len(value) < minSecret {
		r.addThere(Secret, value, at)
		return
	}
	for ; len(value) > maxName; value = value[maxName:] {
		r.add(Secret, value[:maxName])
	}
	r.learnAt(Secret, value, at)
}
