package redact

import (
	"strings"
	"unicode/utf8"
)

// place is the text around a name by which it is one there. In before, a line break stands for the
// beginning of a line.
type place struct{ before, after string }

// maxAround is how many bytes of the text before or after a name say that it is one.
const maxAround = 24

// placeAt returns the place of line[from:to], a name that a cue has found with the text from an index on.
func placeAt(line []byte, cueFrom, from, to int) place {
	before := string(line[max(cueFrom, from-maxAround):from])
	if trimmed := strings.TrimLeft(before, " \t,;("); len(trimmed) >= 4 {
		before = trimmed
	} else if cueFrom == 0 && from <= maxAround {
		before = "\n" + before
	}
	if before == "" || before == "\n" {
		return place{after: string(line[to:min(len(line), to+maxAround)])}
	}
	return place{before: before}
}

// learnAt learns a name that stands at a place. One that is also a harmless word is replaced at such
// places only, so that no word is lost because somebody is called so.
func (r *Redactor) learnAt(k Kind, name string, at place) {
	low := strings.ToLower(name)
	if name == "" || everyones[low] || r.kept[low] {
		return
	}
	r.noteDomain(k, low)
	isLow := k == Site && name != strings.ToUpper(name) // such letters are anything elsewhere
	if utf8.RuneCountInString(name) > 2 && !isLow && !r.isHarmlessName(k, name) {
		r.add(k, name)
		return
	}
	r.addThere(k, name, at)
}

// addThere learns a name that is replaced at a place only.
func (r *Redactor) addThere(k Kind, name string, at place) {
	if at == (place{}) || hasMark(name) || !strings.ContainsFunc(name, isLetterRune) {
		return
	}
	low := strings.ToLower(name)
	if r.names[low] != nil || r.kept[low] {
		return
	}
	key := lowerASCII(string(k) + "\x00" + at.before + "\x00" + name + "\x00" + at.after)
	if r.placed[key] {
		return
	}
	if r.placed == nil {
		r.placed, r.places = map[string]bool{}, map[string]int{}
	}
	if r.places[low]++; r.places[low] > maxPlaces {
		if !neutralNames[low] && !everyones[low] {
			r.insert(k, name)
		}
		return
	}
	r.placed[key], r.placed[low] = true, true
	r.order = append(r.order, &Name{Kind: k, Text: name, at: at})
	r.forgetMatcher()
}

// maxPlaces is how many places of a name are told apart. One that has more is replaced everywhere, unless
// it is a word that identifies nobody elsewhere.
const maxPlaces = 200

// isPlaced reports whether a name is replaced at a place only.
func (n *Name) isPlaced() bool { return n.at != place{} }

// noteDomain notes what is before a backslash in accounts, whatever else it may be.
func (r *Redactor) noteDomain(k Kind, low string) {
	if k != Domain && k != Host {
		return
	}
	if r.domains == nil {
		r.domains = map[string]bool{}
	}
	r.domains[low] = true
}

// minTelling is how many digits a number has at least that tells somebody apart wherever it stands.
const minTelling = 8

// isHarmlessName reports whether all words of a name are harmless by themselves. A secret of several
// words is none, nor is a user called Mark.Long.
func (r *Redactor) isHarmlessName(k Kind, name string) bool {
	if !hasLetter(name) {
		return !isTelling(name)
	}
	if k == Site { // X01 is like a version
		return knowsWord(strings.ToLower(name))
	}
	words := 0
	for at := 0; at < len(name); {
		to := wordEnd([]byte(name), at)
		if to == at {
			at++
			continue
		}
		if word := name[at:to]; to-at > 2 && !commonWords[strings.ToLower(word)] && !r.judge(word) {
			return false
		}
		words++
		at = to
	}
	isFirstAndLast := k == User && words == 2 && strings.Count(name, ".") == 1 && !codeName().MatchString(name) && !programFile().MatchString(name)
	return (k != Secret || words < 2) && !isFirstAndLast
}

// codeName matches names of code, which also have a dot within.
var codeName = compile(`(?i)^(?:system|microsoft|windows)\.`)

// isTelling reports whether a text without letters has so many digits that it is hardly anything else
// than the number of somebody or something. The date of a day and a time are none.
func isTelling(text string) bool {
	digits := 0
	for i := range len(text) {
		if text[i]-'0' < 10 {
			digits++
		}
	}
	return digits >= minTelling && !isMoment(text) && strings.Trim(text, "0.-") != ""
}

// isMoment reports whether digits are a day, or a time as WMI has them, yyyymmddHHMMSS.
func isMoment(digits string) bool { return moment().MatchString(digits) }

var moment = compile(`^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-3])[0-5]\d[0-5]\d)?$`)

// standsAt reports whether text[from:to], which has the letters of a name, is at its place.
func (n *Name) standsAt(text []byte, from, to int) bool {
	before, isFirst := strings.CutPrefix(n.at.before, "\n")
	if from < len(before) || !equalFold(text[from-len(before):from], before) {
		return false
	}
	if at := from - len(before); isFirst && at > 0 && !isBreak(text[at-1]) {
		return false
	}
	if n.at.before == "" && !isStart(text, from) {
		return false
	}
	if n.at.after != "" {
		return len(text)-to >= len(n.at.after) && equalFold(text[to:to+len(n.at.after)], n.at.after)
	}
	last, _ := utf8.DecodeLastRuneInString(n.Text)
	return !isLetterRune(last) || !isLetterAt(text[to:])
}

// equalFold reports whether two texts of the same length are equal but for the case of ASCII letters.
func equalFold(text []byte, s string) bool {
	for i := range len(s) {
		if toLower(text[i]) != toLower(s[i]) {
			return false
		}
	}
	return true
}

// assignPlaced assigns to a name that is replaced at a place only the stand-in that the name has at
// its other places.
func (r *Redactor) assignPlaced(n *Name) {
	low := strings.ToLower(n.Text)
	if everywhere := r.names[low]; everywhere != nil && everywhere.Kind == n.Kind {
		if everywhere.StandIn == "" {
			r.assignStandIn(everywhere)
		}
		n.StandIn = everywhere.StandIn
		return
	}
	key := string(n.Kind) + low
	if r.ofPlaced == nil {
		r.ofPlaced = map[string]string{}
	}
	if r.ofPlaced[key] == "" {
		r.assignNext(n)
		r.ofPlaced[key] = n.StandIn
	}
	n.StandIn = r.ofPlaced[key]
}
