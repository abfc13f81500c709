package main

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

var (
	code     = regexp.MustCompile(`0x[0-9A-Fa-f]+`)
	capitals = regexp.MustCompile(`^[A-Z]+$`)
	holder   = regexp.MustCompile(`<[^<>]*>`)
	title    = regexp.MustCompile(`^[A-Za-z0-9 ]+$`)
	address  = regexp.MustCompile(`^(https?://|/|\\|%|[A-Za-z]:\\|HK[A-Z]{2}|</?[A-Z]?[a-z]+([A-Z][a-z]*)*[ />])`)
	layout   = regexp.MustCompile(`<tab>|YYYY|^\[.*\]$`)
	assigned = regexp.MustCompile(`^\w+=`)
	part     = regexp.MustCompile(`^(…| [a-z]|«.*»$)`)
)

// whyNot returns why a quote is no message that counts, "" if it is one. before and after are its
// entry around it, without quotes.
func whyNot(q quote, before, after string) string {
	letters := word.FindAllString(code.ReplaceAllString(holder.ReplaceAllString(q.text, " "), " "), -1)
	switch text := fillCode(q.text); {
	case !strings.Contains(strings.TrimSpace(text), " ") || len(letters) < 2:
		return "a name, code or id"
	case title.MatchString(text) && allCapital(letters):
		return "a title or name"
	case address.MatchString(text):
		return "an address, path or markup"
	case layout.MatchString(text):
		return "the layout of a line"
	case assigned.MatchString(text):
		return "values"
	case isValue(q, lastWord(before)):
		return "the value of a placeholder"
	case strings.HasSuffix(strings.TrimRight(before, " "), "Software Center:"):
		return "what Software Center shows"
	case part.MatchString(text) || isFragment(before, after):
		return "a part of a message"
	case strings.Contains(strings.TrimRight(text, "…"), "…"):
		return "abbreviated in the middle"
	case q.mark == "":
		return "without a mark"
	case q.mark == "S3" || q.mark == "S4":
		return "marked " + q.mark
	case q.log == "":
		return "no log is named for it"
	}
	return ""
}

// allCapital reports whether each word begins with a capital, as in a title.
func allCapital(letters []string) bool {
	for _, l := range letters {
		if !unicode.IsUpper(rune(l[0])) {
			return false
		}
	}
	return true
}

// isValue reports whether a quote stands behind the name of a placeholder of a quote before it.
func isValue(q quote, name string) bool {
	return capitals.MatchString(name) && slices.ContainsFunc(q.earlier, func(e string) bool { return strings.Contains(e, "<"+name+">") })
}

// isFragment reports whether the text around a quote calls it a part of a message.
func isFragment(before, after string) bool {
	return strings.Contains(before, "fragments only") || strings.HasSuffix(strings.TrimRight(before, " "), "a line with") ||
		strings.HasPrefix(strings.TrimLeft(after, " "), "(fragment)") ||
		strings.HasPrefix(strings.TrimLeft(after, " "), "somewhere in")
}
