package main

import (
	"regexp"
	"strings"
)

// valueHole is a hole in a wording.
var valueHole = regexp.MustCompile(`^<\w+:\w+>`)

// beginsAny reports whether one of the wordings begins with one of the texts.
func beginsAny(wordings, texts []string) bool {
	for _, w := range wordings {
		for _, t := range texts {
			if begins(w, t) {
				return true
			}
		}
	}
	return false
}

// begins reports whether a wording begins with a text that ends where a word does. At least two
// words must be the same; the value of a hole has no blanks,
// and ends in a letter, a digit or a brace.
func begins(wording, text string) bool {
	wording = strings.Join(strings.Fields(strings.TrimSuffix(wording, "…")), " ")
	text = strings.Join(strings.Fields(text), " ")
	fixed, _, _ := strings.Cut(wording, "<")
	same := 0
	for same < len(fixed) && same < len(text) && fixed[same] == text[same] {
		same++
	}
	return len(strings.Fields(fixed[:same])) >= 2 && continuesTo(wording, text)
}

// continuesTo reports whether a wording begins with a text, which is not empty in the first call.
func continuesTo(wording, text string) bool {
	if text == "" {
		return wording == "" || !isWordByte(wording[0])
	}
	if hole := valueHole.FindString(wording); hole != "" {
		for n := 1; n <= len(text) && text[n-1] != ' '; n++ {
			if (isWordByte(text[n-1]) || text[n-1] == '}') && continuesTo(wording[len(hole):], text[n:]) {
				return true
			}
		}
		return false
	}
	return wording != "" && wording[0] == text[0] && continuesTo(wording[1:], text[1:])
}

func isWordByte(c byte) bool { return c|0x20-'a' < 26 || c-'0' < 10 || c == '_' }
