package redact

import (
	_ "embed"
	"strings"
	"sync"

	"ccmtail/errcode"
	"ccmtail/parsers"
)

// wordsText holds the words that are not replaced: of English as programs write it, of Windows and
// of ConfigMgr. A word that is also the name of a person, a place or a thing that computers are named
// after is in it only if logs cannot do without.
//
//go:embed words.txt
var wordsText string

// vocabulary returns the words that are not replaced, in lower case: those of words.txt, those of the
// rules of package parsers, and those of the names of error codes and of public domains.
var vocabulary = sync.OnceValue(func() map[string]bool {
	words := make(map[string]bool, 12000)
	for line := range strings.Lines(wordsText) {
		if !strings.HasPrefix(line, "#") {
			for _, w := range strings.Fields(line) {
				words[w] = true
			}
		}
	}
	for _, texts := range [][]string{parsers.Wording(), errcode.Symbols(), publicDomains, customerDomains} {
		for _, t := range texts {
			for _, w := range strings.FieldsFunc(t, func(c rune) bool { return !isLetterRune(c) }) {
				if strings.Trim(w, "0123456789") != "" {
					words[strings.ToLower(w)] = true
				}
			}
		}
	}
	return words
})

// knows reports whether a word of ASCII letters and digits, not longer than maxWord, is in the vocabulary: as
// it is, with an ending or a prefix, or as the words of an identifier such as DownloadManager.
func knows(word string) bool {
	return knowsWord(strings.ToLower(word)) || knowsParts(word)
}

// endings are those that a word of the vocabulary may have, and prefixes what may be before it.
var (
	endings  = []string{"s", "es", "ed", "d", "ing", "ly"}
	prefixes = []string{"re", "un", "non", "pre"}
)

// minStem is the length from which a word may have an ending or a prefix.
const minStem = 4

// knowsWord reports whether a word in lower case is in the vocabulary, with or without an ending.
func knowsWord(low string) bool {
	words := vocabulary()
	if words[low] {
		return true
	}
	for _, ending := range endings {
		if stem, ok := strings.CutSuffix(low, ending); ok && len(stem) >= minStem && words[stem] {
			return true
		}
	}
	for _, prefix := range prefixes {
		if stem, ok := strings.CutPrefix(low, prefix); ok && len(stem) >= minStem && words[stem] {
			return true
		}
	}
	return false
}

// shortParts holds the words of one or two letters that identifiers have.
var shortParts = wordSet(`c i m p s n b f g id is to in of on ci dp mp os ui no by at as or db ip io mb kb gb ex ad if hr sz dw cm wm ms ok do up my we be`)

// knowsParts reports whether a word is the words of an identifier, each of which begins with a
// capital letter, such as CCIDownloader. One of them at least must be longer than two letters.
func knowsParts(word string) bool {
	parts, long := 0, 0
	for from := 0; from < len(word); {
		to := partEnd(word, from)
		part := strings.ToLower(word[from:to])
		switch {
		case len(part) > 2 && knowsWord(part):
			long++
		case len(part) > 2 && isUpper(word[from]) && to == len(word) && from == 0:
			return false
		case len(part) > 3 && isUpper(word[from+1]) && shortParts[part[:1]] && knowsWord(part[1:]): // CUpdate, but also CSUM
			long++
		case !shortParts[part] || len(part) == 1 && from > 0 && part != "i":
			return false
		}
		parts++
		from = to
	}
	return parts > 1 && long > 0
}

// partEnd returns the end of the part of an identifier that begins at an index.
func partEnd(word string, from int) int {
	to := pluralEnd(word, from)
	if to > from {
		return to
	}
	to = from + 1
	if to < len(word) && isUpper(word[from]) && isUpper(word[to]) { // CAS, of CASManager the CAS
		for to < len(word) && isUpper(word[to]) {
			to++
		}
		if to < len(word) {
			to--
		}
		return to
	}
	for to < len(word) && !isUpper(word[to]) {
		to++
	}
	return to
}

// pluralEnd returns the end of capital letters that begin at an index and an s behind them, such as
// the CIs of AssignedCIs, or the index if there are none.
func pluralEnd(word string, from int) int {
	to := from
	for to < len(word) && isUpper(word[to]) {
		to++
	}
	if to-from > 1 && to < len(word) && word[to] == 's' && (to+1 == len(word) || isUpper(word[to+1])) {
		return to + 1
	}
	return from
}

// isUpper reports whether c is a capital ASCII letter.
func isUpper(c byte) bool { return c-'A' < 26 }

// isJoined reports whether a word in lower case is two or three of the vocabulary without anything
// between, such as updatesmanager.
func isJoined(low string, most int) bool {
	for n := 2; n <= len(low); n++ {
		if n < 3 && !shortParts[low[:n]] || n > 2 && !knowsWord(low[:n]) {
			continue
		}
		if n == len(low) || most > 1 && isJoined(low[n:], most-1) {
			return true
		}
	}
	return false
}
