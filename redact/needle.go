package redact

import (
	"bytes"
	"strings"
)

// Needles that are the shape of a name instead of a word.
const (
	aCapitalName = "\x00capital name"
	aDottedMAC   = "\x00dotted mac"
	aMAC         = "\x00mac"
	aRecoveryKey = "\x00recovery key"
	aProductKey  = "\x00product key"
)

// shapes holds what finds them. It may find more, but must be quick.
var shapes = map[string]func(text []byte) bool{
	aCapitalName: hasCapitalName,
	aDottedMAC:   hasDottedMAC,
	aMAC:         func(text []byte) bool { return hasSpaced(text, ":-", 3) },
	aRecoveryKey: func(text []byte) bool { return hasSpaced(text, "-", 7) },
	aProductKey:  func(text []byte) bool { return hasSpaced(text, "-", 6) },
}

// What is said of a computer by its name: "policy for PC0147", "sent to the server mp01".
const (
	partners     = `mp|dp|sup|point|policy|client|peer|computer|machine|device|session|ticket|report|reported|reporting|sent|send|sending`
	prepositions = `for|to|from|on|with|at|of`
	aHost        = `(?: (?:the )?(?:host|server|computer|machine|client|peer|name))?:?\s+['"<\[(]?(` + hostText + `)`
)

// partnerNeedles returns all pairs of them.
func partnerNeedles() (all []string) {
	for _, partner := range strings.Split(partners, "|") {
		for _, preposition := range strings.Split(prepositions, "|") {
			all = append(all, partner+" "+preposition+" ")
		}
	}
	return all
}

// mayMatch reports whether a text has one of the needles. low is the text in lower case.
func (c *cue) mayMatch(text, low []byte) bool {
	for _, n := range c.needles {
		if shape := shapes[n]; shape != nil && shape(text) || shape == nil && bytes.Contains(low, []byte(n)) {
			return true
		}
	}
	return false
}

// hasCapitalName reports whether a text has four capital letters in a row and then two digits, with
// nothing but capital letters and hyphens between.
func hasCapitalName(text []byte) bool {
	capitals, digits := 0, 0
	for _, c := range text {
		switch {
		case c-'A' < 26:
			capitals, digits = capitals+1, 0
		case c-'0' < 10 && capitals >= 4:
			if digits++; digits == 2 {
				return true
			}
		case c == '-' && capitals >= 4:
			digits = 0
		default:
			capitals, digits = 0, 0
		}
	}
	return false
}

// hasDottedMAC reports whether two dots have four characters between.
func hasDottedMAC(text []byte) bool {
	for at := 4; at+9 < len(text); at++ {
		if text[at] == '.' && text[at+5] == '.' && isHexDigit(text[at-1]) && isHexDigit(text[at+6]) {
			return true
		}
	}
	return false
}

// hasSpaced reports whether one of the separators is in a text three times, at this distance.
func hasSpaced(text []byte, separators string, distance int) bool {
	for i := 0; i+2*distance < len(text); i++ {
		if c := text[i]; strings.IndexByte(separators, c) >= 0 && text[i+distance] == c && text[i+2*distance] == c {
			return true
		}
	}
	return false
}
