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
// Capture does both for a source of package tail and writes the copy as a zip. It is the only
// function that uses files: until it returns, the redacted text is in a temporary folder.
//
// Names that occur only in forms that Learn does not know are not found, so a copy must be checked
// before it is shared.
package redact

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
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
	Site    Kind = "site"    // a site code of ConfigMgr, or a site of Active Directory
	GUID    Kind = "guid"    // a GUID; learnt only if Redactor.GUIDs is set
	Subject Kind = "subject" // any other name in a certificate
)

// Redactor learns names and replaces them. Its methods must not be called concurrently.
type Redactor struct {
	// GUIDs makes GUIDs names too. They still match each other in the copy, but not those of the
	// site. It must be set before Learn is called.
	GUIDs bool

	names        map[string]*Name // by their text in lower case
	order        []*Name          // in the order in which they were learnt
	bareAccounts []account        // what may be accounts; see addBareAccounts
	count        map[Kind]int     // how many stand-ins of each kind were assigned
	matcher      *matcher         // finds the names; nil if names were learnt since it was built
	unread       []string         // see Unread
}

// Name is a name that was learnt.
type Name struct {
	Kind    Kind
	Text    string // as it was spelled where it was first found
	StandIn string // what replaces it
	Count   int    // how often Apply has replaced it
}

// New returns a redactor without names.
func New() *Redactor {
	return &Redactor{names: map[string]*Name{}, count: map[Kind]int{}}
}

// add learns a name, unless it is known in any case, or does not identify anybody.
func (r *Redactor) add(k Kind, text string) {
	low := strings.ToLower(text)
	if len(text) < 2 || neutralNames[low] || r.names[low] != nil {
		return
	}
	r.names[low] = &Name{Kind: k, Text: text}
	r.order = append(r.order, r.names[low])
	r.matcher = nil
}

// Apply returns a text in which all names that were learnt are replaced. The text must consist of
// whole lines, so that it does not begin or end within a name.
func (r *Redactor) Apply(text []byte) []byte {
	if r.matcher == nil {
		r.assignStandIns()
	}
	var out bytes.Buffer
	out.Grow(len(text))
	for at := 0; at < len(text); {
		n, name := r.matcher.nameAt(text, at)
		if n == 0 {
			out.WriteByte(text[at])
			at++
			continue
		}
		name.Count++
		out.WriteString(matchCase(name.StandIn, text[at:at+n]))
		at += n
	}
	return out.Bytes()
}

// matchCase returns a stand-in in upper case if it replaces a GUID in upper case.
func matchCase(standIn string, name []byte) string {
	if bytes.ContainsAny(name, "ABCDEF") && strings.Count(standIn, "-") == 4 && !bytes.ContainsAny(name, "abcdef") {
		return strings.ToUpper(standIn)
	}
	return standIn
}

// Names returns the names that were learnt, sorted by kind, and within a kind in the order in which
// they were learnt.
func (r *Redactor) Names() []Name {
	if r.matcher == nil {
		r.assignStandIns()
	}
	all := make([]Name, 0, len(r.order))
	for _, n := range r.order {
		all = append(all, *n)
	}
	slices.SortStableFunc(all, func(a, b Name) int { return cmp.Compare(a.Kind, b.Kind) })
	return all
}
