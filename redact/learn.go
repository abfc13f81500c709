package redact

import (
	"bytes"
	"net/netip"
	"strings"
)

// Learn learns the names in a text. The text must consist of whole lines.
func (r *Redactor) Learn(text []byte) {
	before := r.before
	for line := range bytes.Lines(text) {
		line = bytes.TrimRight(line, "\r\n")
		r.learnLine(line)
		r.learnProperty(before, line)
		before = line
	}
	r.before = bytes.Clone(before[:min(len(before), maxPiece)])
	for message := range brokenMessages(text) {
		r.learnBroken(message)
	}
	r.learnWords(text)
}

// maxPiece is the length of the pieces in which a long line is searched, and pieceOverlap how much of
// one is searched again with the next: a cue may be that far from its name.
const (
	maxPiece     = 2 << 10
	pieceOverlap = 512
)

// learnLine learns the names in a text without line breaks.
func (r *Redactor) learnLine(line []byte) {
	for len(line) > maxPiece {
		to := maxPiece
		if i := bytes.LastIndexByte(line[pieceOverlap:to], ' '); i > 0 {
			to = pieceOverlap + i
		}
		r.learnPiece(line[:to])
		from := to - pieceOverlap/2
		if i := bytes.IndexByte(line[from:to], ' '); i >= 0 {
			from += i
		}
		line = line[from:]
	}
	r.learnPiece(line)
}

// learnPiece learns the names in a line, or in a piece of a long one.
func (r *Redactor) learnPiece(line []byte) {
	r.learnGUIDs(line)
	shape, seen := r.shapes.of(line)
	if seen {
		return
	}
	low := bytes.ToLower(line)
	var names []span
	for _, table := range [][]cue{keyCues, labelCues, propertyCues, phrases} {
		for i := range table {
			c := &table[i]
			c.search(line, low, func(from, nameFrom, nameTo int) {
				names = append(names, span{from, nameTo})
				r.addCued(c, placeAt(line, from, nameFrom, nameTo), string(line[nameFrom:nameTo]))
			})
		}
	}
	r.learnAccounts(line)
	r.learnPeople(line)
	r.learnAddresses(line)
	r.learnDotted(line)
	r.shapes.remember(shape, names)
}

// brokenMessages yields the messages of native records that have several lines.
func brokenMessages(text []byte) func(yield func([]byte) bool) {
	return func(yield func([]byte) bool) {
		for {
			_, after, found := bytes.Cut(text, []byte("<![LOG["))
			message, rest, whole := bytes.Cut(after, []byte("]LOG]!>"))
			if !found || !whole {
				return
			}
			if bytes.IndexByte(message, '\n') >= 0 && len(message) < maxBroken && !yield(message) {
				return
			}
			text = rest
		}
	}
}

// maxBroken is the length in bytes up to which a message is searched for names with line breaks.
const maxBroken = 1 << 20

// learnBroken learns the names in a message that have a line break within, if they are unlike words:
// without it, the words before and after would be one.
func (r *Redactor) learnBroken(message []byte) {
	var joined []byte
	var breaks []int
	for line := range bytes.Lines(message) {
		joined = append(joined, bytes.TrimRight(line, "\r\n")...)
		breaks = append(breaks, len(joined))
	}
	searched := 0
	for _, at := range breaks[:len(breaks)-1] {
		if at == 0 || at == len(joined) || !isNameByte(joined[at-1]) || !isNameByte(joined[at]) {
			continue
		}
		if searched++; searched > maxBreaks {
			return
		}
		window := joined[max(0, at-windowLen):min(len(joined), at+windowLen)]
		part := New()
		part.learnLine(window)
		split := min(at, windowLen)
		for _, n := range part.order {
			if !n.isPlaced() && goesOn(window, n.Text, split) {
				r.add(n.Kind, n.Text)
			}
		}
		for _, name := range part.dotted.order {
			if goesOn(window, name, split) {
				r.dotted.add(name)
			}
		}
	}
}

// isNameByte reports whether c may be next to a line break within a name.
func isNameByte(c byte) bool { return isDottedByte(c) || c == '@' }

// maxBreaks is how many line breaks of a message are searched for a name with one.
const maxBreaks = 500

// windowLen is how many bytes before and after a line break are searched for a name with it.
const windowLen = 160

// goesOn reports whether a name in a text begins before an index, where a line ends, and goes on behind
// it with what is no word of its own: the next line may begin with one.
func goesOn(text []byte, name string, split int) bool {
	from := max(0, split-len(name)+1)
	i := bytes.Index(text[from:min(len(text), split+len(name)-1)], []byte(name))
	if i < 0 {
		return false
	}
	rest := name[split-from-i:]
	return strings.ContainsAny(rest, ".@") || hasLetter(rest) && strings.ContainsAny(rest, "0123456789")
}

// addCued learns a name that a cue has found at a place.
func (r *Redactor) addCued(c *cue, at place, name string) {
	name, _, _ = strings.Cut(name, "]LOG]!") // the end of the message
	name = strings.TrimRight(name, `.-_\ '`)
	if strings.Trim(name, "*x.…") == "" || c.kind != IP && smallHex().MatchString(name) || !r.isNamedBy(c, at, name) {
		return
	}
	switch c.kind {
	case Host:
		r.addHost(name, at)
	case User:
		r.addUser(name, at)
	case Subject:
		r.addSubject(strings.TrimSpace(name), at)
	case Domain:
		r.addDomainPart(name, at)
	case IP:
		r.addNumberedAddress(name)
	case MAC:
		if isLabelled := strings.Contains(strings.ToLower(at.before), "mac"); strings.Trim(name, "0:-.fF") != "" && (isLabelled || hasLetter(name) || !strings.Contains(name, ".")) {
			r.add(MAC, name)
		}
	case Secret:
		r.addSecret(name, at)
	default:
		r.learnAt(c.kind, name, at)
	}
}

// isNamedBy reports whether what a cue has found at a place is a name. In sentences it may be another
// word.
func (r *Redactor) isNamedBy(c *cue, at place, name string) bool {
	switch low := strings.ToLower(name); {
	case c.kind == Serial:
		return isSerial(name)
	case c.kind == Word && strings.Contains(name, "/"):
		return isTelling(name)
	case c.kind == Secret:
		return len(name) > 2 && (!commonWords[low] || c.sure && isNextTo(at.before) && !hiddenValues[low])
	case strings.HasPrefix(low, "reg_"):
		return false
	case commonWords[low]:
		isSure := c.sure || (c.kind == Host || c.kind == User) && isSureOfHost(at.before) && !fillers[low] && isKeyOfName(at.before)
		if c.kind == Host {
			return isSure && !nobodies[low]
		}
		return isSure && !neutralNames[low] || c.sure && c.kind == User && !everyones[low]
	case isNumber(name):
		return c.sure || (c.kind == User || c.kind == Host) && strings.ContainsAny(at.before, `=>:"'`) && len(name) >= minNumber
	case c.kind == Host:
		return c.sure || isSureOfHost(at.before) || looksLikeHost(name) && len(name) > siteCodeLen && !r.isHarmlessName(Host, name)
	}
	return true
}

// minNumber is how many digits the number of a person or a computer has at least, as a name.
const minNumber = 5

// isSerial reports whether a value can be the serial number of a computer, and not of a state.
func isSerial(value string) bool {
	return strings.ContainsAny(value, "0123456789") && len(value) >= minNumber || len(value) > 8
}

// isNextTo reports whether the text before a value ends in what assigns to a key, without a blank.
func isNextTo(before string) bool {
	return before != "" && strings.IndexByte(`=:>"'`, before[len(before)-1]) >= 0 || strings.HasSuffix(before, "&quot;")
}

// maxName is the length of the longest name. A longer secret, such as a certificate, is several.
const maxName = 8 << 10

// minSecret is the length from which a secret is replaced wherever it occurs. A shorter one is
// replaced only where it is called one.
const minSecret = 8

var (
	smallHex    = compile(`(?i)^0x[0-9a-f]{1,8}$`)
	guidText    = compile(`\b([0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12})\b`)
	programFile = compile(`(?i)\.(?:exe|dll|msi|msp|msu|cab|log|lo_|sys|inf|xml|txt|ini|cpp|cxx|h|mof|ps1|vbs|cmd|bat|dat|tmp|zip|psf|esd|wim|json)$`)
)

// isSureOfHost reports whether the text before a name, a key and what assigns to it, is not that of
// a sentence.
func isSureOfHost(before string) bool {
	return strings.ContainsAny(before, `=>"'`) || strings.Contains(strings.ToLower(before), "name") && strings.ContainsAny(before, ":")
}

// isKeyOfName reports whether the text before a value is a key that says that the value is a name, and
// not the beginning of a sentence.
func isKeyOfName(before string) bool {
	low := strings.ToLower(before)
	return strings.Contains(low, "name") || strings.Contains(low, "logged on") || isNextTo(low) && !strings.HasSuffix(low, ":") || strings.HasSuffix(low, "&gt;")
}

// siteCodeLen is the length of a site code, which looks like the name of a computer.
const siteCodeLen = 3

// looksLikeHost reports whether a word is more likely the name of a computer than of anything else.
func looksLikeHost(name string) bool {
	return hasLetter(name) && (strings.ContainsAny(name, ".-0123456789") || len(name) > 3 && strings.ToUpper(name) == name)
}

// isNumber reports whether a text has no letter.
func isNumber(s string) bool { return !hasLetter(s) && strings.Trim(s, "0123456789") == "" }

// hasLetter reports whether a text has a letter of any script.
func hasLetter(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool { return c >= 0x80 || toLower(byte(c))-'a' < 26 })
}

// addDomainPart learns a domain or a label of one, unless that is a top-level domain.
func (r *Redactor) addDomainPart(name string, at place) {
	switch low := strings.ToLower(name); {
	case strings.Contains(name, "."):
		r.addDomain(name)
	case low != "local" && !neutralNames[low] && (len(name) > 3 || !topLevelDomains[low]):
		r.learnAt(Domain, name, at)
	}
}

// addSubject learns a name in a certificate: the full name of a computer, or any other text.
func (r *Redactor) addSubject(name string, at place) {
	switch low := strings.ToLower(name); {
	case strings.Contains(name, ".") && !strings.Contains(name, " "):
		r.addHost(name, at)
	case strings.HasPrefix(name, "Microsoft"), strings.HasPrefix(name, "SMS"), containers[low]:
	case len(name) > 2 || !hasLetter(name):
		r.learnAt(Subject, name, at)
	}
}

// addHost learns the name of a computer, and the domain if it is a full name.
func (r *Redactor) addHost(name string, at place) {
	if a, err := netip.ParseAddr(name); err == nil {
		if !a.IsLoopback() && !a.IsUnspecified() {
			r.add(IP, name)
		}
		return
	}
	if programFile().MatchString(name) {
		return // "cwuahandler.cpp:636" says in which line of a program a record was written
	}
	if label := customerLabel(name); label != "" {
		r.addLabel(label, place{after: name[strings.Index(name, label)+len(label):]})
		return
	}
	label, domain, isFull := strings.Cut(name, ".")
	if isFull {
		if isPublicDomain(domain) || isPublicDomain(name) {
			return
		}
		r.addDomain(domain)
		if !strings.Contains(domain, ".") && r.isKnownDomain(name) {
			return
		}
		at = place{after: "." + domain}
	}
	r.addLabel(label, at)
}

// addLabel learns the name of a computer without its domain.
func (r *Redactor) addLabel(label string, at place) {
	switch low := strings.ToLower(label); {
	case nobodies[low], guidText().MatchString(label), strings.HasPrefix(label, "mp_"):
	case neutralNames[low]:
		r.addThere(Host, label, at)
	default:
		r.learnAt(Host, label, at)
	}
}

// addDomain learns the full name of a domain, unless it is public.
func (r *Redactor) addDomain(name string) {
	if label := customerLabel(name); label != "" {
		r.learnAt(Domain, label, place{after: name[strings.Index(name, label)+len(label):]})
		return
	}
	if !strings.Contains(name, ".") || isPublicDomain(name) || !hasLetter(name[strings.LastIndexByte(name, '.'):]) {
		return
	}
	r.add(Domain, name)
}
