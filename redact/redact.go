// Package redact replaces the names of people, computers, domains and sites in the text of logs. It
// replaces the same name by the same stand-in everywhere and changes nothing else: times, ids and
// line breaks stay, so that the copy can be read and replayed like the original.
//
// A Redactor goes over the text twice. Learn finds names by the text around them, Apply replaces
// them wherever they occur.
//
//	text ──Learn──▶ names ──▶ stand-ins
//	text ──────────Apply──────────▶ redacted text
//
// No list of forms finds all names. So a word stays only if it is known to be harmless: it is in the
// vocabulary, which is of Windows, of ConfigMgr and of English as programs write it, or it is a number
// or a form that tells nobody apart. Any other word is replaced, by "word1" and so on, whatever is
// around it. What Learn adds is the kind of a name, and those names that are harmless words too.
//
// Capture does both for a source of package tail and writes the copy as a zip. It is the only
// function that uses files: until it returns, the redacted text is in a temporary folder.
//
// A name that is a harmless word, without anything around it that tells, stays, so a copy must be
// checked before it is shared.
package redact

import (
	"bytes"
	"cmp"
	"strings"

	"ccmtail/internal/arrange"
)

// Kind is the kind of a name.
type Kind string

// The kinds of names.
const (
	Host    Kind = "host"    // a computer, without its domain
	Domain  Kind = "domain"  // a domain, with its full or its short name
	User    Kind = "user"    // a user, without the domain
	SID     Kind = "sid"     // the security identifier of a user or a computer
	IP      Kind = "ip"      // an IPv4 or IPv6 address
	MAC     Kind = "mac"     // the address of a network adapter
	Site    Kind = "site"    // a site code of ConfigMgr, or a site of Active Directory
	ID      Kind = "id"      // the id of a tenant, a device, a client or a user
	Serial  Kind = "serial"  // the serial number or the service tag of a computer
	Hex     Kind = "hex"     // any other mark of a computer or a certificate: hardware id, SMBIOS GUID, thumbprint
	Secret  Kind = "secret"  // a token, key or password, or a certificate as a whole
	GUID    Kind = "guid"    // any other GUID; learnt only if Redactor.GUIDs is set
	Subject Kind = "subject" // any other name in a certificate
	Word    Kind = "word"    // any other word that is not known to be harmless
)

// Redactor learns names and replaces them. Its methods must not be called concurrently.
type Redactor struct {
	// GUIDs makes GUIDs names too. They still match each other in the copy, but not those of the
	// site. It must be set before Learn is called.
	GUIDs bool

	names        map[string]*Name   // those that are replaced everywhere, by their text in lower case
	placed       map[string]bool    // those that are replaced at a place only, by kind, place and text, and by text
	places       map[string]int     // at how many places each is replaced, by text in lower case
	ofPlaced     map[string]string  // their stand-ins, by kind and text in lower case
	domains      map[string]bool    // see noteDomain
	order        []*Name            // all, in the order in which they were learnt
	byLabel      map[string][]*Name // the domains with several labels, by each of them in lower case, in that order
	bareAccounts set[account]       // what may be accounts; see addBareAccounts
	dotted       set[string]        // what may be names of computers; see addDottedNames
	words        map[string]*Name   // the words that are not harmless, in lower case
	wordOrder    []*Name            // in the order in which they were learnt
	kept         map[string]bool    // see Keep
	known        map[string]bool    // what judge has said of words
	shapes       *shapeSet          // of the lines that were learnt
	before       []byte             // the last line that was learnt
	key          []byte             // of the stand-ins that are digests
	isKeyed      bool               // all stand-ins are, see NewKeyed
	count        map[Kind]int       // how many stand-ins of each kind were assigned
	matcher      *matcher           // finds the names; nil if names were learnt since it was built
	unread       []string           // see Unread
	left         []string           // see Left
	leftOut      []string           // see LeftOut
}

// Name is a name that was learnt.
type Name struct {
	Kind    Kind
	Text    string // as it was spelled where it was first found
	StandIn string // what replaces it
	Count   int    // how often Apply has replaced it

	at place // where alone it is replaced; empty if that is everywhere
}

// New returns a redactor without names.
func New() *Redactor {
	return &Redactor{
		names: map[string]*Name{}, byLabel: map[string][]*Name{}, count: map[Kind]int{},
		known: map[string]bool{}, words: map[string]*Name{}, shapes: newShapes(),
	}
}

// NewKeyed returns a redactor whose stand-ins depend on nothing but a name and a secret key: whoever has the
// key gives the same name the same stand-in, at any time and anywhere. Names of people, computers, domains
// and all other words have stand-ins of one form, since what kind a name is of depends on what was learnt.
//
// It may learn for as long as the program runs: it keeps the names and no other words.
func NewKeyed(key []byte) *Redactor {
	r := New()
	r.key, r.isKeyed = key, true
	return r
}

// add learns a name, unless it is known in any case, or does not identify anybody. It returns the
// name if it is new.
func (r *Redactor) add(k Kind, text string) *Name {
	low := strings.ToLower(text)
	r.noteDomain(k, low)
	if len(text) < 2 || neutralNames[low] || r.kept[low] || isPartOfMark(text) {
		return nil
	}
	return r.insert(k, text)
}

// insert learns a name unless it is known. It returns the name if it is new.
func (r *Redactor) insert(k Kind, text string) *Name {
	low := strings.ToLower(text)
	if r.names[low] != nil {
		return nil
	}
	n := &Name{Kind: k, Text: text}
	r.names[low] = n
	r.order = append(r.order, n)
	if k == Domain && strings.Contains(low, ".") {
		for _, label := range strings.Split(low, ".") {
			if of := r.byLabel[label]; len(of) == 0 || of[len(of)-1] != n {
				r.byLabel[label] = append(of, n)
			}
		}
	}
	r.forgetMatcher()
	return n
}

// forgetMatcher makes the names be gathered anew, unless they are added to those that are there.
func (r *Redactor) forgetMatcher() {
	if !r.isKeyed {
		r.matcher = nil
	}
}

// isPartOfMark reports whether to replace a text everywhere could change where a record begins or ends,
// or a time.
func isPartOfMark(text string) bool {
	return !strings.ContainsFunc(text, isLetterRune) || hasMark(text)
}

// hasMark reports whether a text could be part of <![LOG[ or ]LOG]!>, or of the $$< of older logs.
func hasMark(text string) bool {
	return strings.Contains(text, "]") || strings.HasPrefix(text, ">") || strings.HasSuffix(text, "<") || strings.Contains(text, "<!") ||
		strings.Contains(text, "!>") || strings.Contains(text, "$$<") || strings.HasSuffix(text, "$$") ||
		strings.Contains(text, "![") || strings.Contains(strings.ToUpper(text), "LOG[")
}

// Apply returns a text in which all names that were learnt are replaced. The text must consist of
// whole lines, so that it does not begin or end within a name.
func (r *Redactor) Apply(text []byte) []byte {
	r.prepare()
	out := make([]byte, 0, len(text))
	from := 0 // where the text without names begins
	for at := 0; at < len(text); {
		n, f := r.matcher.formAt(text, at)
		if n == 0 {
			at++
			continue
		}
		out = r.appendWords(out, text[from:at])
		f.name.Count++
		out = append(out, matchCase(f.standIn, text[at:at+n])...)
		out = append(out, lineBreaks(text[at:at+n])...)
		at += n
		from = at
	}
	return r.appendWords(out, text[from:])
}

// prepare makes the names that were learnt be found.
func (r *Redactor) prepare() {
	if r.matcher == nil || r.isKeyed && len(r.order)+len(r.dotted.order)+len(r.bareAccounts.order) > r.matcher.names {
		r.assignStandIns()
	}
}

// Keep keeps words that would be replaced, in any case.
func (r *Redactor) Keep(words ...string) {
	if r.kept == nil {
		r.kept = map[string]bool{}
	}
	for _, w := range words {
		r.kept[strings.ToLower(w)] = true
	}
}

// lineBreaks returns the line breaks within a name, which stay behind its stand-in.
func lineBreaks(name []byte) (breaks []byte) {
	for _, c := range name {
		if c == '\r' || c == '\n' {
			breaks = append(breaks, c)
		}
	}
	return breaks
}

// matchCase returns a stand-in in upper case if it replaces a GUID in upper case, and one of a SID in
// lower case if that is.
func matchCase(standIn string, name []byte) string {
	if bytes.ContainsAny(name, "ABCDEF") && strings.Count(standIn, "-") == 4 && !bytes.ContainsAny(name, "abcdef") {
		return strings.ToUpper(standIn)
	}
	if strings.HasPrefix(standIn, "S-1-") && name[0] == 's' {
		return "s" + standIn[1:]
	}
	return standIn
}

// Names returns the names that Apply has replaced, sorted by kind, and within a kind in the order in
// which they were learnt.
func (r *Redactor) Names() []Name {
	r.prepare()
	all := make([]Name, 0, len(r.order))
	for _, list := range [][]*Name{r.order, r.wordOrder} {
		for _, n := range list {
			if n.Count > 0 {
				all = appendName(all, *n)
			}
		}
	}
	arrange.By(all, func(a, b Name) int { return cmp.Compare(a.Kind, b.Kind) })
	return all
}

// appendName appends a name, or adds its count if it was replaced at another place already.
func appendName(all []Name, n Name) []Name {
	if n.isPlaced() {
		for i := range all {
			if all[i].Kind == n.Kind && all[i].StandIn == n.StandIn && strings.EqualFold(all[i].Text, n.Text) {
				all[i].Count += n.Count
				return all
			}
		}
	}
	return append(all, n)
}
