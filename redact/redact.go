// Package redact replaces what names people, computers and places in the text of logs, the same
// name by the same stand-in everywhere, and leaves the rest as it is: ids still link, times stay,
// lines stay.
//
// A Redactor goes over the same text twice: Learn finds the names, Apply replaces them, also where
// they stand without the cue they were found by.
//
//	text ──Learn──▶ names with their stand-ins
//	text ──Apply──▶ text with the stand-ins
//
// Capture does both for a source of package tail and writes the copy as a zip. It alone touches
// files: it changes none of the source's, and what it keeps in a temporary folder until it returns
// is text that is already redacted.
package redact

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

// Kind is what a name names.
type Kind string

// The kinds of names that are replaced.
const (
	Host   Kind = "host"
	Domain Kind = "domain"
	User   Kind = "user"
	SID    Kind = "sid"
	IP     Kind = "ip"
	Site   Kind = "site"
	GUID   Kind = "guid"
	// Subject is a name in a certificate that is none of the others.
	Subject Kind = "subject"
)

// Redactor learns names and replaces them. It belongs to one goroutine.
type Redactor struct {
	// GUIDs says to replace GUIDs too: links within the capture hold, those to the site are gone.
	GUIDs bool

	names        map[string]*Name // by lower case
	order        []*Name          // as they were learnt
	bareAccounts []account        // perhaps; see addBareAccounts
	count        map[Kind]int
	matcher      *matcher
	unread       []string // see Unread
}

// Name is a name and what stands for it.
type Name struct {
	Kind    Kind
	Text    string // as first seen
	StandIn string
	Count   int // how often it was replaced
}

// New returns a redactor that knows no names yet.
func New() *Redactor {
	return &Redactor{names: map[string]*Name{}, count: map[Kind]int{}}
}

// add learns a name of a kind, unless it is known in any case of its letters, or says nothing.
func (r *Redactor) add(k Kind, text string) {
	low := strings.ToLower(text)
	if len(text) < 2 || neutralNames[low] || r.names[low] != nil {
		return
	}
	r.names[low] = &Name{Kind: k, Text: text}
	r.order = append(r.order, r.names[low])
	r.matcher = nil
}

// Apply returns a text with every name replaced that was learnt. The text must begin and end
// between lines, so that no name is cut.
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

// matchCase returns a GUID's stand-in in the case of the GUID it replaces; others have one form.
func matchCase(s string, old []byte) string {
	if bytes.ContainsAny(old, "ABCDEF") && strings.Count(s, "-") == 4 && !bytes.ContainsAny(old, "abcdef") {
		return strings.ToUpper(s)
	}
	return s
}

// Names returns every name that was learnt, by kind, in the order of the stand-ins.
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
