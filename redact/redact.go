// Package redact replaces what names people, computers and places in the text of logs, the same name by
// the same stand-in everywhere, and leaves the rest as it is: ids still link, times stay, lines stay. It reads no files.
//
// It works in two passes over the same text: Learn finds the names, Apply replaces them, also where they
// stand without the cue they were found by.
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
	// GUIDs replaces GUIDs too: links within the capture hold, those to the site are gone.
	GUIDs bool

	names    map[string]*Name // by lower case
	order    []*Name          // as they were learnt
	accounts []account        // perhaps; see admit
	count    map[Kind]int
	match    *matcher
}

// Name is one name and what stands for it.
type Name struct {
	Kind    Kind
	Text    string // as first seen
	StandIn string
	Count   int // how often it was replaced
}

// New is a redactor that knows no names.
func New() *Redactor {
	return &Redactor{names: map[string]*Name{}, count: map[Kind]int{}}
}

// kept are names that say nothing about anybody.
var kept = map[string]bool{
	"localhost": true, "system": true, "authority": true, "builtin": true, "service": true, "null": true,
	"public": true, "default": true, "administrator": true, "all users": true, "default user": true, "microsoft.com": true,
	"windowsupdate.com": true, "www": true,
	// What stands for a name where nobody has filled one in.
	"server": true, "servername": true, "host": true, "hostname": true, "client": true, "computer": true, "name": true,
	"domain": true, "user": true, "username": true, "root": true,
}

// keptDomains are the ends of public names.
var keptDomains = []string{"microsoft.com", "windowsupdate.com", "windows.com", "office.com", "msftncsi.com", "w3.org", "xmlsoap.org", "digicert.com"}

// add notes a name; the same name has one stand-in whatever its case.
func (r *Redactor) add(k Kind, text string) {
	low := strings.ToLower(text)
	if len(text) < 2 || kept[low] || r.names[low] != nil {
		return
	}
	r.names[low] = &Name{Kind: k, Text: text}
	r.order = append(r.order, r.names[low])
	r.match = nil
}

// Apply gives the text with every known name replaced. It must begin and end between lines.
func (r *Redactor) Apply(text []byte) []byte {
	if r.match == nil {
		r.settle()
	}
	var out bytes.Buffer
	out.Grow(len(text))
	for at := 0; at < len(text); {
		n, name := r.match.at(text, at)
		if n == 0 {
			out.WriteByte(text[at])
			at++
			continue
		}
		name.Count++
		out.WriteString(inCase(name.StandIn, text[at:at+n]))
		at += n
	}
	return out.Bytes()
}

// inCase writes a GUID's stand-in in the case of what it replaces; other stand-ins have one form.
func inCase(s string, old []byte) string {
	if bytes.ContainsAny(old, "ABCDEF") && strings.Count(s, "-") == 4 && !bytes.ContainsAny(old, "abcdef") {
		return strings.ToUpper(s)
	}
	return s
}

// Names is everything that was learnt, by kind, in the order of the stand-ins.
func (r *Redactor) Names() []Name {
	if r.match == nil {
		r.settle()
	}
	all := make([]Name, 0, len(r.order))
	for _, n := range r.order {
		all = append(all, *n)
	}
	slices.SortStableFunc(all, func(a, b Name) int { return cmp.Compare(a.Kind, b.Kind) })
	return all
}
